package org.paralux.proxy.settle;

import java.util.EnumSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Comparison;
import org.paralux.diff.Divergence;
import org.paralux.diff.DivergenceKind;
import org.paralux.diff.Place;
import org.paralux.diff.Verdict;

/** Where two looks differ, to be asked for one place after the other. */
final class DifferingPlaces {
    /** These say nothing of what lies below their place. */
    private static final Set<DivergenceKind> OF_THE_PLACE_ALONE =
            EnumSet.of(DivergenceKind.ORDER, DivergenceKind.DUPLICATE_ROW, DivergenceKind.FIELD_DEFINITION);

    /** These are about a row or a list as such, whatever its parts are. */
    private static final Set<DivergenceKind> OF_ROWS = EnumSet.of(
            DivergenceKind.MISSING_ROW, DivergenceKind.EXTRA_ROW, DivergenceKind.DUPLICATE_ROW, DivergenceKind.ORDER);

    private final NavigableMap<String, Divergence> byPath = new TreeMap<>();
    private final boolean everywhere;

    /** Whether there are more than are known. */
    private final boolean cut;

    DifferingPlaces(Comparison comparison) {
        for (Divergence divergence : comparison.divergences()) {
            byPath.merge(divergence.path(), divergence, DifferingPlaces::thatReachesFurther);
        }
        everywhere = comparison.verdict() == Verdict.REFUSED || comparison.verdict() == Verdict.SHADOW_FAILED;
        cut = comparison.divergenceCount() > comparison.divergences().size();
    }

    private static Divergence thatReachesFurther(Divergence one, Divergence other) {
        return OF_THE_PLACE_ALONE.contains(one.kind()) ? other : one;
    }

    /** How many divergences it holds, and one for itself. */
    int size() {
        return byPath.size() + 1;
    }

    boolean isEmpty() {
        return byPath.isEmpty() && !everywhere && !cut;
    }

    /** Whether the two looks differ at the place of {@code divergence}, around it, or within it. */
    boolean include(Divergence divergence) {
        String path = divergence.path();
        if (everywhere || cut || byPath.containsKey(path)) {
            return true;
        }
        return isBelowAnother(path) || (!OF_ROWS.contains(divergence.kind()) && hasPartsOf(path));
    }

    /** The divergence at exactly this place; null where there is none. */
    @Nullable Divergence at(Place place) {
        return byPath.get(place.path());
    }

    private boolean isBelowAnother(String path) {
        for (int i = path.length() - 1; i >= 0; i--) {
            boolean ends = i == 0 || path.charAt(i) == '.' || path.charAt(i) == '[';
            Divergence around = ends ? byPath.get(path.substring(0, i)) : null;
            if (around != null && !OF_THE_PLACE_ALONE.contains(around.kind())) {
                return true;
            }
        }
        return false;
    }

    private boolean hasPartsOf(String path) {
        return hasKeyBeginning(path + ".") || hasKeyBeginning(path + "[");
    }

    private boolean hasKeyBeginning(String beginning) {
        String next = byPath.ceilingKey(beginning);
        return next != null && next.startsWith(beginning);
    }
}
