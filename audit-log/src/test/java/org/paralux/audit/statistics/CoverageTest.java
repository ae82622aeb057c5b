package org.paralux.audit.statistics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds hold as often as they promise: a small form of the simulation whose figures are in docs/statistics.md. */
class CoverageTest {
    private static final double ALPHA = 0.05;
    private static final int RUNS = 2000;
    private static final int LOOKS = 5000;
    private static final long SEED = 20261125;
    private static final double ALLOWED = ALPHA + 3 * Math.sqrt(ALPHA * (1 - ALPHA) / RUNS);

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-4, 1e-3, 1e-2, 0.1})
    void atAnyTimeCellsApart(double share) {
        assertCovered(share, 1);
    }

    /** The cells of a block all fail or none does, and the block counts as one. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-2, 0.1})
    void atAnyTimeBlocksOfCells(double share) {
        assertCovered(share, 20);
    }

    private static void assertCovered(double share, int togethers) {
        AnytimeBound bound = new AnytimeBound(ALPHA, 0.01);
        SplittableRandom random = new SplittableRandom(SEED);
        int missed = 0;
        for (int run = 0; run < RUNS; run++) {
            missed += misses(bound, share, LOOKS / togethers, random) ? 1 : 0;
        }
        double observed = (double) missed / RUNS;
        assertTrue(observed <= ALLOWED, "missed " + observed + " at share " + share + ", seed " + SEED);
    }

    /** Whether the upper bound fell below the share at any look: the evidence is that of all looks before, times one factor. */
    private static boolean misses(AnytimeBound bound, double share, int looks, SplittableRandom random) {
        double evidence = 1;
        int failed = 0;
        for (int all = 0; all < looks; all++) {
            boolean fails = random.nextDouble() < share;
            evidence *= bound.factor(failed, all, fails, share);
            failed += fails ? 1 : 0;
            if (evidence >= 1 / ALPHA && failed < share * (all + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Cells of one block fail together, so the bound by cells alone would miss far more often. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3})
    void theBootstrapDrawsWholeBlocks(double share) {
        SplittableRandom random = new SplittableRandom(SEED);
        int missed = 0;
        int runs = 300;
        for (int run = 0; run < runs; run++) {
            BlockBootstrap bootstrap = new BlockBootstrap();
            for (int block = 0; block < 200; block++) {
                bootstrap.add(20, random.nextDouble() < share ? 20 : 0);
            }
            missed += bootstrap.upper(ALPHA, random) < share ? 1 : 0;
        }
        double allowed = ALPHA + 3 * Math.sqrt(ALPHA * (1 - ALPHA) / runs) + 0.02;
        assertTrue((double) missed / runs <= allowed, missed + " of " + runs + ", seed " + SEED);
    }

    /** The unseen mass is below its bound. */
    @ParameterizedTest
    @ValueSource(ints = {50, 500, 5000})
    void theUnseenMassIsBounded(int cells) {
        AnytimeBound bound = new AnytimeBound(ALPHA, 0.01);
        SplittableRandom random = new SplittableRandom(SEED);
        double[] chances = chances(cells);
        int missed = 0;
        int runs = 500;
        for (int run = 0; run < runs; run++) {
            missed += unseenIsAboveItsBound(chances, bound, random) ? 1 : 0;
        }
        double allowed = ALPHA + 3 * Math.sqrt(ALPHA * (1 - ALPHA) / runs);
        assertTrue((double) missed / runs <= allowed, missed + " of " + runs + ", seed " + SEED);
    }

    /** The n-th cell comes in proportion to 1 / n. */
    private static double[] chances(int cells) {
        double[] sums = new double[cells];
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            sum += 1.0 / (i + 1);
            sums[i] = sum;
        }
        for (int i = 0; i < cells; i++) {
            sums[i] /= sum;
        }
        return sums;
    }

    private static boolean unseenIsAboveItsBound(double[] sums, AnytimeBound bound, SplittableRandom random) {
        int trials = 2000;
        int[] counts = new int[sums.length];
        int newLater = 0;
        for (int i = 0; i < trials; i++) {
            int found = Arrays.binarySearch(sums, random.nextDouble());
            int cell = found < 0 ? -found - 1 : found;
            if (counts[cell]++ == 0 && i >= trials / 2) {
                newLater++;
            }
        }
        double unseen = 0;
        long once = 0;
        for (int i = 0; i < counts.length; i++) {
            once += counts[i] == 1 ? 1 : 0;
            unseen += counts[i] == 0 ? sums[i] - (i == 0 ? 0 : sums[i - 1]) : 0;
        }
        return unseen > UnseenMass.of(trials, once, trials / 2, newLater, bound).upper();
    }

    /** While failures stay acceptable, alarms are as rare as promised. */
    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01})
    void falseAlarmsAreRare(double share) {
        SplittableRandom random = new SplittableRandom(SEED);
        ChangeAlarm alarm = new ChangeAlarm(0.01, 0.1, 0.001, Duration.ofMinutes(10));
        int trials = 1_000_000;
        int alarms = 0;
        for (int i = 0; i < trials; i++) {
            alarms += alarm.add(i * 1_000_000L, random.nextDouble() < share) ? 1 : 0;
        }
        assertTrue(alarms <= trials * 0.001, alarms + " alarms, seed " + SEED);
    }

    @Test
    void aBurstOfFailuresRaisesTheAlarm() {
        ChangeAlarm alarm = new ChangeAlarm(0.01, 0.1, 0.001, Duration.ofMinutes(10));
        for (int i = 0; i < 500; i++) {
            assertTrue(!alarm.add(i * 1000L, false), "no alarm while all is clean");
        }
        int needed = 0;
        while (!alarm.add(1_000_000, true)) {
            needed++;
        }
        assertTrue(needed < 4, "after " + needed);
    }
}
