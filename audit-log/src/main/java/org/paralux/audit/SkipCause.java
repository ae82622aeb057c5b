package org.paralux.audit;

import java.util.Locale;

/** Why an eligible query was not put to the shadow. */
public enum SkipCause {
    /** Its class is in observe. */
    STAGE,
    SAMPLED_OUT,
    QUEUE_FULL,
    BYTES_FULL,
    TOO_LARGE,
    /** The shadow failed too often and is left alone for a while. */
    BREAKER_OPEN,
    RATE,
    /** The shadow itself asked. */
    LOOP_GUARD,
    /** There was no reply to compare with. */
    NO_PRIMARY_REPLY,
    /** The primary's reply says that the primary itself is in trouble. */
    PRIMARY_FAILED,
    /** What is asked lies outside of what this shadow is shown. */
    SHADOW_CANNOT_SEE,
    /** The proxy sheds load. */
    DEGRADED;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The cause as records and reports print it; counters are called {@code skipped.} and this. */
    public String word() {
        return word;
    }
}
