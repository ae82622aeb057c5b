package org.paralux.app;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.units.Units;
import org.paralux.qa.simulate.AnswerOptions;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
import org.paralux.qa.simulate.flaw.Flaw;
import org.paralux.qa.simulate.flaw.Flaws;
import org.paralux.qa.simulate.model.ReloadLag;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One embedded daemon on a socket. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description =
                "Serve LUXI from a cluster's configuration file: 'primary' as masterd does, 'shadow' as luxid does.")
final class SimulateCommand implements Callable<Integer> {
    /** Which of the two daemons. */
    enum Role {
        primary(DaemonStyle.MASTERD),
        shadow(DaemonStyle.LUXID);

        private final DaemonStyle style;

        Role(DaemonStyle style) {
            this.style = style;
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "primary|shadow", description = "The daemon whose ways it has.")
    private Role role;

    @Option(names = "--socket", paramLabel = "PATH", required = true, description = "Where it listens.")
    private Path socket;

    @Option(
            names = "--cluster",
            paramLabel = "FILE",
            description = "A config.data of Ganeti; a sample cluster if not given.")
    private @Nullable Path cluster;

    @Option(
            names = "--lag",
            paramLabel = "D|D..D",
            defaultValue = "0ms",
            description = "How late it sees a changed file; of two, each change at random between them.")
    private String lag;

    @Option(names = "--latency", paramLabel = "D", defaultValue = "0ms", description = "How long each reply takes.")
    private String latency;

    @Option(names = "--flaw", paramLabel = "NAME", description = "A mistake that it makes; may be given again.")
    private List<String> flaws = List.of();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "What is random follows from it.")
    private long seed;

    @Option(
            names = "--strict-parity",
            description = "Answer queries as the other daemon does, but for what the wire makes equivalent.")
    private boolean strictParity;

    @Option(names = "--query-only", description = "Refuse commands and waits, as luxid does up to Ganeti 2.10.")
    private boolean queryOnly;

    @Option(names = "--flaws-list", help = true, description = "Print the flaws there are, and end.")
    private boolean flawsList;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (flawsList) {
            spec.commandLine().getOut().print(FlawsTable.text());
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        }
        Logging.configure("auto", "info");
        AnswerOptions answers =
                AnswerOptions.of(role.style).withReloadLag(reloadLag()).withFlaws(Flaws.of(chosenFlaws(), seed));
        AnswerOptions served = queryOnly ? answers.forQueriesOnly() : answers;
        DaemonOptions options = DaemonOptions.of(socket, role.style)
                .withAnswers(strictParity ? served.withStrictParity() : served)
                .withClusterFile(cluster)
                .withLatency(Units.duration(latency));
        try (StopSignal stop = StopSignal.install();
                EmbeddedDaemon _ = EmbeddedDaemon.start(options)) {
            spec.commandLine().getOut().println("ready");
            spec.commandLine().getOut().flush();
            stop.await();
        } catch (SocketException e) {
            throw new CommandFailure(socket + ": cannot listen there: " + e.getMessage(), e);
        }
        return ExitCode.OK;
    }

    private ReloadLag reloadLag() {
        String[] parts = lag.split("\\.\\.", 2);
        Duration least = Units.duration(parts[0]);
        Duration most = parts.length == 2 ? Units.duration(parts[1]) : least;
        if (most.compareTo(least) < 0) {
            throw new CommandFailure(ExitCode.USAGE, "--lag: " + lag + " (expected: the least first, as in 50ms..2s)");
        }
        return new ReloadLag(least, most, seed);
    }

    private Set<Flaw> chosenFlaws() {
        Set<Flaw> chosen = EnumSet.noneOf(Flaw.class);
        flaws.forEach(word -> chosen.add(flaw(word)));
        return chosen;
    }

    static Flaw flaw(String word) {
        return Flaw.withWord(word)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "--flaw: '" + word + "' (expected: one of those in --flaws-list)"));
    }
}
