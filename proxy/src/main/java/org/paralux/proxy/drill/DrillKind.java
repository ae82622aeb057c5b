package org.paralux.proxy.drill;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a drill supposes. */
public enum DrillKind {
    /** The primary refuses connections. */
    PRIMARY_DOWN,
    /** The shadow refuses connections. */
    SHADOW_DOWN,
    /** The shadow takes so much longer than it does. */
    SHADOW_SLOW;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As it is asked for. */
    public String word() {
        return word;
    }

    /** The kind of a word; empty where it is none. */
    public static Optional<DrillKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
