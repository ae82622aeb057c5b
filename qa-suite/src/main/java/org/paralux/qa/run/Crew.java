package org.paralux.qa.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.ask.Time;
import org.paralux.qa.catalogue.Case;

/**
 * The workers of a run: each takes a question whose next look is due, or else the next case, until nothing is left or the
 * run is stopped.
 */
final class Crew {
    private static final Duration SHORT_WAIT = Duration.ofMillis(20);

    private final CaseSource source;
    private final SettlingDesk desk;
    private final Examiner examiner;
    private final Deadline deadline;
    private final Time time;
    private final StopFlag stop;
    private final Runnable onStep;
    private final AtomicInteger busy = new AtomicInteger();

    /** When to begin no new case, and when to end. */
    interface Deadline {
        boolean takesNewCases();

        boolean isOver();
    }

    Crew(
            CaseSource source,
            SettlingDesk desk,
            Examiner examiner,
            Deadline deadline,
            Time time,
            StopFlag stop,
            Runnable onStep) {
        this.source = source;
        this.desk = desk;
        this.examiner = examiner;
        this.deadline = deadline;
        this.time = time;
        this.stop = stop;
        this.onStep = onStep;
    }

    /** Returns when all is done; one worker works on the caller's thread. */
    void work(int concurrency) throws InterruptedException {
        if (concurrency == 1) {
            work();
            return;
        }
        try (ExecutorService workers = Executors.newFixedThreadPool(
                concurrency, Thread.ofPlatform().name("qa-", 0).factory())) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < concurrency; i++) {
                all.add(workers.submit(() -> {
                    work();
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void work() throws InterruptedException {
        while (!stop.isUp() && !deadline.isOver()) {
            busy.incrementAndGet();
            boolean worked;
            try {
                worked = step();
            } finally {
                busy.decrementAndGet();
            }
            onStep.run();
            if (!worked && !waitForMore()) {
                return;
            }
        }
    }

    private boolean step() throws InterruptedException {
        OpenQuestion due = desk.takeDue(time.nanos());
        if (due != null) {
            source.askAgain(examiner.look(due));
            return true;
        }
        Case next = deadline.takesNewCases() ? source.next() : source.nextAgain();
        if (next != null) {
            examiner.examine(next);
        }
        return next != null;
    }

    /** False where nothing can come any more. */
    private boolean waitForMore() throws InterruptedException {
        @Nullable Long due = desk.nextDueNanos();
        if (due != null) {
            time.waitUntil(Math.min(due, time.nanos() + SHORT_WAIT.toNanos()));
            return true;
        }
        if (busy.get() > 0 || (deadline.takesNewCases() && source.hasMore())) {
            time.waitUntil(time.nanos() + SHORT_WAIT.toNanos());
            return true;
        }
        source.askAgain(desk.clearAside());
        return desk.waiting() > 0 || busy.get() > 0 || step();
    }

    /** Counts what was not tried, and what is open, as such. */
    void countTheRest(Tally tally) {
        desk.clear().forEach(open -> {
            open.giveUp();
            tally.count(open.question().cell(), CaseResult.UNDECIDED);
        });
        desk.clearAside().forEach(question -> tally.count(question.cell(), CaseResult.UNDECIDED));
        source.leaveOutTheRest();
    }
}
