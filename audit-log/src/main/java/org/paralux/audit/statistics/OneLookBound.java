package org.paralux.audit.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The bound of Clopper and Pearson. It is valid for one look, at a time chosen before: looked at after every trial it
 * fails in 31 % of runs where it promises 5 %. So it is shown beside others and decides nothing.
 *
 * @param alpha how often it may fail
 */
public record OneLookBound(double alpha) {
    public OneLookBound {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha: " + alpha + " (expected: between 0 and 1)");
        }
    }

    /** The largest share under which so few failures are no surprise. */
    public double upper(long failed, long all) {
        if (failed < 0 || failed > all) {
            throw new IllegalArgumentException("failed: " + failed + " of " + all + " (expected: 0 to all)");
        }
        if (failed == all) {
            return 1;
        }
        return BetaDistribution.of(failed + 1.0, (double) (all - failed)).inverseSurvivalProbability(alpha);
    }

    /** How many, all of them clean, bring the bound down to {@code acceptable}. */
    public long cleanNeeded(double acceptable) {
        return (long) Math.ceil(Math.log(alpha) / Math.log1p(-acceptable));
    }
}
