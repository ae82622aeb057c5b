package org.paralux.audit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What trials write: every outcome, with every cause, and lag open on either side. */
final class TrialEvents {
    private TrialEvents() {}

    static Stream<AuditEvent> all() {
        return Stream.of(outcomes(), skips(), undecided(), lags(), others()).flatMap(events -> events);
    }

    private static Stream<AuditEvent> outcomes() {
        return Arrays.stream(Outcome.values()).map(outcome -> Events.outcome("r1-9", "r1-2", outcome));
    }

    private static Stream<AuditEvent> skips() {
        return Arrays.stream(SkipCause.values()).map(cause -> Events.outcome("r1-9", "r1-2", Outcome.SKIPPED, cause));
    }

    private static Stream<AuditEvent> undecided() {
        return Arrays.stream(UndecidedCause.values()).map(TrialEvents::undecided);
    }

    private static AuditEvent undecided(UndecidedCause cause) {
        return new AuditEvent.QueryOutcome(
                "r1-9",
                "c",
                "f",
                "r1-2",
                Outcome.UNDECIDED,
                null,
                cause,
                null,
                null,
                List.of(),
                0,
                null,
                1e-7,
                null,
                null,
                null,
                5,
                "e1");
    }

    private static Stream<AuditEvent> lags() {
        return Stream.of(new Lag(null, null), new Lag(0L, null), new Lag(null, 7L), new Lag(7L, 7L))
                .map(TrialEvents::lag);
    }

    private static AuditEvent lag(Lag lag) {
        return new AuditEvent.QueryOutcome(
                "r1-9", "c", "f", "r1-2", Outcome.LAG, null, null, null, lag, null, 0, null, 1, null, 1L, 1L, 1, null);
    }

    private static Stream<AuditEvent> others() {
        return Stream.of(
                Events.divergence("r1-9"),
                new AuditEvent.DivergenceFound(
                        "r1-9", "c", "", null, null, "answer-or-error", "unexplained", "unknown", 1, null),
                Events.epoch("e2"),
                Events.stage("split"),
                Events.gate("r1-9"),
                Events.gate(null),
                Events.plan("Query/instance"),
                Events.spared(),
                Events.plan(null));
    }
}
