package org.paralux.report.tally;

import org.jspecify.annotations.Nullable;

/**
 * Microseconds, counted in classes that are at most 1/32 wide: enough for every quantile, in 16 KiB whatever comes. Not
 * thread-safe.
 */
public final class Durations {
    private static final int FINE_BITS = 5;
    private static final int FINE = 1 << FINE_BITS;
    private static final int CLASSES = FINE * (Long.SIZE - FINE_BITS);

    private final long[] counts = new long[CLASSES];
    private long count;
    private long max;

    public void add(long micros) {
        long value = Math.max(0, micros);
        counts[classOf(value)]++;
        count++;
        max = Math.max(max, value);
    }

    private static int classOf(long value) {
        if (value < FINE) {
            return (int) value;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - FINE_BITS;
        return FINE * (shift + 1) + (int) (value >>> shift) - FINE;
    }

    /** The largest value of a class. */
    private static long endOf(int index) {
        if (index < FINE) {
            return index;
        }
        int shift = index / FINE - 1;
        return ((long) (index % FINE + FINE + 1) << shift) - 1;
    }

    public long count() {
        return count;
    }

    /** These quantiles; null where nothing was counted. */
    public @Nullable Spread spread() {
        return count == 0 ? null : new Spread(count, quantile(0.5), quantile(0.9), quantile(0.99), max);
    }

    private long quantile(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * count));
        long sum = 0;
        for (int i = 0; i < CLASSES; i++) {
            sum += counts[i];
            if (sum >= wanted) {
                return Math.min(max, endOf(i));
            }
        }
        return max;
    }

    /** How so many durations spread, in microseconds, each rounded up by 1/32 at most. */
    public record Spread(long count, long p50, long p90, long p99, long max) {}
}
