package org.paralux.luxi;

import java.util.Locale;

/** What a request does to the cluster. A lock query is a {@link #QUERY} too; {@link LuxiRequest} tells it apart. */
public enum RequestKind {
    /** Reads ({@code Query*}). */
    QUERY,
    /** Changes state, or hands work to a daemon. Never sent twice. */
    COMMAND,
    /** {@code WaitForJobChange}: reads, but holds a worker of the daemon until something happens. */
    WAIT,
    /** Anything whose method is not known for certain. */
    UNKNOWN;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The glossary's word, as records and reports print it. */
    public String word() {
        return word;
    }
}
