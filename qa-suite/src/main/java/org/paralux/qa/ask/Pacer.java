package org.paralux.qa.ask;

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

    /** Returns when one more request may be sent. */
    void await() throws InterruptedException {
        if (gapNanos > 0) {
            time.waitUntil(reserve());
        }
    }

    private synchronized long reserve() {
        long slot = Math.max(nextNanos, time.nanos());
        nextNanos = slot + gapNanos;
        return slot;
    }
}
