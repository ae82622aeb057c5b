package org.paralux.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.RuleFinding;
import org.paralux.proxy.units.Units;
import org.paralux.report.TimeRange;
import org.paralux.report.html.PageHtml;
import org.paralux.report.log.ClusterLog;
import org.paralux.report.log.Progress;
import org.paralux.report.log.Selection;
import org.paralux.report.page.Page;
import org.paralux.report.page.PageCsv;
import org.paralux.report.page.PageMarkdown;
import org.paralux.report.page.PageText;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all reports are asked alike: of which logs, about what, and in which form. */
final class ReportOptions {
    /** How a report is printed. */
    enum Format {
        text,
        json,
        html,
        markdown,
        csv
    }

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            split = ",",
            arity = "1..*",
            defaultValue = "/var/lib/paralux",
            description = "State folders of one cluster's proxies (${DEFAULT-VALUE}).")
    private List<Path> stateDirs;

    @Mixin
    private Range range;

    @Option(names = "--cluster", paramLabel = "NAME", description = "Only what belongs to this cluster.")
    private @Nullable String cluster;

    @Option(names = "--class", paramLabel = "CLASS", description = "Only this query class.")
    private @Nullable String queryClass;

    @Option(names = "--client", paramLabel = "TEXT", description = "Only clients whose key has this text.")
    private @Nullable String client;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "The rules that the proxy has; adds 64 to the exit code if one is expired or too wide.")
    private @Nullable Path rules;

    @Option(
            names = "--format",
            paramLabel = "text|json|html|markdown|csv",
            defaultValue = "text",
            description = "The form (${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Option(names = "--output", paramLabel = "PATH", description = "Write to a file.")
    private @Nullable Path output;

    List<Path> stateDirs() {
        return stateDirs.stream().map(StateDir::requireLog).toList();
    }

    Selection selection(Instant now) {
        return new Selection(new TimeRange(range.since(now), range.until(now)), cluster, queryClass, client);
    }

    /** The logs, whose reading is told on the terminal where standard error is one. */
    ClusterLog log(Selection selection, Instant now) {
        Progress progress = ProgressBar.wanted() ? new ProgressBar(System.err, System::nanoTime) : Progress.NONE;
        return new ClusterLog(stateDirs(), selection, now, progress);
    }

    /** The part of the exit code that is about the rules, which are told as warnings. */
    int rulesExitCode(CommandLine command) throws IOException {
        if (rules == null) {
            return ExitCode.OK;
        }
        List<RuleFinding> findings = RulesCommand.read(rules).findings(LocalDate.now(zone()));
        findings.forEach(each ->
                command.getErr().println(rules + ":" + each.line() + ": rule " + each.rule() + ": " + each.text()));
        return findings.isEmpty() ? ExitCode.OK : ExitCode.STALE_RULE;
    }

    Format format() {
        return json ? Format.json : format;
    }

    /**
     * Prints a report.
     *
     * @param page lays it out, for the forms that people read
     * @param json renders it for machines
     */
    void print(CommandLine command, Supplier<Page> page, Supplier<String> json) throws IOException {
        print(
                command,
                switch (format()) {
                    case json -> json.get();
                    case text -> text(page.get());
                    case markdown -> PageMarkdown.render(page.get());
                    case csv -> PageCsv.render(page.get());
                    case html -> PageHtml.render(page.get());
                });
    }

    private String text(Page page) {
        return new PageText(width(), colour()).render(page);
    }

    int width() {
        return output == null ? Terminal.reportWidth() : Terminal.WIDTH_WITHOUT_TERMINAL;
    }

    boolean colour() {
        return output == null && Terminal.wantsColour();
    }

    void print(CommandLine command, String text) throws IOException {
        if (output == null) {
            command.getOut().println(text.stripTrailing());
            command.getOut().flush();
        } else {
            Files.writeString(output, text);
        }
    }

    /** A length of time that an option names. */
    static Duration duration(String option, String text) {
        try {
            return Units.duration(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
    }

    ZoneId zone() {
        return ZoneId.systemDefault();
    }
}
