package org.paralux.proxy.relay;

import java.util.Locale;

/** Why a connection is over. */
public enum CloseReason {
    CLIENT_END,
    CLIENT_RESET,
    PRIMARY_END,
    PRIMARY_DOWN,
    PRIMARY_BUSY,
    SHUTDOWN;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The reason as records print it. */
    public String word() {
        return word;
    }
}
