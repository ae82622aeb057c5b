package org.paralux.audit;

import java.util.Locale;

/** What became of one eligible query, in the order in which it is decided. Every eligible query ends in exactly one. */
public enum Outcome {
    /** Equal after the wire's own equivalences. */
    MATCH,
    /** Equal only thanks to one or more named rules. */
    EQUIVALENT,
    /** The shadow did not answer, on a fresh connection. */
    SHADOW_FAILED,
    /** The primary answered, and the shadow says that it does not serve this query. */
    REFUSED,
    /** The shadow caught up with a write. */
    LAG,
    /** The primary's own answer changed meanwhile, and the shadow gave one of the answers in between. */
    MOVED,
    /** Stable disagreement in at least one place. */
    DIVERGENT,
    /** None of these was certain when the budget ended. */
    UNDECIDED,
    /** Eligible, but not put to the shadow. */
    SKIPPED;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The outcome as records and reports print it. */
    public String word() {
        return word;
    }

    /** Whether both daemons were asked. */
    public boolean isTrial() {
        return this != SKIPPED;
    }
}
