package org.paralux.audit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * How the writer rests: while records come it naps for a few milliseconds between batches and nobody wakes it, because
 * a wake-up costs those who append microseconds each; after a while without any it sleeps, and the next record wakes it.
 */
final class Doze {
    private static final Duration NAP = Duration.ofMillis(3);

    /** So many naps without a record, about a second, are long idleness. */
    private static final int NAPS_BEFORE_SLEEP = 300;

    /** A sleeper looks about itself this often: for the age of its segment, for the disk. */
    private static final Duration SLEEP = Duration.ofSeconds(1);

    private final int napsBeforeSleep;
    private final long sleepNanos;
    private final AtomicBoolean asleep = new AtomicBoolean();
    private volatile Thread sleeper = Thread.currentThread();
    private int naps;

    Doze() {
        this(NAPS_BEFORE_SLEEP, SLEEP);
    }

    Doze(int napsBeforeSleep, Duration sleep) {
        this.napsBeforeSleep = napsBeforeSleep;
        this.sleepNanos = sleep.toNanos();
    }

    /** Rests, on the writer's thread; {@code busy} when there was something to do since the last time. */
    void rest(boolean busy, Inbox inbox) {
        sleeper = Thread.currentThread();
        naps = busy ? 0 : naps + 1;
        if (naps < napsBeforeSleep) {
            LockSupport.parkNanos(this, NAP.toNanos());
            return;
        }
        asleep.set(true);
        // Whoever added a record before this look is seen by it; whoever adds one after it sees the sleeper.
        if (inbox.isEmpty()) {
            LockSupport.parkNanos(this, sleepNanos);
        }
        asleep.set(false);
    }

    boolean isAsleep() {
        return asleep.get();
    }

    /** Ends a sleep, but no nap. */
    void wake() {
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(sleeper);
        }
    }

    /** Ends a nap, too. */
    void wakeNow() {
        LockSupport.unpark(sleeper);
    }
}
