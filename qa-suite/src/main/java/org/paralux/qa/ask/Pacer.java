package org.paralux.qa.ask;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Spaces out what is sent to one daemon, so that no second ever holds more requests than it may. Nothing is saved up while
 * nobody asks.
 *
 * <p>Thread-safe.
 */
public final class Pacer {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Time time;
    private final long gapNanos;

    /** Held while waiting: who comes later waits behind, in the order of coming. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private long nextNanos;

    /** @param perSecond the most requests a second; 0 for no limit */
    public Pacer(double perSecond, Time time) {
        if (!(perSecond >= 0)) {
            throw new IllegalArgumentException("perSecond: " + perSecond + " (expected: >= 0)");
        }
        this.time = time;
        gapNanos = perSecond == 0 ? 0 : (long) Math.ceil(NANOS_PER_SECOND / perSecond);
        nextNanos = time.nanos();
    }

    /** Returns when one more request may be sent: at least one gap after the last time that it returned. */
    void await() throws InterruptedException {
        if (gapNanos == 0) {
            return;
        }
        turn.lockInterruptibly();
        try {
            time.waitUntil(nextNanos);
            nextNanos = Math.max(nextNanos, time.nanos()) + gapNanos;
        } finally {
            turn.unlock();
        }
    }
}
