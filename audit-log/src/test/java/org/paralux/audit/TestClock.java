package org.paralux.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A wall clock and a clock for intervals that go only when a test lets them. */
final class TestClock implements InstantSource {
    private final AtomicReference<Instant> now = new AtomicReference<>(Events.START);

    @Override
    public Instant instant() {
        return now.get();
    }

    long nanos() {
        return Duration.between(Events.START, now.get()).toNanos();
    }

    void advance(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
