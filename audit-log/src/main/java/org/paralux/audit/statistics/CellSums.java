package org.paralux.audit.statistics;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** What the cells of one class add up to. Not thread-safe. */
public final class CellSums {
    /** So that the same cells give the same bound. */
    private static final long SEED = 20_250_101;

    private static final int CELLS = 0;
    private static final int FAILED = 1;
    private static final int FAILED_WITHOUT_RULES = 2;

    private final CellTable table;
    private final Map<Long, long[]> blocks = new HashMap<>();
    private long failed;
    private long failedWithoutRules;
    private long once;
    private long twice;

    CellSums(CellTable table) {
        this.table = table;
        table.forEach(this::cell);
    }

    private void cell(long block, int times, boolean fails, boolean failsWithoutRules) {
        failed += fails ? 1 : 0;
        failedWithoutRules += failsWithoutRules ? 1 : 0;
        once += times == 1 ? 1 : 0;
        twice += times == 2 ? 1 : 0;
        long[] counts = blocks.computeIfAbsent(block, each -> new long[3]);
        counts[CELLS]++;
        counts[FAILED] += fails ? 1 : 0;
        counts[FAILED_WITHOUT_RULES] += failsWithoutRules ? 1 : 0;
    }

    public long all() {
        return table.size();
    }

    public long failed() {
        return failed;
    }

    public long once() {
        return once;
    }

    public long twice() {
        return twice;
    }

    /** Blocks in which a cell came first. */
    public long blocks() {
        return blocks.size();
    }

    /** Those of them that began at {@code micros} or later. */
    public long blocksSince(long micros) {
        return blocks.keySet().stream()
                .filter(block -> CellEvidence.beginOf(block) >= micros)
                .count();
    }

    /** Blocks that failed, each by the share of it that did. */
    public double failedBlocks() {
        return drawn(FAILED).failedShares();
    }

    /**
     * The bounds on the share that fails.
     *
     * @param anytime of the class's part of the level, as {@code oneLook}
     */
    public Bounds bounds(AnytimeBound anytime, OneLookBound oneLook) {
        Widths asItIs = widths(anytime, failed, drawn(FAILED));
        Widths withoutRules = widths(anytime, failedWithoutRules, drawn(FAILED_WITHOUT_RULES));
        return new Bounds(
                all(),
                failed,
                all() == 0 ? 0 : (double) failed / all(),
                asItIs.byCells(),
                asItIs.byBlocks(),
                asItIs.bootstrap(),
                asItIs.widest(),
                oneLook.upper(failed, all()),
                blocks(),
                withoutRules.widest(),
                failedWithoutRules,
                table.sampledOneIn());
    }

    /** Whether the widest of the bounds, which decides, is at most the acceptable share: quicker than to find them. */
    public boolean isShown(AnytimeBound anytime) {
        BlockBootstrap drawn = drawn(FAILED);
        return anytime.isShown((double) failed, (double) all())
                && anytime.isShown(drawn.failedShares(), (double) drawn.blocks())
                && drawn.upper(anytime.alpha(), new SplittableRandom(SEED)) <= anytime.acceptable();
    }

    /** The wider of those two bounds that hold at every look. */
    public double widerAnytime(AnytimeBound anytime) {
        BlockBootstrap drawn = drawn(FAILED);
        return Math.max(anytime.upper((double) failed, (double) all()), anytime.upper(drawn.failedShares(), (double)
                drawn.blocks()));
    }

    /** The bounds of which the widest decides. */
    private record Widths(double byCells, double byBlocks, double bootstrap) {
        double widest() {
            return Math.max(byCells, Math.max(byBlocks, bootstrap));
        }
    }

    private Widths widths(AnytimeBound anytime, long failures, BlockBootstrap drawn) {
        return new Widths(
                anytime.upper((double) failures, (double) all()),
                anytime.upper(drawn.failedShares(), (double) drawn.blocks()),
                drawn.upper(anytime.alpha(), new SplittableRandom(SEED)));
    }

    /** How many different cells there may be in all. */
    public double possibleCells() {
        return UnseenMass.possibleCells(all(), once(), twice());
    }

    /** How much of the traffic to come is of cells that were never seen. */
    public UnseenMass unseen(Growth growth, AnytimeBound anytime) {
        Growth.Later later = growth.later();
        return UnseenMass.of(growth.trials(), once(), later.trials(), later.newCells(), anytime);
    }

    private BlockBootstrap drawn(int failures) {
        BlockBootstrap bootstrap = new BlockBootstrap();
        blocks.values().forEach(counts -> bootstrap.add(counts[CELLS], counts[failures]));
        return bootstrap;
    }
}
