package org.paralux.audit.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsTest {
    private static final double ALPHA = 0.05;
    private static final long SEED = 20261125;

    /** One class, and forty of them that share the same level. */
    @ParameterizedTest
    @CsvSource({"0.01, 1, 409", "0.001, 1, 4104", "0.01, 40, 807", "0.001, 40, 8104"})
    void cleanCellsNeededAtAnyTime(double acceptable, int classes, long needed) {
        AnytimeBound bound = new AnytimeBound(ALPHA / classes, acceptable);
        assertEquals(needed, bound.cleanNeeded(0, 0));
        assertTrue(bound.upper(0, (int) needed) <= acceptable);
        assertTrue(bound.upper(0, (int) needed - 1) > acceptable);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 299", "0.001, 2995"})
    void cleanCellsNeededForOneLook(double acceptable, long needed) {
        OneLookBound bound = new OneLookBound(ALPHA);
        assertEquals(needed, bound.cleanNeeded(acceptable));
        assertTrue(bound.upper(0, needed) <= acceptable);
        assertTrue(bound.upper(0, needed - 1) > acceptable);
    }

    @Test
    void theBoundIsWhereTheEvidenceReachesItsLevel() {
        AnytimeBound bound = new AnytimeBound(ALPHA, 0.01);
        for (int all : new int[] {1, 10, 100, 1000, 100_000}) {
            for (int failed = 0; failed <= Math.min(all, 1000); failed += 1 + failed) {
                double upper = bound.upper(failed, all);
                double lower = bound.lower(failed, all);
                assertTrue(lower <= (double) failed / all && (double) failed / all <= upper, failed + " of " + all);
                if (upper < 1) {
                    assertEquals(-Math.log(ALPHA), bound.logEvidence(failed, all, upper), 1e-6);
                }
                if (lower > 0) {
                    assertEquals(-Math.log(ALPHA), bound.logEvidence(failed, all, lower), 1e-6);
                }
            }
        }
    }

    @Test
    void theEvidenceGrowsByItsFactors() {
        AnytimeBound bound = new AnytimeBound(ALPHA, 0.01);
        SplittableRandom random = new SplittableRandom(SEED);
        double sum = 0;
        int failed = 0;
        for (int all = 0; all < 3000; all++) {
            boolean fails = random.nextInt(50) == 0;
            sum += Math.log(bound.factor(failed, all, fails, 0.03));
            failed += fails ? 1 : 0;
            assertEquals(bound.logEvidence(failed, all + 1, 0.03), sum, 1e-8, "seed " + SEED);
        }
    }

    /** More clean cells never harm, and one more failure never helps. */
    @Test
    void theBoundFollowsTheCounts() {
        AnytimeBound bound = new AnytimeBound(ALPHA / 7, 0.01);
        for (int failed = 0; failed < 5; failed++) {
            for (int all = failed; all < 500; all++) {
                assertTrue(bound.upper(failed, all + 1) <= bound.upper(failed, all) + 1e-12);
                assertTrue(bound.upper(failed + 1, all + 1) >= bound.upper(failed, all + 1) - 1e-12);
            }
        }
    }

    @Test
    void whatIsStillNeededBringsTheBoundDown() {
        AnytimeBound bound = new AnytimeBound(ALPHA / 3, 0.01);
        for (int failed = 0; failed < 4; failed++) {
            int more = (int) bound.cleanNeeded(failed, 50);
            assertTrue(bound.upper(failed, 50 + more) <= 0.01);
            assertTrue(bound.upper(failed, 50 + more - 1) > 0.01);
            assertEquals(0, bound.cleanNeeded(failed, 50 + more));
        }
    }

    @Test
    void moreFailuresThanTrialsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new AnytimeBound(ALPHA, 0.01).upper(3, 2));
        assertThrows(IllegalArgumentException.class, () -> new OneLookBound(ALPHA).upper(3, 2));
    }
}
