package org.paralux.report.tally;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.statistics.IntervalQuantiles;
import org.paralux.audit.statistics.IntervalQuantiles.Quantile;
import org.paralux.audit.statistics.IntervalQuantiles.Step;

/**
 * How long the shadow took to catch up, in microseconds after the primary's reply was flushed. Nobody looks all the
 * time, so each quantile lies in an interval.
 *
 * @param stale trials that lagged
 * @param share their part of all trials
 * @param steps the whole distribution
 */
public record LagRow(
        long stale, double share, Quantile p50, Quantile p90, Quantile p99, Quantile max, List<Step> steps) {
    public LagRow {
        steps = List.copyOf(steps);
    }

    public static @Nullable LagRow of(LagTally tally, long trials) {
        if (tally.count() == 0) {
            return null;
        }
        IntervalQuantiles quantiles = tally.quantiles();
        return new LagRow(
                tally.count(),
                trials == 0 ? 0 : (double) tally.count() / trials,
                quantiles.at(0.5),
                quantiles.at(0.9),
                quantiles.at(0.99),
                quantiles.at(1),
                quantiles.steps());
    }

    /** Whether the 99th percentile may be longer: its upper end counts. */
    public boolean exceeds(Duration limit) {
        Long upTo = p99.upTo();
        return upTo == null || upTo > limit.toNanos() / 1000;
    }
}
