package org.paralux.report.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.statistics.IntervalQuantiles;
import org.paralux.audit.statistics.IntervalQuantiles.Censored;

/**
 * Lags, each known to lie between two looks. The ends are rounded outwards to two digits, so no interval becomes wrong;
 * where there are too many different ones all the same, to one digit. Not thread-safe.
 */
public final class LagTally {
    private static final int MOST_INTERVALS = 4096;
    private static final long OPEN = -1;

    private Map<Interval, long[]> intervals = new HashMap<>();
    private long coarseness = 10;
    private long count;

    /** @param upTo {@link #OPEN} where nothing bounds it */
    private record Interval(long after, long upTo) {}

    /**
     * Takes one lag.
     *
     * @param after null where no last difference was timed
     * @param upTo null where it never caught up while somebody looked
     */
    public void add(@Nullable Long after, @Nullable Long upTo) {
        count++;
        add(after == null ? 0 : after, upTo == null ? OPEN : upTo, 1);
    }

    private void add(long after, long upTo, long times) {
        Interval interval = new Interval(down(after), upTo == OPEN ? OPEN : up(upTo));
        intervals.computeIfAbsent(interval, each -> new long[1])[0] += times;
        if (intervals.size() > MOST_INTERVALS && coarseness > 1) {
            coarsen();
        }
    }

    private void coarsen() {
        Map<Interval, long[]> fine = intervals;
        intervals = new HashMap<>();
        coarseness = 1;
        fine.forEach((interval, times) -> add(interval.after(), interval.upTo(), times[0]));
    }

    private long down(long value) {
        long unit = unit(value);
        return value / unit * unit;
    }

    private long up(long value) {
        long unit = unit(value);
        return (value + unit - 1) / unit * unit;
    }

    private long unit(long value) {
        long unit = 1;
        while (value / unit >= 10 * coarseness) {
            unit *= 10;
        }
        return unit;
    }

    /** Takes all of another's. */
    public void addAll(LagTally other) {
        count += other.count;
        other.intervals.forEach((interval, times) -> add(interval.after(), interval.upTo(), times[0]));
    }

    public long count() {
        return count;
    }

    /** What can be said of all of them together. */
    public IntervalQuantiles quantiles() {
        List<Censored> observations = new ArrayList<>(intervals.size());
        intervals.forEach((interval, times) -> observations.add(
                new Censored(interval.after(), interval.upTo() == OPEN ? null : (Long) interval.upTo(), times[0])));
        return IntervalQuantiles.of(observations);
    }
}
