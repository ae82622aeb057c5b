package org.paralux.proxy.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How durations are spread: how many there were up to 1, 2, 5, 10, … microseconds, to 100 seconds and beyond. Adding
 * one never waits. Thread-safe; a view taken meanwhile may lack the newest.
 */
public final class Spread {
    private static final long HIGHEST_DECADE = 100_000_000;

    /** The upper ends of the buckets but the last, which has none. In microseconds. */
    private static final List<Long> BOUNDS = LongStream.iterate(
                    1, decade -> decade <= HIGHEST_DECADE, decade -> decade * 10)
            .flatMap(decade -> LongStream.of(decade, 2 * decade, 5 * decade))
            .filter(bound -> bound <= HIGHEST_DECADE)
            .boxed()
            .toList();

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.size() + 1);
    private final LongAdder sum = new LongAdder();
    private final LongAccumulator max = new LongAccumulator(Math::max, 0);

    /**
     * How many durations are at most as long.
     *
     * @param upToMicros null for the last, which has no end
     */
    public record Bucket(@Nullable Long upToMicros, long count) {}

    /**
     * A spread at one moment.
     *
     * @param buckets from the shortest on, each without those before it
     * @param p50 null, as the others, where there is nothing; else at most this long, in microseconds
     * @param max exact
     */
    public record View(
            List<Bucket> buckets,
            long count,
            long sumMicros,
            @Nullable Long p50,
            @Nullable Long p90,
            @Nullable Long p99,
            @Nullable Long max) {
        public View {
            buckets = List.copyOf(buckets);
        }
    }

    public void addNanos(long nanos) {
        addMicros((nanos + 999) / TimeUnit.MICROSECONDS.toNanos(1));
    }

    public void addMicros(long micros) {
        counts.incrementAndGet(bucketOf(micros));
        sum.add(Math.max(0, micros));
        max.accumulate(micros);
    }

    private static int bucketOf(long micros) {
        int bucket = 0;
        while (bucket < BOUNDS.size() && micros > BOUNDS.get(bucket)) {
            bucket++;
        }
        return bucket;
    }

    public View view() {
        return view(
                LongStream.range(0, counts.length())
                        .map(i -> counts.get((int) i))
                        .boxed()
                        .toList(),
                sum.sum());
    }

    /** What came since {@code earlier}, a view of the same spread; its longest is known as far as the buckets tell. */
    public View since(View earlier) {
        List<Long> grown = new ArrayList<>();
        for (int i = 0; i < counts.length(); i++) {
            grown.add(counts.get(i) - earlier.buckets().get(i).count());
        }
        return view(grown, sum.sum() - earlier.sumMicros());
    }

    private View view(List<Long> each, long sumMicros) {
        List<Bucket> buckets = new ArrayList<>();
        long count = 0;
        for (int i = 0; i < each.size(); i++) {
            buckets.add(new Bucket(i < BOUNDS.size() ? BOUNDS.get(i) : null, each.get(i)));
            count += each.get(i);
        }
        boolean none = count == 0;
        long longest = max.get();
        return new View(
                buckets,
                count,
                sumMicros,
                none ? null : (Long) quantile(buckets, count, 0.5, longest),
                none ? null : (Long) quantile(buckets, count, 0.9, longest),
                none ? null : (Long) quantile(buckets, count, 0.99, longest),
                none ? null : (Long) longest);
    }

    private static long quantile(List<Bucket> buckets, long count, double share, long longest) {
        long wanted = (long) Math.ceil(share * count);
        long below = 0;
        for (Bucket bucket : buckets) {
            below += bucket.count();
            Long bound = bucket.upToMicros();
            if (below >= wanted && bound != null) {
                return Math.min(bound, longest);
            }
        }
        return longest;
    }
}
