package org.paralux.qa.simulate.model;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How much later than written each version of the configuration is seen. Which lag a version has follows from the seed
 * and its number alone, so everybody who asks is told the same.
 *
 * @param seed decides where between {@code least} and {@code most} each lag is
 */
public record ReloadLag(Duration least, Duration most, long seed) {
    public static final ReloadLag NONE = always(Duration.ZERO);

    public ReloadLag {
        if (least.isNegative()) {
            throw new IllegalArgumentException("reloadLag: " + least + " (expected: >= 0)");
        }
        if (most.compareTo(least) < 0) {
            throw new IllegalArgumentException("reloadLag: " + least + ".." + most + " (expected: the least first)");
        }
    }

    /** The same for every version. */
    public static ReloadLag always(Duration lag) {
        return new ReloadLag(lag, lag, 0);
    }

    /** The lag of one version. */
    public Duration of(long version) {
        long span = most.minus(least).toNanos();
        long seedOfVersion = seed ^ (version * 0x9E37_79B9_7F4A_7C15L);
        return span == 0 ? least : least.plusNanos(new SplittableRandom(seedOfVersion).nextLong(span + 1));
    }
}
