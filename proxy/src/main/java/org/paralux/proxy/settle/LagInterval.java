package org.paralux.proxy.settle;

/**
 * When the shadow caught up, after the primary's reply was flushed: not before the one, not after the other.
 *
 * @param fromNanos when the last look that mismatched was begun; may be negative only by a clock's grain
 * @param toNanos when the first look that matched was complete
 */
public record LagInterval(long fromNanos, long toNanos) {
    public LagInterval {
        if (toNanos < fromNanos) {
            throw new IllegalArgumentException("toNanos: " + toNanos + " (expected: >= " + fromNanos + ")");
        }
    }

    /** The later of two at either end: a trial has caught up when all of its places have. */
    LagInterval orLater(LagInterval other) {
        return new LagInterval(Math.max(fromNanos, other.fromNanos), Math.max(toNanos, other.toNanos));
    }
}
