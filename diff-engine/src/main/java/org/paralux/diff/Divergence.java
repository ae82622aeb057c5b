package org.paralux.diff;

import org.jspecify.annotations.Nullable;

/**
 * One place where two replies differ.
 *
 * <p>{@link #toString()} keeps both values and the row back: they are the cluster's.
 *
 * @param primary what the primary gives there, as JSON text of at most {@link #MAX_TEXT} characters and {@code …} where
 *     that was not all; null where it gives nothing
 * @param shadow the same of the shadow
 * @param object null where the place belongs to no object
 * @param volatility how the field moves by itself
 */
public record Divergence(
        Place place,
        DivergenceKind kind,
        Cause cause,
        @Nullable String primary,
        @Nullable String shadow,
        @Nullable ObjectState object,
        Volatility volatility) {
    public static final int MAX_TEXT = 400;

    /** The place as reports print it. */
    public String path() {
        return place.path();
    }

    Divergence because(Cause other) {
        return new Divergence(place, kind, other, primary, shadow, object, volatility);
    }

    @Override
    public String toString() {
        return "Divergence[" + kind.word() + ", " + place.field() + ", " + cause.word() + "]";
    }
}
