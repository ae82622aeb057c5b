package org.paralux.audit.statistics;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Bounds on a share that hold at every look at once, however often one looks and whenever one stops: the beta-binomial
 * mixture martingale. With {@code k} of {@code n} failed, a share {@code p} is refuted once
 *
 * <pre>
 * B(k + ½, n - k + b) / (B(½, b) pᵏ (1 - p)ⁿ⁻ᵏ)  ≥  1 / α,      b = ½ / p₀
 * </pre>
 *
 * <p>The mixture Beta(½, b) is fixed before the first look, with its mean near {@code p₀}, so that few failures decide
 * soonest. {@code k} and {@code n} may be sums of shares, each in 0 to 1: a block of any size counts as one then, and
 * what happens inside it may hang together as it likes (Hoeffding's convexity makes each factor no larger in the mean).
 *
 * @param alpha how often the bound may fail, over all looks together
 * @param acceptable p₀, the share that decides
 */
public record AnytimeBound(double alpha, double acceptable) {
    private static final double HALF = 0.5;

    /** A bound is found to this part of itself. */
    private static final double PRECISION = 1e-12;

    private static final int MOST_CLEAN = 1 << 30;

    public AnytimeBound {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha: " + alpha + " (expected: between 0 and 1)");
        }
        if (!(acceptable > 0 && acceptable < 1)) {
            throw new IllegalArgumentException("acceptable: " + acceptable + " (expected: between 0 and 1)");
        }
    }

    /** The logarithm of the evidence against {@code share}. */
    public double logEvidence(double failed, double all, double share) {
        double clean = all - failed;
        double b = HALF / acceptable;
        double mixture = LogBeta.value(failed + HALF, clean + b) - LogBeta.value(HALF, b);
        double likelihood = times(failed, Math.log(share)) + times(clean, Math.log1p(-share));
        return mixture - likelihood;
    }

    /** By what the evidence against {@code share} grows with the next one, which fails or does not. */
    public double factor(long failed, long all, boolean fails, double share) {
        double b = HALF / acceptable;
        double expected = (fails ? failed + HALF : all - failed + b) / (all + HALF + b);
        return expected / (fails ? share : 1 - share);
    }

    /** So that nothing of the impossible is nothing. */
    private static double times(double count, double logarithm) {
        return count == 0 ? 0 : count * logarithm;
    }

    /** The largest share that is not refuted; 1 while nothing is known. */
    public double upper(double failed, double all) {
        check(failed, all);
        if (!isRefuted(failed, all, 1)) {
            return 1;
        }
        double kept = all == 0 ? 0 : failed / all;
        double refuted = 1;
        while (refuted - kept > PRECISION * refuted) {
            double middle = (kept + refuted) / 2;
            if (isRefuted(failed, all, middle)) {
                refuted = middle;
            } else {
                kept = middle;
            }
        }
        return refuted;
    }

    /** The smallest share that is not refuted. */
    public double lower(double failed, double all) {
        check(failed, all);
        if (!isRefuted(failed, all, 0)) {
            return 0;
        }
        double refuted = 0;
        double kept = failed / all;
        while (kept - refuted > PRECISION * kept) {
            double middle = (kept + refuted) / 2;
            if (isRefuted(failed, all, middle)) {
                refuted = middle;
            } else {
                kept = middle;
            }
        }
        return refuted;
    }

    private boolean isRefuted(double failed, double all, double share) {
        return logEvidence(failed, all, share) >= -Math.log(alpha);
    }

    /** Whether the upper bound is at most the acceptable share: quicker than to find the bound. */
    public boolean isShown(double failed, double all) {
        check(failed, all);
        return isEnough(failed, all, 0);
    }

    /**
     * How many more, all of them clean, bring the upper bound down to the acceptable share.
     *
     * @return 0 where it is there already
     */
    public long cleanNeeded(double failed, double all) {
        check(failed, all);
        if (isEnough(failed, all, 0)) {
            return 0;
        }
        long enough = 1;
        while (!isEnough(failed, all, enough)) {
            if (enough >= MOST_CLEAN) {
                return Long.MAX_VALUE;
            }
            enough *= 2;
        }
        long tooFew = enough / 2;
        while (enough - tooFew > 1) {
            long middle = (tooFew + enough) >>> 1;
            if (isEnough(failed, all, middle)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    private boolean isEnough(double failed, double all, long clean) {
        double more = all + clean;
        return more > 0 && failed / more < acceptable && isRefuted(failed, more, acceptable);
    }

    private static void check(double failed, double all) {
        if (!(failed >= 0 && failed <= all)) {
            throw new IllegalArgumentException("failed: " + failed + " of " + all + " (expected: 0 to all)");
        }
    }
}
