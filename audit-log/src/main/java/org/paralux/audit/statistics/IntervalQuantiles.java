package org.paralux.audit.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of what is only known to lie in intervals: Turnbull's non-parametric maximum likelihood. The likelihood puts
 * all mass into the innermost intervals, those that begin with a left end and end with the next right end, and says
 * nothing of where in such an interval it lies; so a quantile is an interval itself.
 */
public final class IntervalQuantiles {
    private static final double CHANGE = 1e-10;
    private static final int MOST_STEPS = 5_000;

    private final long[] left;
    private final long[] right;
    private final double[] mass;

    private IntervalQuantiles(long[] left, long[] right, double[] mass) {
        this.left = left;
        this.right = right;
        this.mass = mass;
    }

    /**
     * So many observations in one interval.
     *
     * @param after the value is larger; or it is {@code upTo}, where the two are equal
     * @param upTo the value is not larger; null where nothing bounds it
     */
    public record Censored(long after, @Nullable Long upTo, double weight) {
        public Censored {
            if (upTo != null && upTo < after) {
                throw new IllegalArgumentException("upTo: " + upTo + " (expected: >= after, " + after + ")");
            }
            if (!(weight > 0)) {
                throw new IllegalArgumentException("weight: " + weight + " (expected: > 0)");
            }
            after = upTo != null && upTo == after ? after - 1 : after;
        }

        long end() {
            return upTo == null ? Long.MAX_VALUE : upTo;
        }
    }

    /**
     * Where the value lies of which a share is not larger.
     *
     * @param upTo null where nothing bounds it
     */
    public record Quantile(long after, @Nullable Long upTo) {}

    /** The estimate from these observations. */
    public static IntervalQuantiles of(Collection<Censored> observations) {
        List<long[]> innermost = innermost(observations);
        long[] left = innermost.stream().mapToLong(each -> each[0]).toArray();
        long[] right = innermost.stream().mapToLong(each -> each[1]).toArray();
        double[] mass = new double[left.length];
        Arrays.fill(mass, 1.0 / Math.max(1, mass.length));
        IntervalQuantiles result = new IntervalQuantiles(left, right, mass);
        result.maximise(observations);
        return result;
    }

    /** The pairs of a left end and the next right end, with no other end between them. */
    private static List<long[]> innermost(Collection<Censored> observations) {
        TreeSet<Long> lefts = new TreeSet<>();
        TreeSet<Long> rights = new TreeSet<>();
        observations.forEach(each -> {
            lefts.add(each.after());
            rights.add(each.end());
        });
        List<long[]> innermost = new ArrayList<>();
        for (long end : rights) {
            Long begin = lefts.lower(end);
            if (begin == null) {
                continue;
            }
            Long between = rights.lower(end);
            if (between == null || between <= begin) {
                innermost.add(new long[] {begin, end});
            }
        }
        return innermost;
    }

    /** Self-consistency: each observation is shared out among the innermost intervals that it covers, by their mass. */
    private void maximise(Collection<Censored> observations) {
        double all = observations.stream().mapToDouble(Censored::weight).sum();
        int[][] covered = observations.stream().map(this::covered).toArray(int[][]::new);
        double[] weights = observations.stream().mapToDouble(Censored::weight).toArray();
        double[] next = new double[mass.length];
        for (int step = 0; step < MOST_STEPS; step++) {
            Arrays.fill(next, 0);
            for (int i = 0; i < covered.length; i++) {
                share(covered[i], weights[i] / all, next);
            }
            double change = 0;
            for (int j = 0; j < mass.length; j++) {
                change = Math.max(change, Math.abs(next[j] - mass[j]));
                mass[j] = next[j];
            }
            if (change < CHANGE) {
                return;
            }
        }
    }

    private void share(int[] range, double weight, double[] next) {
        double sum = 0;
        for (int j = range[0]; j < range[1]; j++) {
            sum += mass[j];
        }
        for (int j = range[0]; sum > 0 && j < range[1]; j++) {
            next[j] += weight * mass[j] / sum;
        }
    }

    /** The innermost intervals inside an observation, from the first to before the last. */
    private int[] covered(Censored observation) {
        int first = 0;
        while (first < left.length && left[first] < observation.after()) {
            first++;
        }
        int last = first;
        while (last < right.length && right[last] <= observation.end()) {
            last++;
        }
        return new int[] {first, last};
    }

    public boolean isEmpty() {
        return mass.length == 0;
    }

    /** Where the quantile {@code share} lies; of nothing, anywhere. */
    public Quantile at(double share) {
        double sum = 0;
        for (int j = 0; j < mass.length; j++) {
            sum += mass[j];
            if (sum >= share - CHANGE || j == mass.length - 1) {
                return new Quantile(left[j], right[j] == Long.MAX_VALUE ? null : (Long) right[j]);
            }
        }
        return new Quantile(0, null);
    }

    /** The steps of the distribution, where it has any mass: up to each end, at least so much of it. */
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        double sum = 0;
        for (int j = 0; j < mass.length; j++) {
            sum += mass[j];
            if (mass[j] > CHANGE) {
                steps.add(new Step(left[j], right[j] == Long.MAX_VALUE ? null : (Long) right[j], Math.min(1, sum)));
            }
        }
        return steps;
    }

    /** Between {@code after} and {@code upTo} the distribution rises to {@code share}, nobody knows where. */
    public record Step(long after, @Nullable Long upTo, double share) {}
}
