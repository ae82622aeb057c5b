package org.paralux.audit.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How far a share of failures might move if other blocks had come: blocks of cells that belong together are drawn again,
 * with replacement, as many as there were. What fails together is drawn together, so the bound is wide where failures
 * come in bunches. Without a single failure there is nothing to draw, and it is 0.
 *
 * <p>Blocks that are alike are drawn at once, by their number. Not thread-safe.
 */
public final class BlockBootstrap {
    /** Under so few blocks the bound is too narrow to be trusted. */
    public static final int FEW_BLOCKS = 20;

    private static final int DRAWS = 1000;

    private final Map<Block, Long> blocks = new TreeMap<>();
    private long count;
    private double shares;

    /** So many cells of one block, and how many of them failed. */
    private record Block(long cells, long failed) implements Comparable<Block> {
        @Override
        public int compareTo(Block other) {
            return cells == other.cells ? Long.compare(failed, other.failed) : Long.compare(cells, other.cells);
        }
    }

    public void add(long cells, long failed) {
        if (failed < 0 || failed > cells) {
            throw new IllegalArgumentException("failed: " + failed + " of " + cells + " (expected: 0 to all)");
        }
        if (cells == 0) {
            return;
        }
        blocks.merge(new Block(cells, failed), 1L, Long::sum);
        count++;
        shares += (double) failed / cells;
    }

    public long blocks() {
        return count;
    }

    /** The sum, over the blocks, of the share of each that failed. */
    public double failedShares() {
        return shares;
    }

    /**
     * The share of failures that only {@code alpha} of the draws exceed.
     *
     * @param random so that the same blocks give the same bound
     */
    public double upper(double alpha, RandomGenerator random) {
        if (shares == 0) {
            return 0;
        }
        double[] drawn = new double[DRAWS];
        List<Map.Entry<Block, Long>> kinds = new ArrayList<>(blocks.entrySet());
        for (int i = 0; i < DRAWS; i++) {
            drawn[i] = draw(kinds, random::nextLong);
        }
        Arrays.sort(drawn);
        return drawn[Math.min(DRAWS - 1, (int) Math.ceil((1 - alpha) * DRAWS))];
    }

    private double draw(List<Map.Entry<Block, Long>> kinds, UniformRandomProvider random) {
        long toDraw = count;
        long left = count;
        double cells = 0;
        double failed = 0;
        for (Map.Entry<Block, Long> kind : kinds) {
            int times = binomial((int) toDraw, Math.min(1.0, (double) kind.getValue() / left), random);
            cells += (double) times * kind.getKey().cells();
            failed += (double) times * kind.getKey().failed();
            toDraw -= times;
            left -= kind.getValue();
        }
        return cells == 0 ? 0 : failed / cells;
    }

    private static int binomial(int trials, double share, UniformRandomProvider random) {
        return trials == 0
                ? 0
                : BinomialDistribution.of(trials, share).createSampler(random).sample();
    }
}
