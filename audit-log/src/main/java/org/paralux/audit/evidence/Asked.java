package org.paralux.audit.evidence;

import java.util.Locale;

/** Which daemon was asked. */
public enum Asked {
    PRIMARY,
    SHADOW;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The daemon as records print it. */
    public String word() {
        return word;
    }
}
