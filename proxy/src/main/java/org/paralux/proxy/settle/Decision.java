package org.paralux.proxy.settle;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.Outcome;
import org.paralux.audit.UndecidedCause;
import org.paralux.diff.Divergence;

/**
 * What a mismatch came to.
 *
 * @param outcome {@code lag}, {@code moved}, {@code divergent} or {@code undecided}
 * @param undecidedCause null unless undecided
 * @param lag null unless the shadow lagged
 * @param divergences those of the first look that are certain; those that are open where none is; empty where the
 *     shadow came to agree
 * @param count how many there were at the first look in all, with those of which none is kept
 */
public record Decision(
        Outcome outcome,
        @Nullable UndecidedCause undecidedCause,
        @Nullable LagInterval lag,
        List<Divergence> divergences,
        long count) {
    public Decision {
        divergences = List.copyOf(divergences);
        if ((outcome == Outcome.UNDECIDED) != (undecidedCause != null)) {
            throw new IllegalArgumentException("undecidedCause: " + undecidedCause + " with outcome " + outcome);
        }
        if ((outcome == Outcome.LAG) != (lag != null)) {
            throw new IllegalArgumentException("lag: " + lag + " with outcome " + outcome);
        }
    }
}
