package org.paralux.report.consistency;

import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.audit.Outcome;
import org.paralux.audit.statistics.WeightedShare;
import org.paralux.report.tally.Counts;
import org.paralux.report.tally.Durations;
import org.paralux.report.tally.EnumCounts;
import org.paralux.report.tally.LagRow;
import org.paralux.report.tally.LagTally;
import org.paralux.report.tally.OutcomeWords;

/** Counts what became of the queries of one class. Not thread-safe. */
final class ClassTally {
    private static final int SKIP_CAUSES = 32;

    private final EnumCounts<Outcome> outcomes = new EnumCounts<>(Outcome.class);
    private final Counts skips = new Counts(SKIP_CAUSES);
    private final Counts undecided = new Counts(SKIP_CAUSES);
    private final WeightedShare failing = new WeightedShare();
    private final Durations primary = new Durations();
    private final Durations shadow = new Durations();
    private final LagTally lag = new LagTally();
    private long eligible;

    void addEligible() {
        eligible++;
    }

    void add(QueryOutcome outcome) {
        outcomes.add(outcome.outcome());
        if (outcome.skipCause() != null) {
            skips.add(outcome.skipCause().word());
            return;
        }
        if (outcome.undecidedCause() != null) {
            undecided.add(outcome.undecidedCause().word());
        }
        if (outcome.probability() > 0) {
            failing.add(outcome.probability(), isFailure(outcome.outcome()));
        }
        // Latencies are compared in pairs, or the slow ones of one side would have no other.
        if (outcome.primaryMicros() != null && outcome.shadowMicros() != null) {
            primary.add(outcome.primaryMicros());
            shadow.add(outcome.shadowMicros());
        }
        if (outcome.outcome() == Outcome.LAG) {
            add(outcome, lag);
        }
    }

    static void add(QueryOutcome outcome, LagTally lag) {
        var interval = outcome.lagMicros();
        lag.add(interval == null ? null : interval.from(), interval == null ? null : interval.to());
    }

    private static boolean isFailure(Outcome outcome) {
        return switch (outcome) {
            case SHADOW_FAILED, REFUSED, DIVERGENT, UNDECIDED -> true;
            case MATCH, EQUIVALENT, LAG, MOVED, SKIPPED -> false;
        };
    }

    long eligible() {
        return eligible;
    }

    long trials() {
        long sum = 0;
        for (Outcome outcome : Outcome.values()) {
            sum += outcome.isTrial() ? outcomes.of(outcome) : 0;
        }
        return sum;
    }

    EnumCounts<Outcome> outcomes() {
        return outcomes;
    }

    Counts skips() {
        return skips;
    }

    Counts undecided() {
        return undecided;
    }

    LagTally lag() {
        return lag;
    }

    ClassRow row(String name) {
        return new ClassRow(
                name,
                eligible,
                trials(),
                OutcomeWords.of(outcomes, true),
                skips.mostFirst(),
                failing.share(),
                primary.spread(),
                shadow.spread(),
                LagRow.of(lag, trials()));
    }
}
