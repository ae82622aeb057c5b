package org.paralux.app;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.paralux.report.clients.ClientsPage;
import org.paralux.report.clients.ClientsReport;
import org.paralux.report.clients.ClientsReportBuilder;
import org.paralux.report.clients.JsonRenderer;
import org.paralux.report.clients.TextRenderer;
import org.paralux.report.log.ClusterLog;
import org.paralux.report.log.LogHealth;
import org.paralux.report.log.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Who sends queries to the primary's socket. */
@Command(
        name = "clients",
        mixinStandardHelpOptions = true,
        description = {
            "Who sends queries to the primary's socket, and what to change.",
            "Exits with 32 if the proxy left records out for a bound of its own; other codes where asked for."
        })
final class ReportClients implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ReportOptions options;

    @Option(
            names = "--fail-on-misdirected",
            description = "Exit with 4 if a client sends queries there that no stock program must.")
    private boolean failOnMisdirected;

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        Instant now = Instant.now();
        Selection selection = options.selection(now);
        ObserverBudget budget = new ObserverBudget(selection);
        ClientsReport report = clients(options.log(selection, now), budget);
        if (options.format() == ReportOptions.Format.text) {
            options.print(
                    spec.commandLine(),
                    new TextRenderer(options.width(), options.colour(), options.zone()).render(report));
        } else {
            options.print(
                    spec.commandLine(),
                    () -> ClientsPage.of(report, selection, options.zone()),
                    () -> new JsonRenderer().render(report));
        }
        return (failOnMisdirected && report.misdirected() ? ExitCode.FINDINGS : 0)
                | budget.exitCode()
                | options.rulesExitCode(spec.commandLine());
    }

    /**
     * The clients report of a cluster's logs. The whole log is read whatever the range: who a client is may stand long
     * before what it asked.
     */
    static ClientsReport clients(ClusterLog log, ObserverBudget budget) throws IOException {
        ClientsReportBuilder builder = new ClientsReportBuilder(log.selection());
        LogHealth health = log.read(ClientsReportBuilder.EVENTS, ClientsReportBuilder.WITHOUT, (source, entry) -> {
            builder.accept(entry);
            budget.accept(entry);
        });
        return builder.build(log.now(), health, HostScripts.here());
    }
}
