package org.paralux.app;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paralux.app.settings.Units;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
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

    @Option(names = "--lag", paramLabel = "D", defaultValue = "0ms", description = "How late it sees a changed file.")
    private String lag;

    @Option(names = "--latency", paramLabel = "D", defaultValue = "0ms", description = "How long each reply takes.")
    private String latency;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logging.configure("auto", "info");
        DaemonOptions options = DaemonOptions.of(socket, role.style)
                .withClusterFile(cluster)
                .withReloadLag(Units.duration(lag))
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
}
