package org.paralux.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;
import java.util.function.LongPredicate;
import org.paralux.audit.statistics.AnytimeBound;
import org.paralux.audit.statistics.BlockBootstrap;
import org.paralux.audit.statistics.OneLookBound;

/**
 * How often the upper bounds of a verdict fall below the true share, at any of many looks:
 * {@code SimulateBounds [RUNS [LOOKS [SEED]]]}. A bound that promises 5 % may miss in 5 % of the runs, and three standard
 * errors more.
 */
public final class SimulateBounds {
    private static final double ALPHA = 0.05;
    private static final double ACCEPTABLE = 0.01;
    private static final double[] SHARES = {0, 1e-4, 1e-3, 1e-2};
    private static final int CELLS_A_BLOCK = 20;

    private final int runs;
    private final int looks;
    private final SplittableRandom random;
    private final PrintStream out;
    private final AnytimeBound anytime = new AnytimeBound(ALPHA, ACCEPTABLE);
    private final OneLookBound oneLook = new OneLookBound(ALPHA);

    private SimulateBounds(int runs, int looks, long seed, PrintStream out) {
        this.runs = runs;
        this.looks = looks;
        this.random = new SplittableRandom(seed);
        this.out = out;
    }

    public static void main(String[] arguments) {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        int looks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 20261125;
        new SimulateBounds(runs, looks, seed, System.out).run();
    }

    private void run() {
        double allowed = ALPHA + 3 * Math.sqrt(ALPHA * (1 - ALPHA) / runs);
        out.printf(Locale.ROOT, "%d runs of %d looks; allowed: %.4f%n%n", runs, looks, allowed);
        out.println(
                "| share | anytime, cells apart | anytime, blocks that fail whole | anytime, blocks with a share each"
                        + " | anytime, cells of blocks | one look, at every look | bootstrap, last look |");
        out.println("|---|---|---|---|---|---|---|");
        for (double share : SHARES) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %.4f | %.4f | %.4f | %.4f | %.4f | %.4f |%n",
                    share,
                    missed(share, looks, failed -> refutedAt(failed, share)),
                    missed(share, looks / CELLS_A_BLOCK, failed -> refutedAt(failed, share)),
                    missedByBlocksWithShares(share),
                    missed(
                            share,
                            looks / CELLS_A_BLOCK,
                            failed -> (refutedAt(failed * CELLS_A_BLOCK, share) + CELLS_A_BLOCK - 1) / CELLS_A_BLOCK),
                    missed(share, looks, failed -> oneLookRefutesAt(failed, share)),
                    missedByBootstrap(share));
        }
    }

    /**
     * In which part of the runs the share is refuted: before the next failure so many trials have come that so few
     * failures refute it. That is the same as to look after each trial.
     */
    private double missed(double share, int trials, IntToLongFunction refutedAt) {
        if (share == 0) {
            return 0;
        }
        long[] refuted = new long[(int) (trials * share * 3) + 50];
        for (int failed = 0; failed < refuted.length; failed++) {
            refuted[failed] = refutedAt.applyAsLong(failed);
            if (refuted[failed] > trials) {
                refuted[failed] = Long.MAX_VALUE;
            }
        }
        int missed = 0;
        for (int run = 0; run < runs; run++) {
            missed += misses(share, trials, refuted) ? 1 : 0;
        }
        return (double) missed / runs;
    }

    private boolean misses(double share, int trials, long[] refuted) {
        long trial = 0;
        for (int failed = 0; failed < refuted.length; failed++) {
            long next = trial + 1 + (long) (Math.log(1 - random.nextDouble()) / Math.log1p(-share));
            if (refuted[failed] < Math.min(next, trials + 1L)) {
                return true;
            }
            if (next > trials) {
                return false;
            }
            trial = next;
        }
        return false;
    }

    /** The fewest trials with so many failures after which the bound is below the share. */
    private long refutedAt(int failed, double share) {
        long enough = Math.max(1, (long) (failed / share));
        while (anytime.logEvidence(failed, enough, share) < -Math.log(ALPHA)) {
            enough *= 2;
        }
        long tooFew = Math.max(failed, (long) (failed / share));
        return smallest(tooFew, enough, all -> anytime.logEvidence(failed, all, share) >= -Math.log(ALPHA));
    }

    private long oneLookRefutesAt(int failed, double share) {
        long enough = failed + 1L;
        while (oneLook.upper(failed, enough) >= share) {
            enough *= 2;
        }
        return smallest(failed, enough, all -> oneLook.upper(failed, all) < share);
    }

    private static long smallest(long tooFew, long enough, LongPredicate isEnough) {
        long below = tooFew;
        long above = enough;
        while (above - below > 1) {
            long middle = (below + above) >>> 1;
            if (isEnough.test(middle)) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return above;
    }

    /** Each block has a share of its own: in one of ten it is ten times the mean, in the others it is 0. */
    private double missedByBlocksWithShares(double share) {
        if (share == 0) {
            return 0;
        }
        int missed = 0;
        for (int run = 0; run < runs; run++) {
            missed += blocksMiss(share) ? 1 : 0;
        }
        return (double) missed / runs;
    }

    private boolean blocksMiss(double share) {
        double failed = 0;
        for (int blocks = 1; blocks <= looks / CELLS_A_BLOCK; blocks++) {
            double own = random.nextInt(10) == 0 ? failedCells(10 * share) : 0;
            failed += own / CELLS_A_BLOCK;
            if (failed < share * blocks && anytime.logEvidence(failed, blocks, share) >= -Math.log(ALPHA)) {
                return true;
            }
        }
        return false;
    }

    private int failedCells(double share) {
        int failed = 0;
        for (int cell = 0; cell < CELLS_A_BLOCK; cell++) {
            failed += random.nextDouble() < share ? 1 : 0;
        }
        return failed;
    }

    private double missedByBootstrap(double share) {
        int few = Math.max(1, runs / 20);
        int missed = 0;
        for (int run = 0; run < few && share > 0; run++) {
            BlockBootstrap bootstrap = new BlockBootstrap();
            for (int block = 0; block < looks / CELLS_A_BLOCK; block++) {
                bootstrap.add(CELLS_A_BLOCK, random.nextDouble() < share ? CELLS_A_BLOCK : 0);
            }
            missed += bootstrap.upper(ALPHA, random) < share ? 1 : 0;
        }
        return (double) missed / few;
    }
}
