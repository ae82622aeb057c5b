package org.paralux.report.readiness;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.paralux.report.statistics.BlockBootstrap;
import org.paralux.report.tally.CellTable;

/** What the cells of one class add up to. Not thread-safe. */
final class CellSums {
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

    long all() {
        return table.size();
    }

    long failed() {
        return failed;
    }

    long once() {
        return once;
    }

    long twice() {
        return twice;
    }

    /** Blocks in which a cell came first. */
    long blocks() {
        return blocks.size();
    }

    /** Those of them that began at {@code micros} or later. */
    long blocksSince(long micros) {
        return blocks.keySet().stream()
                .filter(block -> ClassEvidence.beginOf(block) >= micros)
                .count();
    }

    /** Blocks that failed, each by the share of it that did. */
    double failedBlocks() {
        return drawn(FAILED).failedShares();
    }

    Bounds bounds(Standard standard) {
        Widths asItIs = widths(standard, failed, drawn(FAILED));
        Widths withoutRules = widths(standard, failedWithoutRules, drawn(FAILED_WITHOUT_RULES));
        return new Bounds(
                all(),
                failed,
                all() == 0 ? 0 : (double) failed / all(),
                asItIs.byCells(),
                asItIs.byBlocks(),
                asItIs.bootstrap(),
                asItIs.widest(),
                standard.oneLook().upper(failed, all()),
                blocks(),
                withoutRules.widest(),
                failedWithoutRules,
                table.sampledOneIn());
    }

    /** The bounds of which the widest decides. */
    private record Widths(double byCells, double byBlocks, double bootstrap) {
        double widest() {
            return Math.max(byCells, Math.max(byBlocks, bootstrap));
        }
    }

    private Widths widths(Standard standard, long failures, BlockBootstrap drawn) {
        return new Widths(
                standard.anytime().upper((double) failures, (double) all()),
                standard.anytime().upper(drawn.failedShares(), (double) drawn.blocks()),
                drawn.upper(standard.alpha(), new SplittableRandom(SEED)));
    }

    private BlockBootstrap drawn(int failures) {
        BlockBootstrap bootstrap = new BlockBootstrap();
        blocks.values().forEach(counts -> bootstrap.add(counts[CELLS], counts[failures]));
        return bootstrap;
    }
}
