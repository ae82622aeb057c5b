package org.paralux.audit.statistics;

import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.audit.Lag;
import org.paralux.audit.SkipCause;

/** Which outcomes speak against the shadow, and which skips against the evidence. */
public final class Failures {
    private Failures() {}

    /** Whether a trial fails: what is not certain to be well does. */
    public static boolean isFailure(QueryOutcome outcome, long lagLimitMicros) {
        return switch (outcome.outcome()) {
            case SHADOW_FAILED, REFUSED, DIVERGENT, UNDECIDED -> true;
            case LAG -> isTooLong(outcome.lagMicros(), lagLimitMicros);
            case MATCH, EQUIVALENT, MOVED, SKIPPED -> false;
        };
    }

    /** Whether a lag may have been longer than it may be: its upper end counts. */
    public static boolean isTooLong(@Nullable Lag interval, long lagLimitMicros) {
        Long upTo = interval == null ? null : interval.to();
        return upTo == null || upTo > lagLimitMicros;
    }

    /** Whether a query was skipped by circumstance, and not by design. */
    public static boolean isByCircumstance(SkipCause cause) {
        return switch (cause) {
            case STAGE, SAMPLED_OUT, LOOP_GUARD -> false;
            case QUEUE_FULL,
                    BYTES_FULL,
                    TOO_LARGE,
                    BREAKER_OPEN,
                    RATE,
                    NO_PRIMARY_REPLY,
                    PRIMARY_FAILED,
                    SHADOW_CANNOT_SEE,
                    DEGRADED -> true;
        };
    }
}
