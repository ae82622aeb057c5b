package org.paralux.report.clients;

/** How a client's queries develop: the later half of its time against the earlier half. */
public enum Trend {
    /** First seen in the last quarter of the time that was observed. */
    NEW("new"),
    RISING("rising"),
    STEADY("steady"),
    FALLING("falling"),
    /** Came again after a silence of three of its own periods. */
    BACK("back"),
    /** Silent for three of its own periods. */
    FIXED("fixed"),
    /** Without a period of its own, and silent for three times as long as ever before. */
    GONE("gone"),
    /** Too few queries, or too few visits, to say. */
    UNCLEAR("unclear");

    private final String word;

    Trend(String word) {
        this.word = word;
    }

    /** The trend as reports print it. */
    public String word() {
        return word;
    }
}
