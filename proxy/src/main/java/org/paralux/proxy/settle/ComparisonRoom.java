package org.paralux.proxy.settle;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many divergences all settlings together may keep from one step to the next, so that no two answers are compared
 * twice. A settling that finds no room compares again.
 *
 * <p>Thread-safe.
 */
public final class ComparisonRoom {
    /** Some 350 bytes each: 18 MB. */
    private static final long DIVERGENCES = 50_000;

    private final long most;
    private final AtomicLong kept = new AtomicLong();

    public ComparisonRoom() {
        this(DIVERGENCES);
    }

    ComparisonRoom(long most) {
        this.most = most;
    }

    /**
     * Changes what one settling keeps.
     *
     * @return whether there is room; otherwise it keeps nothing any more
     */
    boolean admits(long before, long now) {
        if (kept.addAndGet(now - before) <= most || now == 0) {
            return true;
        }
        kept.addAndGet(-now);
        return false;
    }

    /** How many are kept now. */
    long kept() {
        return kept.get();
    }
}
