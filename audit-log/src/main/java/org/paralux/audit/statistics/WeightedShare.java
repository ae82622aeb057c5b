package org.paralux.audit.statistics;

/**
 * A share of the traffic, from trials of which each was taken with a known chance: each stands for {@code 1 / chance}
 * queries. Not thread-safe.
 */
public final class WeightedShare {
    private double all;
    private double counted;

    /** Takes one trial. */
    public void add(double chance, boolean counts) {
        if (!(chance > 0 && chance <= 1)) {
            throw new IllegalArgumentException("chance: " + chance + " (expected: above 0, up to 1)");
        }
        all += 1 / chance;
        counted += counts ? 1 / chance : 0;
    }

    /** For how many queries the trials stand. */
    public double represented() {
        return all;
    }

    public double share() {
        return all == 0 ? 0 : counted / all;
    }
}
