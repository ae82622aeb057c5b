package org.paralux.qa.ask;

import java.util.concurrent.locks.LockSupport;

/** The time by which a run waits. Thread-safe. */
public interface Time {
    /** Of the machine, which only moves on. */
    Time SYSTEM = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void waitUntil(long nanos) throws InterruptedException {
            for (long left; (left = nanos - System.nanoTime()) > 0; ) {
                LockSupport.parkNanos(left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
    };

    /** Nanoseconds since some moment. */
    long nanos();

    /** Returns at that time or later. */
    void waitUntil(long nanos) throws InterruptedException;
}
