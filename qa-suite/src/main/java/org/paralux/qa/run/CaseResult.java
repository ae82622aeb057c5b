package org.paralux.qa.run;

import java.util.Locale;

/** What became of a case. */
public enum CaseResult {
    MATCH,
    /** Equal thanks to rules. */
    EQUIVALENT,
    /** The candidate came to show what the primary shows. */
    LAG,
    /** The primary's own answer changed. */
    MOVED,
    /** Certain. */
    DIVERGENT,
    REFUSED,
    /** The candidate gave no reply, or none that is one. */
    FAILED,
    /** Not decided when the run ended, or nothing explains why it went away. */
    UNDECIDED,
    NOT_TRIED;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String word() {
        return word;
    }
}
