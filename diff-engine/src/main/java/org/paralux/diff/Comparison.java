package org.paralux.diff;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one look at two replies found.
 *
 * @param divergences at most {@link #MAX_DIVERGENCES}, in the order of the reply, of each group some; empty unless the
 *     verdict is {@link Verdict#DIVERGENT}
 * @param divergenceCount all of them
 * @param groups all of them by cause, kind and field, the largest first
 * @param rules how often each rule fired, by its id
 * @param rows null where there are no rows or the replies do not differ
 * @param problem why there is no comparison, in one line without content; null unless the shadow failed or refused
 */
public record Comparison(
        Verdict verdict,
        List<Divergence> divergences,
        long divergenceCount,
        List<DivergenceGroup> groups,
        Map<String, Long> rules,
        @Nullable RowMatching rows,
        @Nullable String problem) {
    public static final int MAX_DIVERGENCES = 1000;

    static final Comparison MATCH = without(Verdict.MATCH, null);

    public Comparison {
        divergences = List.copyOf(divergences);
        groups = List.copyOf(groups);
        rules = Map.copyOf(rules);
        if (divergences.size() > divergenceCount) {
            throw new IllegalArgumentException(
                    "divergenceCount: " + divergenceCount + " (expected: >= " + divergences.size() + ")");
        }
        if ((verdict == Verdict.DIVERGENT) != (divergenceCount > 0)) {
            throw new IllegalArgumentException("verdict: " + verdict + " with " + divergenceCount + " divergences");
        }
    }

    /** A verdict to which no divergences belong. */
    static Comparison without(Verdict verdict, @Nullable String problem) {
        return new Comparison(verdict, List.of(), 0, List.of(), Map.of(), null, problem);
    }
}
