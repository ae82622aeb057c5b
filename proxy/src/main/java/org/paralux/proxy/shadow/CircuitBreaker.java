package org.paralux.proxy.shadow;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Leaves a shadow alone that failed several times in a row: for a second, then for twice as long each time, up to a
 * minute. After each pause one query is let through to see; its success ends it.
 *
 * <p>Thread-safe.
 */
final class CircuitBreaker {
    private static final int FAILURES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final LongSupplier nanoClock;
    private int failures;
    private long pauseNanos;
    private long openUntilNanos;
    private boolean probing;
    private long probingSinceNanos;

    CircuitBreaker(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Whether a query may go to the shadow now. One that may must be told the result of; else another may a minute later. */
    synchronized boolean lets() {
        if (!wouldLet()) {
            return false;
        }
        if (pauseNanos != 0) {
            probing = true;
            probingSinceNanos = nanoClock.getAsLong();
        }
        return true;
    }

    /** What {@link #lets} would say. */
    synchronized boolean wouldLet() {
        long now = nanoClock.getAsLong();
        boolean isSeen = probing && now - probingSinceNanos < LONGEST_PAUSE.toNanos();
        return pauseNanos == 0 || (!isSeen && now - openUntilNanos >= 0);
    }

    synchronized void succeeded() {
        failures = 0;
        pauseNanos = 0;
        probing = false;
    }

    synchronized void failed() {
        failures++;
        if (failures >= FAILURES) {
            pauseNanos = pauseNanos == 0 ? FIRST_PAUSE.toNanos() : Math.min(2 * pauseNanos, LONGEST_PAUSE.toNanos());
            openUntilNanos = nanoClock.getAsLong() + pauseNanos;
        }
        probing = false;
    }

    synchronized boolean isOpen() {
        return pauseNanos > 0;
    }
}
