package org.paralux.qa.run;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Payload;
import org.paralux.proxy.settle.Side;
import org.paralux.proxy.settle.WriteHistory;
import org.paralux.proxy.shadow.Answer;
import org.paralux.qa.arbiter.Arbiter;
import org.paralux.qa.ask.HarmlessRequest;
import org.paralux.qa.ask.JobSubmission;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.ask.Time;
import org.paralux.qa.catalogue.Case;
import org.paralux.qa.catalogue.Catalogue;
import org.paralux.qa.catalogue.Cell;
import org.paralux.qa.catalogue.Share;
import org.paralux.qa.catalogue.Vocabulary;
import org.paralux.qa.catalogue.VocabularyReader;
import org.paralux.qa.finding.CaseFile;
import org.paralux.qa.finding.CorpusReplay;
import org.paralux.qa.finding.Finding;
import org.paralux.qa.finding.Findings;
import org.paralux.qa.finding.Symptom;
import org.paralux.qa.fuzz.Fuzzer;
import org.paralux.qa.fuzz.Relations;

/**
 * One run: asks both daemons what they have, replays the corpus, goes through the catalogue, settles what differs, and
 * shrinks it. A daemon that goes away is waited for; a stop ends it in order, with what it has.
 *
 * <p>For one thread; {@link StopFlag#stop} may come from any.
 */
public final class QaRun {
    /** Random queries for each law that is tried. */
    private static final long CASES_TO_A_LAW = 10;

    private final Pair pair;
    private final QaOptions options;
    private final List<CaseFile> corpus;
    private final @Nullable Arbiter arbiter;
    private final Time time;
    private final StopFlag stop;
    private final Progress.Listener listener;

    private final Findings findings = new Findings(this::keep);
    private final Tally tally = new Tally();
    private final SettlingDesk desk = new SettlingDesk();
    private final TimeBudget budget;
    private final Watch watch;
    private final Examiner examiner;

    private Consumer<Finding> keeper = finding -> {};
    private @Nullable SubmissionTrial submissions;

    /** A run without an arbiter. */
    public QaRun(
            Pair pair, QaOptions options, List<CaseFile> corpus, Time time, StopFlag stop, Progress.Listener listener) {
        this(pair, options, corpus, null, time, stop, listener);
    }

    /**
     * A run that is about to begin.
     *
     * @param corpus cases of earlier runs
     * @param arbiter is asked about each finding; null for none
     */
    public QaRun(
            Pair pair,
            QaOptions options,
            List<CaseFile> corpus,
            @Nullable Arbiter arbiter,
            Time time,
            StopFlag stop,
            Progress.Listener listener) {
        this.pair = pair;
        this.arbiter = arbiter;
        this.options = options;
        this.corpus = List.copyOf(corpus);
        this.time = time;
        this.stop = stop;
        this.listener = listener;
        budget = new TimeBudget(time, options.timeLimit(), () -> desk.waiting() > 0);
        watch = new Watch(pair, time, options.patience(), stop);
        examiner = new Examiner(pair, findings, tally, desk, watch, new WriteHistory(time::nanos));
    }

    /** Hands on each finding, when it is new and when it was shrunk; from the thread that found it. */
    public void keepFindings(Consumer<Finding> newKeeper) {
        keeper = newKeeper;
    }

    private void keep(Finding finding) {
        keeper.accept(finding);
    }

    /** Also tries, in the end, whether the candidate refuses jobs. */
    public void alsoSubmit(SubmissionTrial trial) {
        submissions = trial;
    }

    /** Whether both daemons answer at all, at once. */
    public boolean reaches(Side side) throws InterruptedException {
        return pair.daemon(side).ask(Watch.PING) instanceof Answer.Replied;
    }

    /** Runs to its end. */
    public QaResult run() throws InterruptedException {
        List<CorpusReplay.Result> replayed = new CorpusReplay(pair).replay(corpus);
        Vocabulary vocabulary = new VocabularyReader(asking(Side.PRIMARY), asking(Side.SHADOW)).read();
        Catalogue catalogue = new Catalogue(vocabulary, options.seed(), options.idle());
        Share share = new Share(catalogue.cases(), options.maxCases());
        work("catalogue", catalogue.cases().iterator(), share, share.total());
        fuzz(vocabulary);
        submitJobs();
        new FindingShrinker(pair, stop).shrinkAll(findings, () -> tell("shrinking", 0, 0));
        new ThirdOpinion(pair, arbiter, stop).judgeAll(findings);
        String stopped = stop.reason() == null && budget.isOver() ? "the time limit" : stop.reason();
        return new QaResult(
                options.seed(),
                budget.passed(),
                findings.all(),
                replayed,
                tally,
                catalogue.leftOut(),
                examiner.contracts().remarks(),
                watch.events(),
                stopped);
    }

    private void work(String phase, Iterator<Case> cases, Predicate<Case> chosen, long total)
            throws InterruptedException {
        CaseSource source = CaseSource.ofDistinct(cases, chosen, (each, why) -> tally.leaveOut(each.cell(), why));
        long beganNanos = time.nanos();
        Crew crew = new Crew(
                source, desk, examiner, budget, time, stop, () -> tell(phase, beganNanos, source.taken(), total));
        crew.work(options.concurrency());
        crew.countTheRest(tally);
    }

    private void fuzz(Vocabulary vocabulary) throws InterruptedException {
        Fuzzer fuzzer = new Fuzzer(vocabulary, options.seed());
        examiner.addListener((question, reply) -> {
            if (question.form() != null) {
                fuzzer.replied(question.form(), reply);
            }
        });
        Iterator<Case> some =
                Stream.generate(fuzzer::next).limit(options.fuzzCases()).iterator();
        work("random queries", some, _ -> true, options.fuzzCases());
        Relations relations = new Relations(vocabulary, options.seed());
        RelationPhase phase = new RelationPhase(pair, relations, examiner.contracts(), tally);
        for (long i = 0; i < options.fuzzCases() / CASES_TO_A_LAW && !relations.isEmpty(); i++) {
            if (stop.isUp() || budget.isOver()) {
                return;
            }
            phase.step();
            tell("laws", i, options.fuzzCases() / CASES_TO_A_LAW);
        }
    }

    private void submitJobs() throws InterruptedException {
        for (JobSubmission job : JobSubmission.values()) {
            if (submissions == null || stop.isUp() || budget.isOver()) {
                return;
            }
            Cell cell = new Cell(job.wireName(), "refusal of a job");
            List<Symptom> symptoms = submissions.submit(job);
            findings.add(new Case.Submission(cell, job), symptoms, Finding.Steadiness.ALWAYS);
            tally.count(cell, symptoms.isEmpty() ? CaseResult.MATCH : CaseResult.DIVERGENT);
        }
    }

    private void tell(String phase, long done, long total) {
        listener.at(new Progress(phase, done, total, desk.waiting(), findings.size(), null));
    }

    private void tell(String phase, long beganNanos, long done, long total) {
        Duration passed = Duration.ofNanos(time.nanos() - beganNanos);
        Duration left = done == 0
                ? null
                : passed.multipliedBy(Math.max(0, total - done)).dividedBy(done);
        listener.at(new Progress(phase, done, total, desk.waiting(), findings.size(), left));
    }

    private VocabularyReader.Asking asking(Side side) {
        return request -> reply(side, request);
    }

    private @Nullable Payload reply(Side side, HarmlessRequest request) throws InterruptedException {
        return pair.daemon(side).ask(request) instanceof Answer.Replied replied ? replied.payload() : null;
    }
}
