package org.paralux.qa.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.paralux.diff.Comparer;
import org.paralux.diff.ComparisonContext;
import org.paralux.diff.Rules;
import org.paralux.qa.ask.Pacer;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.ask.SocketDaemon;
import org.paralux.qa.ask.Time;
import org.paralux.qa.simulate.AnswerOptions;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
import org.paralux.qa.simulate.World;
import org.paralux.qa.simulate.flaw.Flaw;
import org.paralux.qa.simulate.flaw.Flaws;

/** Two embedded daemons of strict parity on sockets, in one world, and a pair that asks them. */
final class TwoSockets implements AutoCloseable {
    static final QaOptions FEW =
            new QaOptions(3, 600, 0, 3, Duration.ofMinutes(5), Duration.ofSeconds(20), Duration.ZERO);

    private final World world = World.of(null);
    private final Path primarySocket;
    private final Path candidateSocket;
    private final Flaw[] flaws;
    private final Pair pair;
    private EmbeddedDaemon primary;
    private EmbeddedDaemon candidate;

    TwoSockets(Path folder, Flaw... flaws) throws IOException {
        primarySocket = folder.resolve("primary");
        candidateSocket = folder.resolve("candidate");
        this.flaws = flaws;
        primary = startPrimary();
        candidate = startCandidate();
        Comparer comparer = new Comparer(Rules.shipped());
        pair = new Pair(daemon(primarySocket), daemon(candidateSocket), () -> comparer, ComparisonContext.UNKNOWN);
    }

    private static SocketDaemon daemon(Path socket) {
        return new SocketDaemon(socket, new Pacer(0, Time.SYSTEM), Duration.ofSeconds(10), 1 << 26);
    }

    private EmbeddedDaemon startPrimary() throws IOException {
        AnswerOptions answers = AnswerOptions.of(DaemonStyle.MASTERD).withStrictParity();
        return EmbeddedDaemon.start(
                DaemonOptions.of(primarySocket, DaemonStyle.MASTERD)
                        .withAnswers(answers)
                        .withBacklog(50),
                world);
    }

    private EmbeddedDaemon startCandidate() throws IOException {
        AnswerOptions answers =
                AnswerOptions.of(DaemonStyle.LUXID).withStrictParity().withFlaws(Flaws.of(flaws));
        return EmbeddedDaemon.start(
                DaemonOptions.of(candidateSocket, DaemonStyle.LUXID)
                        .withAnswers(answers)
                        .withBacklog(50),
                world);
    }

    Pair pair() {
        return pair;
    }

    void killCandidate() throws IOException {
        candidate.kill();
    }

    void restartCandidate() throws IOException {
        candidate = startCandidate();
    }

    void killPrimary() throws IOException {
        primary.kill();
    }

    void restartPrimary() throws IOException {
        primary = startPrimary();
    }

    QaResult run(QaOptions options, StopFlag stop, Progress.Listener listener) throws InterruptedException {
        return new QaRun(pair, options, List.of(), Time.SYSTEM, stop, listener).run();
    }

    @Override
    public void close() throws IOException {
        pair.close();
        primary.close();
        candidate.close();
        world.close();
    }
}
