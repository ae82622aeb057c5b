package org.paralux.proxy.gate;

/**
 * Whether the shadow is slow: in at most half of all pairs may it take longer than so many times the primary's own time,
 * and two milliseconds. A daemon that is asked second finds warm caches, so a pair counts as one half of two: one in which
 * the primary was asked first and one in which the shadow was. Where the shadow is always asked first, as in split, there is
 * no second half, and it must be slower than twice the limit to breach.
 *
 * <p>Not thread-safe.
 */
final class LatencyWatch {
    private static final double HALF = 0.5;
    private static final double MOST = 0.8;
    private static final long SLACK_MICROS = 2_000;
    private static final int SAME_ORDER = 64;

    private final double ratio;
    private final ShareWatch balanced;
    private final ShareWatch shadowFirst;
    private double openPrimaryFirst = Double.NaN;
    private double openShadowFirst = Double.NaN;
    private int shadowFirstInARow;
    private long pairs;
    private long slow;

    LatencyWatch(double ratio, double alpha, int minimum) {
        this.ratio = ratio;
        this.balanced = new ShareWatch(HALF, MOST, alpha, minimum);
        this.shadowFirst = new ShareWatch(HALF, MOST, alpha, minimum);
    }

    /** Takes a pair; whether the shadow is too slow by now. */
    boolean add(long micros, boolean isShadowFirst, long primaryMicros, long shadowMicros) {
        boolean isSlow = shadowMicros > ratio * primaryMicros + SLACK_MICROS;
        pairs++;
        slow += isSlow ? 1 : 0;
        if (isShadowFirst) {
            openShadowFirst = isSlow ? 1 : 0;
            shadowFirstInARow++;
        } else {
            openPrimaryFirst = isSlow ? 1 : 0;
            shadowFirstInARow = 0;
        }
        boolean alone = false;
        if (shadowFirstInARow > SAME_ORDER) {
            alone = shadowFirst.add(micros, shadowMicros > 2 * ratio * primaryMicros + SLACK_MICROS);
        }
        boolean both = false;
        if (!Double.isNaN(openPrimaryFirst) && !Double.isNaN(openShadowFirst)) {
            both = balanced.add(micros, (openPrimaryFirst + openShadowFirst) / 2);
            openPrimaryFirst = Double.NaN;
            openShadowFirst = Double.NaN;
        }
        return both || alone;
    }

    boolean isShown() {
        return balanced.isShown();
    }

    String found() {
        String said = "slower than " + Figures.times(ratio) + " in " + Figures.of(slow, pairs) + " pairs";
        return balanced.all() == 0
                ? said + ", indicative: the same daemon was always asked first"
                : said + ", " + balanced.all() + " of them balanced";
    }
}
