package org.paralux.proxy.rollout;

import java.util.Locale;

/** How far a query class has come, in order. */
public enum Stage {
    /** The primary answers; nobody else is asked. */
    OBSERVE,
    /** The primary answers; the shadow is asked too, afterwards. */
    SHADOW,
    /** A share of the class is answered by the shadow, and put to the primary afterwards. */
    CANARY,
    /** The shadow answers. */
    SPLIT,
    /** The shadow answers, and who asks the primary's socket is told to ask elsewhere. */
    ENFORCE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As the command line, records and reports print it. */
    public String word() {
        return word;
    }

    /** Whether the shadow answers clients. */
    boolean isRouted() {
        return compareTo(CANARY) >= 0;
    }
}
