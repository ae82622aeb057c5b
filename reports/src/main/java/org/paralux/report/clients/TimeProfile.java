package org.paralux.report.clients;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.report.clients.Presence.Sample;

/**
 * When one client sent its queries, in constant memory: the first and the last, the longest silence between two, the
 * beginnings of the last visits, and a histogram of {@value #BUCKETS} equal buckets that starts fine and doubles the
 * width of its buckets whenever time outgrows it.
 *
 * <p>Times may go back a little, as those of a query whose client is explained late do. Not thread-safe.
 */
final class TimeProfile {
    private static final int BUCKETS = 256;
    private static final int SAMPLES = 3;

    /** A rising or falling count differs by this factor at least, and by more than chance would do. */
    private static final double CHANGE = 1.5;

    private static final long FEWEST_FOR_A_TREND = 8;
    private static final int SILENCES_FOR_GONE = 3;
    private static final long SHORTEST_SILENCE = 10 * Micros.MINUTE;

    private final Rhythm rhythm = new Rhythm();
    private final long[] buckets = new long[BUCKETS];
    private final long[] sampleTimes = new long[SAMPLES];
    private final @Nullable String[] sampleExchanges = new @Nullable String[SAMPLES];
    private final int[] samplePids = new int[SAMPLES];
    private long bucketMicros = Micros.SECOND;
    private long origin;
    private long count;
    private long visits;
    private long first;
    private long last;
    private long longestSilence;

    void add(long micros, String exchange, int pid) {
        if (count == 0) {
            origin = micros;
            first = micros;
            visit(micros, exchange, pid);
        } else if (micros > last) {
            longestSilence = Math.max(longestSilence, micros - last);
            if (micros - last >= Micros.MINUTE) {
                visit(micros, exchange, pid);
            }
        }
        first = Math.min(first, micros);
        last = count == 0 ? micros : Math.max(last, micros);
        count++;
        rhythm.add(micros);
        buckets[bucketOf(micros)]++;
    }

    private void visit(long micros, String exchange, int pid) {
        int slot = (int) (visits % SAMPLES);
        sampleTimes[slot] = micros;
        sampleExchanges[slot] = exchange;
        samplePids[slot] = pid;
        visits++;
    }

    private int bucketOf(long micros) {
        long bucket = Math.max(0, micros - origin) / bucketMicros;
        while (bucket >= BUCKETS) {
            for (int i = 0; i < BUCKETS / 2; i++) {
                buckets[i] = buckets[2 * i] + buckets[2 * i + 1];
            }
            for (int i = BUCKETS / 2; i < BUCKETS; i++) {
                buckets[i] = 0;
            }
            bucketMicros *= 2;
            bucket /= 2;
        }
        return (int) bucket;
    }

    long count() {
        return count;
    }

    /**
     * @param observedFrom when anybody began to look
     * @param observedUntil when looking ended
     * @param seenBefore the client is known from before {@code observedFrom}
     */
    Presence presence(long observedFrom, long observedUntil, boolean seenBefore) {
        return new Presence(
                Micros.toInstant(first),
                Micros.toInstant(last),
                visits,
                perHour(),
                rhythm.period(),
                rhythm.backSince(),
                trend(observedFrom, observedUntil, seenBefore),
                samples());
    }

    private @Nullable Double perHour() {
        long span = last - first;
        return span < Micros.MINUTE ? null : (count - 1) * (double) Micros.HOUR / span;
    }

    private Trend trend(long observedFrom, long observedUntil, boolean seenBefore) {
        if (rhythm.isSilentBy(observedUntil)) {
            return Trend.FIXED;
        }
        if (rhythm.backSince() != null) {
            return Trend.BACK;
        }
        boolean hasRhythm = visits > 2 || (visits == 1 && last - first >= SHORTEST_SILENCE);
        long silence = observedUntil - last;
        if (hasRhythm
                && rhythm.period() == null
                && silence > Math.max(SHORTEST_SILENCE, SILENCES_FOR_GONE * longestSilence)) {
            return Trend.GONE;
        }
        long observed = observedUntil - observedFrom;
        if (!seenBefore && observed >= Micros.HOUR && first - observedFrom > observed / 4 * 3) {
            return Trend.NEW;
        }
        if (count < FEWEST_FOR_A_TREND || !hasRhythm) {
            return Trend.UNCLEAR;
        }
        double earlier = countBefore(first + (last - first) / 2);
        double later = count - earlier;
        if (Math.abs(later - earlier) <= 2 * Math.sqrt((double) count)) {
            return Trend.STEADY;
        }
        if (later >= CHANGE * earlier) {
            return Trend.RISING;
        }
        return earlier >= CHANGE * later ? Trend.FALLING : Trend.STEADY;
    }

    /** Queries before {@code micros}; those in its bucket count by the part of the bucket before it. */
    private double countBefore(long micros) {
        long offset = Math.max(0, micros - origin);
        int whole = (int) Math.min(offset / bucketMicros, BUCKETS - 1L);
        double before = 0;
        for (int i = 0; i < whole; i++) {
            before += buckets[i];
        }
        return before + buckets[whole] * ((offset - whole * bucketMicros) / (double) bucketMicros);
    }

    private List<Sample> samples() {
        List<Sample> samples = new ArrayList<>(SAMPLES);
        for (long visit = Math.max(0, visits - SAMPLES); visit < visits; visit++) {
            int slot = (int) (visit % SAMPLES);
            String exchange = sampleExchanges[slot];
            if (exchange != null) {
                samples.add(new Sample(Micros.toInstant(sampleTimes[slot]), exchange, samplePids[slot]));
            }
        }
        return samples;
    }
}
