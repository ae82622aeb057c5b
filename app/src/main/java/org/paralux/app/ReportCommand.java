package org.paralux.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditDamage;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditReader;
import org.paralux.audit.AuditReading;
import org.paralux.audit.ReadOptions;
import org.paralux.report.TimeRange;
import org.paralux.report.clients.ClientsReport;
import org.paralux.report.clients.ClientsReportBuilder;
import org.paralux.report.clients.JsonRenderer;
import org.paralux.report.clients.TextRenderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From the audit log to something a person can act on. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Report what the audit log holds.",
        subcommands = ReportCommand.Clients.class,
        synopsisSubcommandLabel = "COMMAND")
final class ReportCommand {
    /** How a report is printed. */
    enum Format {
        text,
        json
    }

    @Command(
            name = "clients",
            mixinStandardHelpOptions = true,
            description = "Who sends queries to the primary's socket, and what to change.")
    static final class Clients implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Option(
                names = "--state-dir",
                paramLabel = "DIR",
                defaultValue = "/var/lib/paralux",
                description = "State folders of one cluster's proxies (${DEFAULT-VALUE}).")
        private List<Path> stateDirs;

        @Mixin
        private Range range;

        @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "The form.")
        private Format format;

        @Option(names = "--json", description = "The same as --format json.")
        private boolean json;

        @Option(names = "--output", paramLabel = "PATH", description = "Write to a file.")
        private @Nullable Path output;

        @Option(
                names = "--fail-on-misdirected",
                description = "Exit with 4 if a client sends queries there that no stock program must.")
        private boolean failOnMisdirected;

        @Override
        public Integer call() throws IOException {
            Logging.quiet();
            Instant now = Instant.now();
            ClientsReport report = clients(
                    stateDirs,
                    new TimeRange(range.since(now), range.until(now)),
                    now,
                    warning -> spec.commandLine().getErr().println("paralux report clients: " + warning));
            String text = json || format == Format.json ? new JsonRenderer().render(report) : text(report);
            if (output == null) {
                spec.commandLine().getOut().println(text.stripTrailing());
            } else {
                Files.writeString(output, text);
            }
            return failOnMisdirected && report.misdirected() ? ExitCode.FINDINGS : ExitCode.OK;
        }

        private String text(ClientsReport report) {
            return new TextRenderer(
                            output == null ? Terminal.reportWidth() : Terminal.WIDTH_WITHOUT_TERMINAL,
                            output == null && Terminal.wantsColour(),
                            ZoneId.systemDefault())
                    .render(report);
        }
    }

    /**
     * The clients report of one cluster's logs. The whole log is read whatever the range: who a client is may stand long
     * before what it asked.
     *
     * @param warnings is told of damage, which ends nothing
     */
    static ClientsReport clients(List<Path> stateDirs, TimeRange times, Instant now, Consumer<String> warnings)
            throws IOException {
        ClientsReportBuilder builder = new ClientsReportBuilder(times);
        for (Path stateDir : stateDirs) {
            try (AuditReader reader = AuditReader.open(StateDir.requireLog(stateDir), ReadOptions.all())) {
                for (AuditReading reading; (reading = reader.next()) != null; ) {
                    switch (reading) {
                        case AuditEntry entry -> builder.accept(entry);
                        case AuditDamage damage -> warnings.accept("damaged log: " + damage);
                    }
                }
            }
        }
        return builder.build(now);
    }
}
