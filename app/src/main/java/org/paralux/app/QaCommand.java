package org.paralux.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paralux.app.settings.Units;
import org.paralux.diff.Comparer;
import org.paralux.diff.ComparisonContext;
import org.paralux.diff.Rules;
import org.paralux.proxy.settle.Side;
import org.paralux.qa.ask.Pacer;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.ask.SocketDaemon;
import org.paralux.qa.ask.Time;
import org.paralux.qa.finding.Baseline;
import org.paralux.qa.finding.CaseFile;
import org.paralux.qa.finding.Corpus;
import org.paralux.qa.report.JUnitXml;
import org.paralux.qa.report.QaJson;
import org.paralux.qa.report.QaReport;
import org.paralux.qa.report.QaText;
import org.paralux.qa.run.QaOptions;
import org.paralux.qa.run.QaResult;
import org.paralux.qa.run.QaRun;
import org.paralux.qa.run.StopFlag;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Parity of two live daemons. */
@Command(
        name = "qa",
        mixinStandardHelpOptions = true,
        description = {
            "Ask two daemons all that they can be asked, and tell what they differ in, each difference by the shortest"
                    + " query that shows it. Commands are never sent.",
            "Exits with 4 where they differ in what is not accepted, 8 where not enough is known, 64 where a file of"
                    + " rules or accepted findings has expired entries; several add up."
        })
final class QaCommand implements Callable<Integer> {
    /** A longer reply is taken for one without an end. */
    private static final int MAX_REPLY_BYTES = 1 << 30;

    @Spec
    private CommandSpec spec;

    @Option(names = "--primary", paramLabel = "PATH", required = true, description = "The daemon that answers today.")
    private Path primary;

    @Option(names = "--candidate", paramLabel = "PATH", required = true, description = "The daemon on trial.")
    private Path candidate;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "What is random follows from it.")
    private long seed;

    @Option(names = "--corpus", paramLabel = "DIR", description = "Cases of earlier runs; findings are added there.")
    private @Nullable Path corpusFolder;

    @Option(names = "--baseline", paramLabel = "FILE", description = "Findings that are accepted for a time.")
    private @Nullable Path baselineFile;

    @Option(names = "--rules", paramLabel = "FILE", description = "Rules besides those shipped, as they hold today.")
    private @Nullable Path rulesFile;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write JUnit XML there.")
    private @Nullable Path junitFile;

    @Option(names = "--json", paramLabel = "FILE", description = "Write JSON there; '-' for standard output.")
    private @Nullable Path jsonFile;

    @Mixin
    private QaLimits limits;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        Baseline baseline = baselineFile == null
                ? Baseline.NONE
                : Baseline.read(baselineFile.toString(), Files.readString(baselineFile));
        Rules rules = rulesFile == null ? Rules.shipped() : RulesCommand.read(rulesFile);
        Corpus corpus = corpusFolder == null ? null : new Corpus(corpusFolder);
        List<CaseFile> earlier = corpus == null ? List.of() : corpus.read();
        QaOptions options = limits.options(seed);
        StopFlag stop = new StopFlag();
        try (StopSignal signal = StopSignal.install();
                Pair pair = pair(new Comparer(rules.on(today)))) {
            signal.onSignal(() -> stop.stop("a signal"));
            QaReport report = new QaReport(
                    primary.toString(), candidate.toString(), run(pair, options, earlier, stop), baseline, today);
            if (corpus != null) {
                corpus.add(report.result().findings(), seed, today);
            }
            print(report);
            int exitCode = exitCode(report, rules);
            signal.endWith(exitCode);
            return exitCode;
        }
    }

    private Pair pair(Comparer comparer) {
        return new Pair(daemon(primary), daemon(candidate), () -> comparer, ComparisonContext.UNKNOWN);
    }

    private SocketDaemon daemon(Path socket) {
        return new SocketDaemon(socket, new Pacer(limits.rate(), Time.SYSTEM), limits.replyLimit(), MAX_REPLY_BYTES);
    }

    private QaResult run(Pair pair, QaOptions options, List<CaseFile> earlier, StopFlag stop)
            throws InterruptedException {
        try (ProgressLine line = new ProgressLine(spec.commandLine().getErr())) {
            QaRun run = new QaRun(pair, options, earlier, Time.SYSTEM, stop, line);
            requireAnswer(run, Side.PRIMARY, primary);
            requireAnswer(run, Side.SHADOW, candidate);
            return run.run();
        }
    }

    private static void requireAnswer(QaRun run, Side side, Path socket) throws InterruptedException {
        if (!run.reaches(side)) {
            throw new CommandFailure(ExitCode.FAILED, socket + ": no answer (expected: a daemon that speaks LUXI)");
        }
    }

    private void print(QaReport report) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        boolean jsonOut = jsonFile != null && jsonFile.toString().equals("-");
        out.println(jsonOut ? QaJson.of(report) : QaText.of(report, Terminal.reportWidth(), Terminal.wantsColour()));
        out.flush();
        if (jsonFile != null && !jsonOut) {
            Files.writeString(jsonFile, QaJson.of(report) + "\n");
        }
        if (junitFile != null) {
            Files.writeString(junitFile, JUnitXml.of(report));
        }
    }

    private static int exitCode(QaReport report, Rules rules) {
        boolean expired = !report.baseline().expired(report.today()).isEmpty()
                || !rules.findings(report.today()).isEmpty();
        return (report.hasFindings() ? ExitCode.FINDINGS : 0)
                | (report.result().isIncomplete() ? ExitCode.NOT_ENOUGH_EVIDENCE : 0)
                | (expired ? ExitCode.STALE_RULE : 0);
    }

    /** How much is asked, and how fast. */
    static final class QaLimits {
        @Option(names = "--cases", paramLabel = "N", description = "So many cases of the catalogue at most.")
        private long cases = Long.MAX_VALUE;

        @Option(
                names = "--fuzz",
                paramLabel = "N",
                defaultValue = "0",
                description = "So many random queries besides (default: ${DEFAULT-VALUE}).")
        private long fuzz;

        @Option(
                names = "--rate",
                paramLabel = "N",
                defaultValue = "100",
                description = "So many requests a second to each daemon at most; 0 for no limit"
                        + " (default: ${DEFAULT-VALUE}).")
        private double rate;

        @Option(
                names = "--concurrency",
                paramLabel = "N",
                defaultValue = "4",
                description = "So many cases at a time (default: ${DEFAULT-VALUE}).")
        private int concurrency;

        @Option(
                names = "--time-limit",
                paramLabel = "D",
                defaultValue = "1h",
                description = "End by then with what there is (default: ${DEFAULT-VALUE}).")
        private String timeLimit;

        @Option(
                names = "--reply-limit",
                paramLabel = "D",
                defaultValue = "10s",
                description = "How long a reply is waited for (default: ${DEFAULT-VALUE}).")
        private String replyLimit;

        @Option(
                names = "--patience",
                paramLabel = "D",
                defaultValue = "30s",
                description = "How long a daemon that went away is waited for (default: ${DEFAULT-VALUE}).")
        private String patience;

        @Option(
                names = "--idle",
                paramLabel = "D",
                defaultValue = "0s",
                description = "Also say nothing on a connection for so long, to see who closes it.")
        private String idle;

        double rate() {
            return rate;
        }

        Duration replyLimit() {
            return Units.duration(replyLimit);
        }

        QaOptions options(long seed) {
            return new QaOptions(
                    seed,
                    cases,
                    fuzz,
                    concurrency,
                    Units.duration(timeLimit),
                    Units.duration(patience),
                    Units.duration(idle));
        }
    }
}
