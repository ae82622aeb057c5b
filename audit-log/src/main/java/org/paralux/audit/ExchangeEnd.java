package org.paralux.audit;

import java.util.Locale;

/** How an exchange ended. */
public enum ExchangeEnd {
    /** The whole reply was handed to the client. */
    COMPLETE,
    /** The client went away first. */
    CLIENT_LEFT,
    /** The primary went away before the end of its reply. */
    PRIMARY_LEFT,
    /** The request never reached the primary: it was down or stayed busy. */
    UNDELIVERED,
    /** The client never ended its request. */
    INCOMPLETE_REQUEST,
    /** The proxy stopped first. */
    SHUTDOWN;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The end as records print it. */
    public String word() {
        return word;
    }
}
