package org.paralux.diff;

import org.jspecify.annotations.Nullable;

/**
 * How many divergences of one reply have the same cause, kind and field.
 *
 * @param field null where they belong to none
 * @param count all of them, also those of which no {@link Divergence} was kept
 */
public record DivergenceGroup(
        Cause cause, DivergenceKind kind, @Nullable String field, long count) {}
