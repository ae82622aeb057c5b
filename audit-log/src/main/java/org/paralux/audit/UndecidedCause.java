package org.paralux.audit;

import java.util.Locale;

/** Why a trial ended undecided. */
public enum UndecidedCause {
    /** There was no budget left to ask again. */
    BUDGET,
    /** The difference came and went, and no write was seen. */
    FLAPPING,
    /** The proxy stopped first. */
    SHUTDOWN;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The cause as records and reports print it. */
    public String word() {
        return word;
    }
}
