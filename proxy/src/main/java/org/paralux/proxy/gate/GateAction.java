package org.paralux.proxy.gate;

import java.util.Locale;

/** What a breach does to its class. */
public enum GateAction {
    /** The primary answers it again, and its plan goes on only when somebody says so. */
    ROLLBACK,
    /** It goes no further until the gate is open again. */
    PAUSE,
    /** Somebody is told. */
    NOTIFY;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As plans, records and the command line print it. */
    public String word() {
        return word;
    }
}
