package org.paralux.app;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.app.settings.Setting;
import org.paralux.app.settings.Settings;
import org.paralux.app.settings.SettingsException;
import org.paralux.proxy.Proxy;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
import org.paralux.report.TimeRange;
import org.paralux.report.clients.ClientsReport;
import org.paralux.report.clients.JsonRenderer;
import org.paralux.report.clients.TextRenderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole thing at work on an embedded cluster. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Run an embedded master daemon, the proxy before it and sample clients, then report the clients.")
final class DemoCommand implements Callable<Integer> {
    private static final int MIN_SECONDS = 3;

    @Spec
    private CommandSpec spec;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "20", description = "How long (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What the clients do follows from it.")
    private long seed;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Keep the audit log here; otherwise it is removed.")
    private @Nullable Path stateDir;

    @Override
    public Integer call() throws IOException, SettingsException, InterruptedException {
        if (seconds < MIN_SECONDS) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--seconds: " + seconds + " (expected: at least " + MIN_SECONDS + ")");
        }
        Logging.quiet();
        Path folder = Files.createTempDirectory("paralux-demo");
        try {
            Path state = stateDir == null ? folder.resolve("state") : stateDir;
            ClientsReport report = play(folder, state);
            spec.commandLine()
                    .getOut()
                    .println((json ? new JsonRenderer().render(report) : text(report)).stripTrailing());
            if (stateDir != null) {
                tell("the audit log is in " + state + "; try: paralux audit verify --state-dir " + state);
            }
            return ExitCode.OK;
        } finally {
            delete(folder);
        }
    }

    private ClientsReport play(Path folder, Path state) throws IOException, SettingsException, InterruptedException {
        Path primary = folder.resolve("primary");
        Path listen = folder.resolve("master");
        try (EmbeddedDaemon _ = EmbeddedDaemon.start(DaemonOptions.of(primary, DaemonStyle.MASTERD))) {
            Proxy proxy = new Proxy(
                    ProxySettingsReader.read(
                            Settings.of(
                                    Map.of(),
                                    Map.of(
                                            Setting.LISTEN, listen.toString(),
                                            Setting.PRIMARY, primary.toString(),
                                            Setting.STATE_DIR, state.toString())),
                            Main.Version.number()),
                    new SimpleMeterRegistry());
            try {
                proxy.start();
                tell("an embedded master daemon serves a sample cluster, the proxy stands before it");
                try (DemoClients clients = DemoClients.start(folder, listen, Duration.ofSeconds(seconds), seed)) {
                    tell(clients.size() + " clients talk to it for " + seconds + " s: " + clients.names());
                    clients.await();
                }
            } finally {
                proxy.stop("signal", Duration.ZERO);
            }
        }
        return ReportCommand.clients(List.of(state), TimeRange.ALL, Instant.now(), this::tell);
    }

    private String text(ClientsReport report) {
        return new TextRenderer(Terminal.reportWidth(), Terminal.wantsColour(), ZoneId.systemDefault()).render(report);
    }

    private void tell(String text) {
        spec.commandLine().getErr().println("demo: " + text);
        spec.commandLine().getErr().flush();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
