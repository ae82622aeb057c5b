package org.paralux.qa.run;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.paralux.qa.ask.Time;

/** The time limit of a run, of which a part is kept for settling what is found. Thread-safe. */
final class TimeBudget implements Crew.Deadline {
    /** As long as most settlings take. */
    private static final Duration FOR_SETTLING = Duration.ofSeconds(25);

    private static final int LARGEST_PART = 2;

    private final Time time;
    private final long beganNanos;
    private final Duration limit;
    private final BooleanSupplier hasOpenQuestions;

    TimeBudget(Time time, Duration limit, BooleanSupplier hasOpenQuestions) {
        this.time = time;
        this.limit = limit;
        this.hasOpenQuestions = hasOpenQuestions;
        beganNanos = time.nanos();
    }

    @Override
    public boolean takesNewCases() {
        Duration part = limit.dividedBy(LARGEST_PART);
        Duration kept = FOR_SETTLING.compareTo(part) < 0 ? FOR_SETTLING : part;
        return passed().compareTo(hasOpenQuestions.getAsBoolean() ? limit.minus(kept) : limit) < 0;
    }

    @Override
    public boolean isOver() {
        return passed().compareTo(limit) >= 0;
    }

    Duration passed() {
        return Duration.ofNanos(time.nanos() - beganNanos);
    }
}
