package org.paralux.proxy.shadow;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets so much through a second on average, and so much at once. Thread-safe. */
final class TokenBucket {
    private final double perSecond;
    private final double capacity;
    private final LongSupplier nanoClock;
    private double tokens;
    private long filledNanos;

    TokenBucket(double perSecond, double capacity, LongSupplier nanoClock) {
        if (!(perSecond >= 0) || !(capacity >= 1)) {
            throw new IllegalArgumentException(
                    "perSecond: " + perSecond + ", capacity: " + capacity + " (expected: >= 0, >= 1)");
        }
        this.perSecond = perSecond;
        this.capacity = capacity;
        this.nanoClock = nanoClock;
        this.tokens = capacity;
        this.filledNanos = nanoClock.getAsLong();
    }

    /** One in each such time on average, and so many at once. */
    static TokenBucket onceIn(Duration interval, double capacity, LongSupplier nanoClock) {
        return new TokenBucket(1e9 / interval.toNanos(), capacity, nanoClock);
    }

    synchronized boolean take() {
        boolean has = has();
        if (has) {
            tokens--;
        }
        return has;
    }

    /** Whether one could be taken. */
    synchronized boolean has() {
        long now = nanoClock.getAsLong();
        tokens = Math.min(capacity, tokens + perSecond * (now - filledNanos) / 1e9);
        filledNanos = now;
        return tokens >= 1;
    }

    /** Puts some in, by another measure than time. */
    synchronized void add(double amount) {
        tokens = Math.min(capacity, tokens + amount);
    }
}
