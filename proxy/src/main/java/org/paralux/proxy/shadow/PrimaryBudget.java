package org.paralux.proxy.shadow;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * How often settling may ask the primary, whose clients come first: once a second, in 2 % of what its clients ask (with
 * a little for a quiet time), for live classes once in 30 s, and not at all while it is slower than usual.
 *
 * <p>Thread-safe.
 */
final class PrimaryBudget {
    private static final double SHARE = 0.02;
    private static final double IN_QUIET_TIMES_PER_SECOND = 0.2;
    private static final double BURST = 30;
    private static final Duration LIVE_INTERVAL = Duration.ofSeconds(30);
    private static final int LATENCIES = 512;
    private static final int RECENT = 16;

    /** A primary that answers faster than this is not in trouble, whatever its median is. */
    private static final long NEVER_SLOW_NANOS = Duration.ofMillis(20).toNanos();

    private final TokenBucket rate;
    private final TokenBucket share;
    private final TokenBucket live;
    private final long[] latencies = new long[LATENCIES];
    private long count;
    private long medianNanos = Long.MAX_VALUE / 2;

    PrimaryBudget(LongSupplier nanoClock) {
        rate = new TokenBucket(1, 5, nanoClock);
        share = new TokenBucket(IN_QUIET_TIMES_PER_SECOND, BURST, nanoClock);
        live = new TokenBucket(1.0 / LIVE_INTERVAL.toSeconds(), 1, nanoClock);
    }

    /** A client's exchange is over. */
    synchronized void observed(long latencyNanos) {
        share.add(SHARE);
        if (latencyNanos < 0) {
            return;
        }
        latencies[(int) (count++ % LATENCIES)] = latencyNanos;
        if (count % (LATENCIES / 4) == 0) {
            long[] sorted = Arrays.copyOf(latencies, (int) Math.min(count, LATENCIES));
            Arrays.sort(sorted);
            medianNanos = sorted[sorted.length / 2];
        }
    }

    synchronized boolean lets(boolean isLive) {
        return !isSlow() && (!isLive || live.take()) && share.take() && rate.take();
    }

    private boolean isSlow() {
        if (count < RECENT) {
            return false;
        }
        long sum = 0;
        for (long i = count - RECENT; i < count; i++) {
            sum += latencies[(int) (i % LATENCIES)];
        }
        long recent = sum / RECENT;
        return recent > NEVER_SLOW_NANOS && recent > 2 * medianNanos;
    }
}
