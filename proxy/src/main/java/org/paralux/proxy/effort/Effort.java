package org.paralux.proxy.effort;

import java.util.Locale;

/** How much is done beside the traffic, the most first. Each does all that the next one does, and more. */
public enum Effort {
    /** All that is set. */
    FULL,
    /** Of what is sampled a quarter; the first queries of each client are still compared. */
    FEWER_SAMPLES,
    /** Live queries, which cost a daemon a call to every node, are not compared. */
    CONFIGURATION_ONLY,
    /** Nothing is compared; the audit log goes on. */
    AUDIT_ONLY,
    /** Traffic is forwarded, and nothing is recorded but how much was not. */
    PLAIN_RELAY;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As status, metrics and logs print it. */
    public String word() {
        return word;
    }

    /** Whether less is done than at {@code other}. */
    public boolean isBelow(Effort other) {
        return compareTo(other) > 0;
    }

    Effort less() {
        return switch (this) {
            case FULL -> FEWER_SAMPLES;
            case FEWER_SAMPLES -> CONFIGURATION_ONLY;
            case CONFIGURATION_ONLY -> AUDIT_ONLY;
            case AUDIT_ONLY, PLAIN_RELAY -> PLAIN_RELAY;
        };
    }

    Effort more() {
        return switch (this) {
            case FULL, FEWER_SAMPLES -> FULL;
            case CONFIGURATION_ONLY -> FEWER_SAMPLES;
            case AUDIT_ONLY -> CONFIGURATION_ONLY;
            case PLAIN_RELAY -> AUDIT_ONLY;
        };
    }
}
