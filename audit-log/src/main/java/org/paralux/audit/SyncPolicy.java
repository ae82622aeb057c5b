package org.paralux.audit;

import java.time.Duration;

/** When what was written is forced to the disk. A segment is always forced before its plain form is removed. */
public sealed interface SyncPolicy {
    /** After every batch. Nobody waits for it: it bounds what a power failure can take. */
    record Always() implements SyncPolicy {}

    /** When the oldest record not yet forced is this old. */
    record Every(Duration interval) implements SyncPolicy {
        public Every {
            if (interval.isNegative() || interval.isZero()) {
                throw new IllegalArgumentException("interval: " + interval + " (expected: > 0)");
            }
        }
    }

    /** Left to the kernel, but before a head is told, and at the end of a segment and of the log. */
    record Never() implements SyncPolicy {}
}
