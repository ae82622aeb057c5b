package org.paralux.proxy.relay;

import java.util.concurrent.atomic.AtomicInteger;

/** How many clients there may be at a time, and are, behind all that share it. Thread-safe. */
public final class ConnectionLimit {
    private final int max;
    private final AtomicInteger open = new AtomicInteger();

    /** @param max beyond it, new clients wait in the backlog */
    public ConnectionLimit(int max) {
        if (max < 1) {
            throw new IllegalArgumentException("max: " + max + " (expected: >= 1)");
        }
        this.max = max;
    }

    int max() {
        return max;
    }

    int open() {
        return open.get();
    }

    boolean isReached() {
        return open.get() >= max;
    }

    void came() {
        open.incrementAndGet();
    }

    void went() {
        open.decrementAndGet();
    }
}
