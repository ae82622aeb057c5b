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
        counts[0]++;
        counts[1] += fails ? 1 : 0;
        counts[2] += failsWithoutRules ? 1 : 0;
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

    Bounds bounds(Standard standard) {
        BlockBootstrap asItIs = bootstrap(1);
        double anytime = standard.anytime().upper((double) failed, (double) all());
        double bootstrap = asItIs.upper(standard.alpha(), new SplittableRandom(SEED));
        double withoutRules = Math.max(
                standard.anytime().upper((double) failedWithoutRules, (double) all()),
                bootstrap(2).upper(standard.alpha(), new SplittableRandom(SEED)));
        return new Bounds(
                all(),
                failed,
                all() == 0 ? 0 : (double) failed / all(),
                anytime,
                bootstrap,
                Math.max(anytime, bootstrap),
                standard.oneLook().upper(failed, all()),
                standard.anytime().upper(asItIs.failedShares(), (double) asItIs.blocks()),
                asItIs.blocks(),
                withoutRules,
                failedWithoutRules,
                table.sampledOneIn());
    }

    private BlockBootstrap bootstrap(int failures) {
        BlockBootstrap bootstrap = new BlockBootstrap();
        blocks.values().forEach(counts -> bootstrap.add(counts[0], counts[failures]));
        return bootstrap;
    }
}
