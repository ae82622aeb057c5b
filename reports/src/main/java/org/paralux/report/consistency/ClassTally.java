package org.paralux.report.consistency;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.audit.Outcome;
import org.paralux.report.statistics.WeightedShare;
import org.paralux.report.tally.Counts;
import org.paralux.report.tally.Durations;
import org.paralux.report.tally.LagRow;
import org.paralux.report.tally.LagTally;

/** Counts what became of the queries of one class. Not thread-safe. */
final class ClassTally {
    static final List<Outcome> OUTCOMES = List.of(Outcome.values());
    private static final int SKIP_CAUSES = 32;

    private final long[] outcomes = new long[OUTCOMES.size()];
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
        outcomes[outcome.outcome().ordinal()]++;
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
        for (Outcome outcome : OUTCOMES) {
            sum += outcome.isTrial() ? outcomes[outcome.ordinal()] : 0;
        }
        return sum;
    }

    long of(Outcome outcome) {
        return outcomes[outcome.ordinal()];
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
                byWord(outcomes, true),
                skips.mostFirst(),
                failing.share(),
                primary.spread(),
                shadow.spread(),
                LagRow.of(lag, trials()));
    }

    /** Outcomes in the order in which they are decided, each there even where it is 0. */
    static SequencedMap<String, Long> byWord(long[] counts, boolean trialsOnly) {
        SequencedMap<String, Long> map = new LinkedHashMap<>();
        List<Outcome> shown = new ArrayList<>(OUTCOMES);
        shown.removeIf(outcome -> trialsOnly && !outcome.isTrial());
        shown.forEach(outcome -> map.put(outcome.word(), counts[outcome.ordinal()]));
        return Collections.unmodifiableSequencedMap(map);
    }
}
