package org.paralux.proxy.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.ExchangeEnd;
import org.paralux.audit.Lag;
import org.paralux.audit.Outcome;
import org.paralux.audit.SkipCause;
import org.paralux.audit.UndecidedCause;
import org.paralux.luxi.RequestKind;

/** Events of queries and their trials, as a recorder would write them. */
public final class Trials {
    public static final String EPOCH = "e1";

    private Trials() {}

    /** An exchange whose first daemon is {@code askedFirst}. */
    public static AuditEvent.Exchange exchange(
            String id,
            String queryClass,
            String fingerprint,
            String client,
            String askedFirst,
            @Nullable String answeredBy) {
        return new AuditEvent.Exchange(
                id,
                "c1",
                client,
                "master",
                "Query",
                "instance",
                List.of("name"),
                null,
                null,
                RequestKind.QUERY,
                queryClass,
                fingerprint,
                true,
                null,
                null,
                100,
                200L,
                1500L,
                true,
                null,
                ExchangeEnd.COMPLETE,
                answeredBy,
                askedFirst);
    }

    /** What became of a query. */
    public static AuditEvent.QueryOutcome outcome(
            String id,
            String queryClass,
            String fingerprint,
            String client,
            Outcome outcome,
            String cell,
            long primaryMicros,
            long shadowMicros,
            long lagMicros) {
        return new AuditEvent.QueryOutcome(
                id,
                queryClass,
                fingerprint,
                client,
                outcome,
                null,
                outcome == Outcome.UNDECIDED ? UndecidedCause.FLAPPING : null,
                null,
                outcome == Outcome.LAG ? new Lag(0L, lagMicros) : null,
                null,
                outcome == Outcome.DIVERGENT ? 1 : 0,
                null,
                1,
                cell,
                primaryMicros,
                outcome == Outcome.SHADOW_FAILED ? null : shadowMicros,
                0,
                EPOCH);
    }

    /** A query that was not put to the shadow. */
    public static AuditEvent.QueryOutcome skipped(String id, String queryClass, SkipCause cause) {
        return new AuditEvent.QueryOutcome(
                id,
                queryClass,
                "f1",
                "p1",
                Outcome.SKIPPED,
                cause,
                null,
                null,
                null,
                null,
                0,
                null,
                1,
                null,
                1000L,
                null,
                0,
                EPOCH);
    }

    /** How a divergent trial differs. */
    public static AuditEvent.DivergenceFound divergence(String id, String queryClass, String cause) {
        return new AuditEvent.DivergenceFound(
                id, queryClass, "result.data[a].name", "a", "name", "value", cause, "config", 1, "a");
    }
}
