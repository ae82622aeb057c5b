package org.paralux.audit.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.audit.statistics.IntervalQuantiles.Censored;
import org.paralux.audit.statistics.IntervalQuantiles.Quantile;

class IntervalQuantilesTest {

    /** With nothing unknown it is the plain quantile. */
    @Test
    void exactValues() {
        List<Censored> all = new ArrayList<>();
        for (long value = 1; value <= 100; value++) {
            all.add(new Censored(10 * value, 10 * value, 1));
        }
        IntervalQuantiles quantiles = IntervalQuantiles.of(all);
        assertEquals(new Quantile(499, 500L), quantiles.at(0.5));
        assertEquals(new Quantile(989, 990L), quantiles.at(0.99));
        assertEquals(new Quantile(999, 1000L), quantiles.at(1));
    }

    /** Turnbull's rule: mass lies only between a left end and the next right end. */
    @Test
    void innermostIntervals() {
        IntervalQuantiles quantiles = IntervalQuantiles.of(
                List.of(new Censored(0, 10L, 1), new Censored(5, 20L, 1), new Censored(15, null, 2)));
        assertEquals(2, quantiles.steps().size());
        assertEquals(new Quantile(5, 10L), quantiles.at(0.25));
        assertEquals(15, quantiles.at(0.9).after());
        assertEquals(20L, quantiles.at(0.9).upTo());
    }

    @Test
    void whatNothingBoundsIsOpen() {
        assertNull(
                IntervalQuantiles.of(List.of(new Censored(7, null, 3))).at(0.5).upTo());
        assertTrue(IntervalQuantiles.of(List.of()).isEmpty());
    }

    /** The empirical quantile of the true values lies in the interval that is told, up to what the looks resolve. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theTrueQuantileLiesInside(long seed) {
        Random random = new Random(seed);
        long[] looks = {0, 50_000, 250_000, 1_000_000, 5_000_000, 18_500_000};
        long[] truth = new long[2000];
        List<Censored> seen = new ArrayList<>();
        for (int i = 0; i < truth.length; i++) {
            truth[i] = 1 + (long) (200_000 * Math.exp(random.nextGaussian()));
            int look = 0;
            while (look < looks.length && looks[look] < truth[i]) {
                look++;
            }
            seen.add(new Censored(looks[look - 1], look == looks.length ? null : looks[look], 1));
        }
        Arrays.sort(truth);
        IntervalQuantiles quantiles = IntervalQuantiles.of(seen);
        for (double share : new double[] {0.1, 0.5, 0.9, 0.99}) {
            Quantile quantile = quantiles.at(share);
            long exact = truth[(int) Math.ceil(share * truth.length) - 1];
            assertNotNull(quantile.upTo());
            assertTrue(quantile.after() < exact && exact <= quantile.upTo(), share + ": " + quantile + ", " + exact);
        }
    }

    @Test
    void weightsCountAsOften() {
        List<Censored> weighted = List.of(new Censored(0, 10L, 3), new Censored(5, 30L, 2), new Censored(20, 40L, 5));
        List<Censored> repeated = new ArrayList<>();
        weighted.forEach(each -> {
            for (int i = 0; i < each.weight(); i++) {
                repeated.add(new Censored(each.after(), each.upTo(), 1));
            }
        });
        for (double share = 0.05; share < 1; share += 0.05) {
            assertEquals(
                    IntervalQuantiles.of(repeated).at(share),
                    IntervalQuantiles.of(weighted).at(share));
        }
    }
}
