package org.paralux.proxy.tee;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that all tees and what waits behind them may hold together. Thread-safe. */
public final class TeeBudget {
    private final long limitBytes;
    private final AtomicLong usedBytes = new AtomicLong();

    public TeeBudget(long limitBytes) {
        if (limitBytes < 0) {
            throw new IllegalArgumentException("limitBytes: " + limitBytes + " (expected: >= 0)");
        }
        this.limitBytes = limitBytes;
    }

    boolean reserve(int bytes) {
        if (usedBytes.addAndGet(bytes) <= limitBytes) {
            return true;
        }
        usedBytes.addAndGet(-bytes);
        return false;
    }

    void release(int bytes) {
        usedBytes.addAndGet(-bytes);
    }

    public long usedBytes() {
        return usedBytes.get();
    }
}
