package org.paralux.proxy.tee;

import java.util.Locale;

/** Who is asked, and who answers: one of the two daemons, or the proxy itself where it refuses. */
public enum Answerer {
    PRIMARY,
    SHADOW,
    PROXY;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As records print it. */
    public String word() {
        return word;
    }
}
