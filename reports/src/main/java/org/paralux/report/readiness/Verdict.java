package org.paralux.report.readiness;

/** Whether the shadow may answer a class. */
public enum Verdict {
    GO("GO"),
    NO_GO("NO-GO"),
    NOT_ENOUGH_EVIDENCE("NOT ENOUGH EVIDENCE"),
    /** The shadow does not serve it at all. */
    NOT_MIGRATABLE("NOT MIGRATABLE");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** The verdict as reports print it. */
    @Override
    public String toString() {
        return words;
    }
}
