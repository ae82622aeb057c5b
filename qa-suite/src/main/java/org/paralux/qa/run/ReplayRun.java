package org.paralux.qa.run;

import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.paralux.proxy.settle.WriteHistory;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.ask.Time;
import org.paralux.qa.finding.Findings;
import org.paralux.qa.replay.Timetable;

/**
 * Puts recorded queries to both daemons, each when it is due, and settles and shrinks what differs, as a {@link QaRun}
 * does with its catalogue. For one thread.
 */
public final class ReplayRun {
    private final Pair pair;
    private final QaOptions options;
    private final Time time;
    private final StopFlag stop;
    private final Progress.Listener listener;
    private final Findings findings = new Findings(_ -> {});
    private final Tally tally = new Tally();
    private final SettlingDesk desk = new SettlingDesk();

    public ReplayRun(Pair pair, QaOptions options, Time time, StopFlag stop, Progress.Listener listener) {
        this.pair = pair;
        this.options = options;
        this.time = time;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Runs to the end of the row.
     *
     * @param leftOut what of the record is not in the row, and why
     * @param position is told how many of the row need not be asked again
     */
    public QaResult run(Timetable row, List<String> leftOut, LongConsumer position) throws InterruptedException {
        TimeBudget budget = new TimeBudget(time, options.timeLimit(), () -> desk.waiting() > 0);
        Watch watch = new Watch(pair, time, options.patience(), stop);
        Examiner examiner = new Examiner(pair, findings, tally, desk, watch, new WriteHistory(time::nanos));
        CaseSource source = CaseSource.ofAll(row, row, (each, why) -> tally.leaveOut(each.cell(), why));
        long total = row.size();
        Crew crew = new Crew(source, desk, examiner, budget, time, stop, () -> {
            position.accept(Math.max(0, source.taken() - options.concurrency()));
            tell(source.taken(), total, budget.passed());
        });
        crew.work(options.concurrency());
        if (!stop.isUp() && !budget.isOver()) {
            position.accept(total);
        }
        crew.countTheRest(tally);
        new FindingShrinker(pair, stop).shrinkAll(findings, () -> {});
        String stopped = stop.reason() == null && budget.isOver() ? "the time limit" : stop.reason();
        return new QaResult(
                options.seed(),
                budget.passed(),
                findings.all(),
                List.of(),
                tally,
                leftOut,
                examiner.contracts().remarks(),
                watch.events(),
                stopped);
    }

    private void tell(long done, long total, Duration passed) {
        Duration left = done == 0
                ? null
                : passed.multipliedBy(Math.max(0, total - done)).dividedBy(done);
        listener.at(new Progress("recorded queries", done, total, desk.waiting(), findings.size(), left));
    }
}
