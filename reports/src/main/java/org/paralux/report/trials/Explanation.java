package org.paralux.report.trials;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.Outcome;
import org.paralux.audit.evidence.Asked;
import org.paralux.audit.evidence.Evidence;
import org.paralux.diff.Comparison;

/**
 * Why one trial came to its outcome.
 *
 * @param exchangeId of the trial
 * @param time when the exchange ended; null where neither log nor evidence tells
 * @param queryClass null where neither log nor evidence tells
 * @param exchange as the log has it; null where it is no longer there
 * @param outcome as the log has it; null where it is no longer there, or none was written
 * @param decision why the outcome is what it is; null without an outcome
 * @param divergences as the log has them
 * @param evidence null where none is kept
 * @param steps every reply that is kept, in the order in which they came
 * @param places what comparing the first replies finds today; null without evidence
 * @param history the outcomes of the class in the log, oldest day first
 */
public record Explanation(
        String exchangeId,
        @Nullable Instant time,
        @Nullable String queryClass,
        AuditEvent.@Nullable Exchange exchange,
        AuditEvent.@Nullable QueryOutcome outcome,
        @Nullable String decision,
        List<AuditEvent.DivergenceFound> divergences,
        @Nullable Evidence evidence,
        List<Step> steps,
        @Nullable Comparison places,
        List<Day> history) {
    public Explanation {
        divergences = List.copyOf(divergences);
        steps = List.copyOf(steps);
        history = List.copyOf(history);
    }

    /**
     * One reply of a trial.
     *
     * @param offsetMicros after the primary's first reply
     * @param bytes null where no reply came
     * @param excerpt whether those are of an excerpt: of a large reply only rows that differ are kept
     * @param sameAs number of the first step of the same daemon with an equal reply, from 1; null where it is the first
     * @param verdictThen of comparing it when it came; null where it was not compared
     * @param now what comparing it with the other daemon's last reply finds today; null where there is none yet
     */
    public record Step(
            long offsetMicros,
            Asked asked,
            @Nullable Integer bytes,
            boolean excerpt,
            @Nullable Integer sameAs,
            @Nullable String verdictThen,
            @Nullable Comparison now) {}

    /** How many of each outcome there were on a day. */
    public record Day(LocalDate day, Map<Outcome, Long> counts) {}

    /** Whether anything is known of it. */
    public boolean isKnown() {
        return exchange != null || outcome != null || evidence != null;
    }
}
