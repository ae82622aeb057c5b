package org.paralux.app;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.paralux.audit.AuditEvent;
import org.paralux.report.clients.ClientsReport;
import org.paralux.report.clients.ClientsReportBuilder;
import org.paralux.report.log.ClusterLog;
import org.paralux.report.log.LogHealth;
import org.paralux.report.log.Selection;
import org.paralux.report.readiness.ReadinessJson;
import org.paralux.report.readiness.ReadinessPage;
import org.paralux.report.readiness.ReadinessReport;
import org.paralux.report.readiness.ReadinessReportBuilder;
import org.paralux.report.readiness.Standard;
import org.paralux.report.readiness.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which query classes the shadow may answer. */
@Command(
        name = "readiness",
        mixinStandardHelpOptions = true,
        description = {
            "Whether the shadow may answer each query class: GO, NO-GO, NOT ENOUGH EVIDENCE or NOT MIGRATABLE.",
            "Exits with 4 if a class is NO-GO, 8 if one lacks evidence, 16 if a lag is over its limit,",
            "32 if the proxy left something out for a bound of its own, or their sum."
        })
final class ReportReadiness implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ReportOptions options;

    @Option(
            names = "--acceptable",
            paramLabel = "PERCENT",
            defaultValue = "1",
            description = "The share of a class's cells that may fail, in percent (${DEFAULT-VALUE}).")
    private double acceptable;

    @Option(
            names = "--alpha",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "How often any verdict of all may be wrong, in percent (${DEFAULT-VALUE}).")
    private double alpha;

    @Option(
            names = "--classes",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "How many classes the plan has, at least; as many as are seen share the level (${DEFAULT-VALUE}).")
    private int classes;

    @Option(
            names = "--lag-limit",
            paramLabel = "TIME",
            defaultValue = "20s",
            description = "A lag that may be longer is a failure (${DEFAULT-VALUE}).")
    private String lagLimit;

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        Instant now = Instant.now();
        Selection selection = options.selection(now);
        Standard standard = new Standard(
                percent("--acceptable", acceptable),
                percent("--alpha", alpha),
                classes,
                ReportOptions.duration("--lag-limit", lagLimit));
        ObserverBudget budget = new ObserverBudget(selection);
        ReadinessReport report = readiness(options.log(selection, now), budget, standard);
        options.print(
                spec.commandLine(), () -> ReadinessPage.of(report, options.zone()), () -> ReadinessJson.render(report));
        return exitCode(report) | budget.exitCode() | options.rulesExitCode(spec.commandLine());
    }

    private static double percent(String option, double value) {
        if (!(value > 0 && value < 100)) {
            throw new IllegalArgumentException(option + ": " + value + " (expected: between 0 and 100)");
        }
        return value / 100;
    }

    /** The readiness report of a cluster's logs. */
    static ReadinessReport readiness(ClusterLog log, ObserverBudget budget, Standard standard) throws IOException {
        Instant until = log.selection().range().until();
        ReadinessReportBuilder builder = new ReadinessReportBuilder(
                log.selection(), standard, CatalogueProbes.singleFields(), until == null ? log.now() : until);
        ClientsReportBuilder clients = new ClientsReportBuilder(log.selection().range());
        Set<Class<? extends AuditEvent>> events = new HashSet<>(ReadinessReportBuilder.EVENTS);
        events.addAll(ClientsReportBuilder.EVENTS);
        LogHealth health = log.read(events, ReadinessReportBuilder.WITHOUT, (source, entry) -> {
            builder.accept(source, entry);
            clients.accept(entry);
            budget.accept(entry);
        });
        ClientsReport clientsReport = clients.build(log.now());
        return builder.build(log.now(), health, clientsReport, awaited(clientsReport));
    }

    /** Monthly jobs of this host that were not seen, where the log is about this host. */
    private static List<String> awaited(ClientsReport report) {
        if (report.runs().isEmpty()) {
            return List.of();
        }
        return HostScripts.here()
                .monthlyUnseen(
                        report.runs().getLast().node(),
                        path -> report.clients().stream()
                                .anyMatch(row -> row.key().contains(path)));
    }

    private static int exitCode(ReadinessReport report) {
        boolean lags = report.classes().stream()
                .anyMatch(row ->
                        row.lag() != null && row.lag().exceeds(report.standard().lagLimit()));
        return (report.count(Verdict.NO_GO) > 0 ? ExitCode.FINDINGS : 0)
                | (report.count(Verdict.NOT_ENOUGH_EVIDENCE) > 0
                                || report.classes().isEmpty()
                        ? ExitCode.NOT_ENOUGH_EVIDENCE
                        : 0)
                | (lags ? ExitCode.LAG : 0);
    }
}
