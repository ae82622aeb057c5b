package org.paralux.report.consistency;

/** How a divergence stands to an earlier report. */
public enum Novelty {
    /** There is no earlier report to compare with. */
    UNKNOWN("unknown"),
    NEW("new"),
    KNOWN("known");

    private final String word;

    Novelty(String word) {
        this.word = word;
    }

    /** The word as reports print it. */
    @Override
    public String toString() {
        return word;
    }
}
