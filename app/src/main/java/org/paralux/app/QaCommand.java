package org.paralux.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Comparer;
import org.paralux.diff.ComparisonContext;
import org.paralux.proxy.settle.Side;
import org.paralux.proxy.units.Units;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.ask.Time;
import org.paralux.qa.finding.CaseFile;
import org.paralux.qa.finding.CaseKeeper;
import org.paralux.qa.finding.Corpus;
import org.paralux.qa.run.QaOptions;
import org.paralux.qa.run.QaResult;
import org.paralux.qa.run.QaRun;
import org.paralux.qa.run.StopFlag;
import org.paralux.qa.run.SubmissionTrial;
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
                    + " query that shows it. Commands are never sent, but for --with-jobs.",
            "Exits with 4 where they differ in what is not accepted, 8 where not enough is known, 64 where a file of"
                    + " rules or accepted findings has expired entries; several add up."
        })
final class QaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--primary", paramLabel = "PATH", required = true, description = "The daemon that answers today.")
    private Path primary;

    @Option(names = "--candidate", paramLabel = "PATH", required = true, description = "The daemon on trial.")
    private Path candidate;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "What is random follows from it.")
    private long seed;

    @Option(names = "--cases", paramLabel = "N", description = "So many cases of the catalogue at most.")
    private long cases = Long.MAX_VALUE;

    @Option(
            names = "--fuzz",
            paramLabel = "N",
            defaultValue = "0",
            description = "So many random queries besides (default: ${DEFAULT-VALUE}).")
    private long fuzz;

    @Option(
            names = "--idle",
            paramLabel = "D",
            defaultValue = "0s",
            description = "Also say nothing on a connection for so long, to see who closes it.")
    private String idle;

    @Option(
            names = "--with-jobs",
            description = "Also submit jobs that do nothing to the candidate, which is to refuse them; only where the"
                    + " cluster has the tag '" + SubmissionTrial.TEST_CLUSTER_TAG + "'.")
    private boolean withJobs;

    @Option(names = "--corpus", paramLabel = "DIR", description = "Cases of earlier runs; findings are added there.")
    private @Nullable Path corpusFolder;

    @Mixin
    private ArbiterOptions arbiter;

    @Mixin
    private QaLimits limits;

    @Mixin
    private QaOutput output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Corpus corpus = corpusFolder == null ? null : new Corpus(corpusFolder);
        List<CaseFile> earlier = corpus == null ? List.of() : corpus.read();
        QaOptions options = limits.options(seed, cases, fuzz, Units.duration(idle));
        Comparer comparer = new Comparer(output.rules().on(QaOutput.today()));
        output.baseline();
        arbiter.check();
        StopFlag stop = new StopFlag();
        CaseKeeper keeper = corpus == null ? null : new CaseKeeper(corpus, seed, QaOutput.today());
        try (StopSignal signal = StopSignal.install();
                Pair pair = new Pair(
                        limits.daemon(primary), limits.daemon(candidate), () -> comparer, ComparisonContext.UNKNOWN)) {
            signal.onSignal(() -> stop.stop("a signal"));
            QaResult result = run(pair, options, earlier, keeper, stop);
            int exitCode = output.print(
                    primary.toString(),
                    candidate.toString(),
                    result,
                    spec.commandLine().getOut());
            if (keeper != null) {
                keeper.requireAllKept();
            }
            signal.endWith(exitCode);
            return exitCode;
        }
    }

    private QaResult run(
            Pair pair, QaOptions options, List<CaseFile> earlier, @Nullable CaseKeeper keeper, StopFlag stop)
            throws InterruptedException {
        try (ProgressLine line = new ProgressLine(spec.commandLine().getErr())) {
            QaRun run = new QaRun(pair, options, earlier, arbiter.arbiter(), Time.SYSTEM, stop, line);
            requireAnswer(run, Side.PRIMARY, primary);
            requireAnswer(run, Side.SHADOW, candidate);
            if (keeper != null) {
                run.keepFindings(keeper::keep);
            }
            if (withJobs) {
                run.alsoSubmit(submissions(pair));
            }
            return run.run();
        }
    }

    private SubmissionTrial submissions(Pair pair) throws InterruptedException {
        SubmissionTrial trial = new SubmissionTrial(pair, candidate, limits.replyLimit());
        if (!trial.isAllowed()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--with-jobs: the cluster does not say that it is for tests (expected: the tag '"
                            + SubmissionTrial.TEST_CLUSTER_TAG + "' from both daemons; 'gnt-cluster add-tags "
                            + SubmissionTrial.TEST_CLUSTER_TAG + "' adds it)");
        }
        return trial;
    }

    private static void requireAnswer(QaRun run, Side side, Path socket) throws InterruptedException {
        if (!run.reaches(side)) {
            throw new CommandFailure(ExitCode.FAILED, socket + ": no answer (expected: a daemon that speaks LUXI)");
        }
    }
}
