package org.paralux.qa.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.diff.Comparer;
import org.paralux.diff.ComparisonContext;
import org.paralux.diff.Rules;
import org.paralux.proxy.shadow.Answer;
import org.paralux.qa.ask.Conversation;
import org.paralux.qa.ask.Daemon;
import org.paralux.qa.ask.HarmlessRequest;
import org.paralux.qa.ask.Pacer;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.ask.SocketDaemon;
import org.paralux.qa.ask.Time;
import org.paralux.qa.ask.Transcript;
import org.paralux.qa.simulate.flaw.Flaw;

/** A whole run, with all that it asks besides the cases, stays below the rate to each daemon. */
class RateTest {
    private static final double RATE = 150;

    @TempDir
    private Path folder;

    /** Counts what is sent to a daemon on a socket. */
    private record Counted(SocketDaemon daemon, AtomicLong sent) implements Daemon {
        static Counted on(Path socket) {
            return new Counted(
                    new SocketDaemon(socket, new Pacer(RATE, Time.SYSTEM), Duration.ofSeconds(10), 1 << 26),
                    new AtomicLong());
        }

        @Override
        public Answer ask(HarmlessRequest request) throws InterruptedException {
            Answer answer = daemon.ask(request);
            sent.incrementAndGet();
            return answer;
        }

        @Override
        public Transcript converse(Conversation conversation) throws InterruptedException {
            Transcript transcript = daemon.converse(conversation);
            sent.addAndGet(conversation.frames().size());
            return transcript;
        }

        @Override
        public boolean hasConnections() {
            return true;
        }

        @Override
        public void close() {
            daemon.close();
        }
    }

    @Test
    void noDaemonIsAskedFasterThanTheRate() throws Exception {
        try (TwoSockets _ = new TwoSockets(folder, Flaw.REFUSES_TAGS, Flaw.BARE_ERROR)) {
            Counted primary = Counted.on(folder.resolve("primary"));
            Counted candidate = Counted.on(folder.resolve("candidate"));
            Comparer comparer = new Comparer(Rules.shipped());
            long began = System.nanoTime();
            try (Pair pair = new Pair(primary, candidate, () -> comparer, ComparisonContext.UNKNOWN)) {
                QaOptions options =
                        new QaOptions(3, 200, 0, 8, Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ZERO);
                QaResult result = new QaRun(pair, options, List.of(), Time.SYSTEM, new StopFlag(), _ -> {}).run();
                assertTrue(!result.findings().isEmpty() && result.tally().tried() > 150, result::toString);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            for (Counted each : List.of(primary, candidate)) {
                long sent = each.sent().get();
                assertTrue(sent > 150 && sent - 1 <= RATE * seconds, () -> sent + " in " + seconds + " s");
            }
        }
    }
}
