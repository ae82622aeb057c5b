package org.paralux.qa.selftest;

import java.time.Duration;
import java.time.Instant;
import org.paralux.qa.ask.Time;
import org.paralux.qa.simulate.jobs.ManualTimer;

/** The time of a world in which nobody waits: to wait moves the clock. */
final class ModelTime implements Time {
    private final ManualTimer clock;
    private final Instant began;

    ModelTime(ManualTimer clock) {
        this.clock = clock;
        began = clock.instant();
    }

    @Override
    public long nanos() {
        return Duration.between(began, clock.instant()).toNanos();
    }

    @Override
    public void waitUntil(long nanos) {
        long left = nanos - nanos();
        if (left > 0) {
            clock.advance(Duration.ofNanos(left));
        }
    }
}
