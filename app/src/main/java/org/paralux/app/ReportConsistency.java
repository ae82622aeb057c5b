package org.paralux.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paralux.report.consistency.Baseline;
import org.paralux.report.consistency.ConsistencyJson;
import org.paralux.report.consistency.ConsistencyPage;
import org.paralux.report.consistency.ConsistencyReport;
import org.paralux.report.consistency.ConsistencyReportBuilder;
import org.paralux.report.log.ClusterLog;
import org.paralux.report.log.LogHealth;
import org.paralux.report.log.Selection;
import org.paralux.report.trials.ReleaseHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether the shadow answers as the primary does. */
@Command(
        name = "consistency",
        mixinStandardHelpOptions = true,
        description = {
            "Whether the shadow answers as the primary does, where it does not and why, and how far it lags behind.",
            "Exits with 4 if anything diverges, 8 if nothing was compared, 16 if the lag is over its limit,",
            "32 if the proxy left something out for a bound of its own, or their sum."
        })
final class ReportConsistency implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ReportOptions options;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "An earlier report, written by --format json: says what is new, known and gone.")
    private @Nullable Path baseline;

    @Option(
            names = "--lag-limit",
            paramLabel = "TIME",
            defaultValue = "20s",
            description = "What the 99th percentile of the lag may take (${DEFAULT-VALUE}).")
    private String lagLimit;

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        Instant now = Instant.now();
        Selection selection = options.selection(now);
        Duration limit = ReportOptions.duration("--lag-limit", lagLimit);
        Baseline earlier = baseline == null ? null : read(baseline);
        ObserverBudget budget = new ObserverBudget(selection);
        ConsistencyReport report = consistency(
                options.log(selection, now),
                budget,
                limit,
                earlier,
                text -> spec.commandLine().getErr().println("paralux report consistency: " + text));
        options.print(
                spec.commandLine(),
                () -> ConsistencyPage.of(report, options.zone()),
                () -> ConsistencyJson.render(report));
        return exitCode(report) | budget.exitCode() | options.rulesExitCode(spec.commandLine());
    }

    /** The consistency report of a cluster's logs, with values from the evidence beside them. */
    static ConsistencyReport consistency(
            ClusterLog log,
            ObserverBudget budget,
            Duration lagLimit,
            @Nullable Baseline baseline,
            Consumer<String> warnings)
            throws IOException {
        ConsistencyReportBuilder builder = new ConsistencyReportBuilder(log.selection());
        ReleaseHistory releases = new ReleaseHistory();
        LogHealth health =
                log.read(ConsistencyReportBuilder.EVENTS, ConsistencyReportBuilder.WITHOUT, (source, entry) -> {
                    builder.accept(entry);
                    releases.accept(entry);
                    budget.accept(entry);
                });
        List<StoredTrials> folders = log.stateDirs().stream()
                .map(stateDir -> new StoredTrials(stateDir, warnings))
                .toList();
        return builder.build(log.now(), health, lagLimit, baseline, new EvidenceValues(folders, releases));
    }

    private static Baseline read(Path file) throws IOException {
        try {
            return Baseline.read(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--baseline: " + file + ": " + e.getMessage());
        }
    }

    private static int exitCode(ConsistencyReport report) {
        return (report.divergent() ? ExitCode.FINDINGS : 0)
                | (report.isEmpty() ? ExitCode.NOT_ENOUGH_EVIDENCE : 0)
                | (report.lagsTooLong() ? ExitCode.LAG : 0);
    }
}
