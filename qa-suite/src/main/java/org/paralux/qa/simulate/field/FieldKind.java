package org.paralux.qa.simulate.field;

import java.util.Locale;

/** The kind of a field's values, as definitions state it. */
public enum FieldKind {
    UNKNOWN,
    TEXT,
    BOOL,
    NUMBER,
    /** Since 2.15 only, for the relative speed of processors. */
    FLOAT,
    /** An integer, mebibytes. */
    UNIT,
    /** Seconds since the epoch, with a fraction. */
    TIMESTAMP,
    OTHER;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FieldKind fromWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
