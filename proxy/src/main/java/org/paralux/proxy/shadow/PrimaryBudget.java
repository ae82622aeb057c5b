package org.paralux.proxy.shadow;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How often settling may ask the primary, whose clients come first: once a second, in 2 % of what its clients ask (with
 * a little for a quiet time), for live classes once in 30 s, and not at all while it is slower than usual or has many
 * requests under way: masterd has sixteen workers.
 *
 * <p>Thread-safe.
 */
final class PrimaryBudget {
    private static final double SHARE = 0.02;
    private static final double IN_QUIET_TIMES_PER_SECOND = 0.2;
    private static final double BURST = 30;
    private static final int LATENCIES = 512;

    /** So many of the last say how fast it is now, if they are not older than that. */
    private static final int RECENT = 16;

    private static final Duration RECENT_FOR = Duration.ofSeconds(10);

    /** Fewer say nothing. */
    private static final int FEWEST = 4;

    /** A primary that answers faster than this is not in trouble, whatever its median is. */
    private static final long NEVER_SLOW_NANOS = Duration.ofMillis(20).toNanos();

    private final TokenBucket rate;
    private final TokenBucket share;
    private final TokenBucket live;
    private final int busyRequests;
    private final IntSupplier requestsUnderWay;
    private final LongSupplier nanoClock;
    private final long[] latencies = new long[LATENCIES];
    private final long[] times = new long[LATENCIES];
    private long count;
    private long medianNanos = Long.MAX_VALUE / 2;

    /** @param requestsUnderWay how many the primary has not answered yet */
    PrimaryBudget(ShadowSettings.Budget budget, IntSupplier requestsUnderWay, LongSupplier nanoClock) {
        this.busyRequests = budget.busyRequests();
        this.requestsUnderWay = requestsUnderWay;
        this.nanoClock = nanoClock;
        rate = new TokenBucket(1, 5, nanoClock);
        share = new TokenBucket(IN_QUIET_TIMES_PER_SECOND, BURST, nanoClock);
        live = TokenBucket.onceIn(budget.livePrimary(), 1, nanoClock);
    }

    /** A client's exchange is over. */
    synchronized void observed(long latencyNanos) {
        share.add(SHARE);
        if (latencyNanos < 0) {
            return;
        }
        int slot = (int) (count++ % LATENCIES);
        latencies[slot] = latencyNanos;
        times[slot] = nanoClock.getAsLong();
        if (count % (LATENCIES / 4) == 0) {
            long[] sorted = Arrays.copyOf(latencies, (int) Math.min(count, LATENCIES));
            Arrays.sort(sorted);
            medianNanos = sorted[sorted.length / 2];
        }
    }

    synchronized boolean lets(boolean isLive) {
        boolean lets = requestsUnderWay.getAsInt() < busyRequests
                && !isSlow()
                && (!isLive || live.has())
                && share.has()
                && rate.has();
        // What one of them lets and another does not costs neither.
        return lets && (!isLive || live.take()) && share.take() && rate.take();
    }

    /** Whether it can be asked in place of a client, which the shadow answered: that it would have had to do anyway. */
    synchronized boolean letsInstead(boolean isLive) {
        return requestsUnderWay.getAsInt() < busyRequests && !isSlow() && (!isLive || live.take());
    }

    /** Of a time in which nobody asked nothing is known, and then it has time. */
    private boolean isSlow() {
        long oldest = nanoClock.getAsLong() - RECENT_FOR.toNanos();
        long sum = 0;
        int recent = 0;
        for (long i = count - 1; i >= 0 && recent < RECENT && times[(int) (i % LATENCIES)] >= oldest; i--) {
            sum += latencies[(int) (i % LATENCIES)];
            recent++;
        }
        long mean = recent < FEWEST ? 0 : sum / recent;
        return mean > NEVER_SLOW_NANOS && mean > 2 * medianNanos;
    }
}
