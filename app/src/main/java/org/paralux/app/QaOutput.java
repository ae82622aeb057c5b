package org.paralux.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Rules;
import org.paralux.qa.finding.Baseline;
import org.paralux.qa.report.JUnitXml;
import org.paralux.qa.report.QaJson;
import org.paralux.qa.report.QaPage;
import org.paralux.qa.report.QaReport;
import org.paralux.qa.report.QaText;
import org.paralux.qa.run.QaResult;
import org.paralux.report.html.PageHtml;
import picocli.CommandLine.Option;

/** By what two daemons are judged, and where the verdict goes. */
final class QaOutput {
    @Option(names = "--baseline", paramLabel = "FILE", description = "Findings that are accepted for a time.")
    private @Nullable Path baselineFile;

    @Option(names = "--rules", paramLabel = "FILE", description = "Rules besides those shipped, as they hold today.")
    private @Nullable Path rulesFile;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write JUnit XML there.")
    private @Nullable Path junitFile;

    @Option(names = "--json", paramLabel = "FILE", description = "Write JSON there; '-' for standard output.")
    private @Nullable Path jsonFile;

    @Option(names = "--html", paramLabel = "FILE", description = "Write one HTML page there, which is whole by itself.")
    private @Nullable Path htmlFile;

    static LocalDate today() {
        return LocalDate.now(ZoneId.systemDefault());
    }

    Baseline baseline() throws IOException {
        Path file = baselineFile;
        return file == null ? Baseline.NONE : Baseline.read(file.toString(), Files.readString(file));
    }

    Rules rules() throws IOException {
        return rulesFile == null ? Rules.shipped() : RulesCommand.read(rulesFile);
    }

    /** Prints and writes the report; the exit code that it asks for. */
    int print(String primary, String candidate, QaResult result, PrintWriter out) throws IOException {
        QaReport report = new QaReport(primary, candidate, result, baseline(), today());
        boolean jsonOut = jsonFile != null && jsonFile.toString().equals("-");
        out.println(jsonOut ? QaJson.of(report) : QaText.of(report, Terminal.reportWidth(), Terminal.wantsColour()));
        out.flush();
        if (jsonFile != null && !jsonOut) {
            Files.writeString(jsonFile, QaJson.of(report) + "\n");
        }
        if (junitFile != null) {
            Files.writeString(junitFile, JUnitXml.of(report));
        }
        if (htmlFile != null) {
            Files.writeString(htmlFile, PageHtml.render(QaPage.of(report, Instant.now(), ZoneId.systemDefault())));
        }
        return exitCode(report);
    }

    private int exitCode(QaReport report) throws IOException {
        boolean expired = !report.baseline().expired(report.today()).isEmpty()
                || !rules().findings(report.today()).isEmpty();
        return (report.hasFindings() ? ExitCode.FINDINGS : 0)
                | (report.result().isIncomplete() ? ExitCode.NOT_ENOUGH_EVIDENCE : 0)
                | (expired ? ExitCode.STALE_RULE : 0);
    }
}
