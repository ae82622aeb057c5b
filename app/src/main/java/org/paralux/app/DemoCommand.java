package org.paralux.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.app.settings.Setting;
import org.paralux.app.settings.Settings;
import org.paralux.app.settings.SettingsException;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.Proxy;
import org.paralux.proxy.Surroundings;
import org.paralux.proxy.admin.AdminClient;
import org.paralux.qa.simulate.AnswerOptions;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
import org.paralux.qa.simulate.World;
import org.paralux.qa.simulate.flaw.Flaw;
import org.paralux.qa.simulate.flaw.Flaws;
import org.paralux.qa.simulate.model.ReloadLag;
import org.paralux.report.clients.ClientsReport;
import org.paralux.report.clients.JsonRenderer;
import org.paralux.report.clients.TextRenderer;
import org.paralux.report.log.ClusterLog;
import org.paralux.report.log.Progress;
import org.paralux.report.log.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole thing at work on an embedded cluster. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Run an embedded primary, a shadow with flaws and lag, the proxy and sample clients; then report.")
final class DemoCommand implements Callable<Integer> {
    private static final int MIN_SECONDS = 3;

    /** What the shadow does wrong, and how late it is. */
    private static final Set<Flaw> SEEDED =
            EnumSet.of(Flaw.INVERTED_DRAIN_FLAG, Flaw.SHORT_TUPLE, Flaw.FIELD_TITLE, Flaw.TAGS_UNSORTED);

    private static final Duration LEAST_LAG = Duration.ofMillis(100);
    private static final Duration MOST_LAG = Duration.ofMillis(900);
    private static final String LAG = LEAST_LAG.toMillis() + "ms.." + MOST_LAG.toMillis() + "ms";

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** A stable difference is certain after some 18 s, on a busy machine later. */
    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(45);

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

    @Option(
            names = "--reports",
            paramLabel = "DIR",
            description = "Write the three HTML reports here; otherwise to a new temporary folder.")
    private @Nullable Path reportsDir;

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
            SeededTable seeded = new SeededTable(SeededFindings.read(state, SEEDED), LAG);
            List<Path> pages = new StoredReports(state).write(reportsDir());
            spec.commandLine()
                    .getOut()
                    .println(
                            (json ? json(report, seeded, pages) : text(report) + "\n" + seeded.text()).stripTrailing());
            pages.forEach(page -> tell("report to open in a browser: " + page.toUri()));
            if (stateDir != null) {
                tell("the audit log is in " + state + "; try: paralux audit verify --state-dir " + state);
            }
            return ExitCode.OK;
        } finally {
            delete(folder);
        }
    }

    private Path reportsDir() throws IOException {
        return reportsDir == null
                ? Files.createTempDirectory("paralux-reports")
                : Files.createDirectories(reportsDir.toAbsolutePath());
    }

    private ClientsReport play(Path folder, Path state) throws IOException, SettingsException, InterruptedException {
        Path primary = folder.resolve("primary");
        Path shadow = folder.resolve("shadow");
        Path listen = folder.resolve("master");
        AnswerOptions shadowAnswers = AnswerOptions.of(DaemonStyle.LUXID)
                .withStrictParity()
                .withReloadLag(new ReloadLag(LEAST_LAG, MOST_LAG, seed))
                .withFlaws(Flaws.of(SEEDED, seed));
        try (World world = World.of(null);
                EmbeddedDaemon _ =
                        start(primary, AnswerOptions.of(DaemonStyle.MASTERD).withStrictParity(), world);
                EmbeddedDaemon _ = start(shadow, shadowAnswers, world)) {
            Proxy proxy = new Proxy(
                    ProxySettingsReader.read(
                            Settings.of(
                                    Map.of(),
                                    Map.of(
                                            Setting.LISTEN, listen.toString(),
                                            Setting.PRIMARY, primary.toString(),
                                            Setting.SHADOW, shadow.toString(),
                                            Setting.STATE_DIR, state.toString(),
                                            Setting.DASHBOARD, "127.0.0.1:0")),
                            Main.Version.number()),
                    Surroundings.BARE.with(new ReportAdvisor()).with(new StoredReports(state)));
            try {
                proxy.start();
                tell("an embedded primary and a shadow serve a sample cluster, the proxy stands before the primary");
                proxy.dashboardUrl().ifPresent(url -> tell("the dashboard, for one browser within a minute: " + url));
                tell("seeded into the shadow: " + Flaws.of(SEEDED, seed) + " and a lag of " + LAG);
                try (DemoClients clients = DemoClients.start(folder, listen, Duration.ofSeconds(seconds), seed)) {
                    tell(clients.size() + " clients talk to it for " + seconds + " s: " + clients.names());
                    clients.await();
                }
                awaitSettling(state.resolve("admin.sock"));
            } finally {
                proxy.stop("signal", Duration.ZERO);
            }
        }
        ClusterLog log = new ClusterLog(List.of(state), Selection.ALL, Instant.now(), Progress.NONE);
        return ReportClients.clients(log, new ObserverBudget(Selection.ALL));
    }

    private static EmbeddedDaemon start(Path socket, AnswerOptions answers, World world) throws IOException {
        return EmbeddedDaemon.start(DaemonOptions.of(socket, answers.style()).withAnswers(answers), world);
    }

    /** Comparisons that are not certain yet get the time for it. */
    private void awaitSettling(Path admin) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_SETTLING.toNanos();
        boolean told = false;
        while (open(admin) > 0 && System.nanoTime() < end) {
            if (!told) {
                tell("the clients are done; waiting up to " + LONGEST_SETTLING.toSeconds()
                        + " s until the last comparisons are certain");
                told = true;
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static long open(Path admin) throws IOException {
        return LuxiJson.MAPPER
                .readTree(AdminClient.get(admin, "/status"))
                .path("counts")
                .path("in-flight")
                .asLong(0);
    }

    private static String json(ClientsReport report, SeededTable seeded, List<Path> pages) {
        ObjectNode json = (ObjectNode) LuxiJson.MAPPER.readTree(new JsonRenderer().render(report));
        json.set("shadow", seeded.json());
        ArrayNode names = json.putArray("reports");
        pages.forEach(page -> names.add(page.toString()));
        return LuxiJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
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
