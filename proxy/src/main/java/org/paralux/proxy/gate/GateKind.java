package org.paralux.proxy.gate;

import java.util.Locale;

/** What is watched of a class. */
public enum GateKind {
    /** The share of cells that fail, and whether anything differs for certain. */
    DIVERGENCE,
    /** The share of trials in which the shadow was late for too long. */
    LAG,
    /** How slow the shadow is, by the primary's own time for the same query. */
    LATENCY,
    /** The share of queries that the shadow did not answer. */
    ERRORS,
    /** The share of trials in which the shadow said that it does not serve the query. */
    REFUSED,
    /** How much of what is asked was compared. */
    COVERAGE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As plans, records and the command line print it. */
    public String word() {
        return word;
    }
}
