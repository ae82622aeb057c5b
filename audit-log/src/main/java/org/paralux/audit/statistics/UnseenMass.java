package org.paralux.audit.statistics;

/**
 * How much of the traffic to come is of cells that were never seen.
 *
 * @param estimate Good and Turing's: the share of trials whose cell came once
 * @param upper a bound: while the unseen mass was above it, each trial was new with at least that chance, so that among
 *     the later trials more would have been new. It holds while the traffic stays what it is
 */
public record UnseenMass(double estimate, double upper) {

    /**
     * The mass behind these counts.
     *
     * @param trials all
     * @param once cells that came once
     * @param laterTrials the last of the trials, about half of them
     * @param newAmongLater how many of those were of a cell that had not come before
     */
    public static UnseenMass of(long trials, long once, long laterTrials, long newAmongLater, AnytimeBound bound) {
        if (trials == 0) {
            return new UnseenMass(1, 1);
        }
        return new UnseenMass((double) once / trials, bound.upper((double) newAmongLater, (double) laterTrials));
    }

    /**
     * How many different cells there may be in all, by Chao: at least those that were seen.
     *
     * @param twice cells that came twice
     */
    public static double possibleCells(long seen, long once, long twice) {
        return seen + (once * (once - 1.0)) / (2.0 * (twice + 1.0));
    }
}
