package org.paralux.proxy.listener;

import java.util.Locale;

/** Whose place a listener takes, so whether queries belong there. */
public enum ListenRole {
    /** The master socket: queries on it are misdirected. */
    MASTER,
    /** The query socket. */
    QUERY;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The role as settings and records print it. */
    public String word() {
        return word;
    }
}
