package org.paralux.diff;

import java.util.Locale;

/** What one look at two replies comes to. Time decides more than one look can: lag and moving values are told later. */
public enum Verdict {
    /** Equal after the wire's own equivalences. */
    MATCH,
    /** Equal only thanks to one or more rules. */
    EQUIVALENT,
    /** The shadow gave no reply, or none that is one. */
    SHADOW_FAILED,
    /** The shadow says that it does not serve this query. */
    REFUSED,
    DIVERGENT;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The verdict as records and reports print it. */
    public String word() {
        return word;
    }
}
