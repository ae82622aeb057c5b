package org.paralux.diff;

import java.util.Locale;

/** How one place of two replies differs. */
public enum DivergenceKind {
    VALUE,
    TYPE,
    STATUS,
    /** A member or cell that only the primary gave. */
    MISSING,
    /** A member or cell that only the shadow gave. */
    EXTRA,
    MISSING_ROW,
    EXTRA_ROW,
    DUPLICATE_ROW,
    ORDER,
    FIELD_DEFINITION,
    SHAPE,
    /** One side answered and the other failed. */
    ANSWER_OR_ERROR,
    ERROR_CLASS,
    ERROR_CODE,
    NO_REPLY;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The kind as records and reports print it. */
    public String word() {
        return word;
    }
}
