package org.paralux.audit;

import org.jspecify.annotations.Nullable;

/**
 * How long after the primary's reply was flushed the shadow caught up: it still differed at {@code from} and no
 * longer at {@code to}.
 *
 * @param from null where the last difference was not timed
 * @param to null where no look without a difference came
 */
public record Lag(@Nullable Long from, @Nullable Long to) {
    public Lag {
        if (from != null && to != null && from > to) {
            throw new IllegalArgumentException("from: " + from + " (expected: <= to, " + to + ")");
        }
    }
}
