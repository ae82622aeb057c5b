package org.paralux.proxy.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aQuantileIsNoLowerThanItIsAndLessThanThreeTimesAsHigh(long seed) {
        Random random = new Random(seed);
        Spread spread = new Spread();
        long[] micros = new long[1 + random.nextInt(3_000)];
        for (int i = 0; i < micros.length; i++) {
            micros[i] = (long) Math.exp(random.nextDouble() * 20);
            spread.addMicros(micros[i]);
        }
        Arrays.sort(micros);
        Spread.View view = spread.view();
        assertQuantile(micros, 0.5, view.p50(), seed);
        assertQuantile(micros, 0.9, view.p90(), seed);
        assertQuantile(micros, 0.99, view.p99(), seed);
        assertEquals(micros[micros.length - 1], view.max());
        assertEquals(Arrays.stream(micros).sum(), view.sumMicros());
        assertEquals(
                micros.length,
                view.buckets().stream().mapToLong(Spread.Bucket::count).sum());
    }

    private static void assertQuantile(long[] sorted, double share, @Nullable Long quantile, long seed) {
        long shown = Objects.requireNonNull(quantile);
        long exact = sorted[(int) Math.ceil(share * sorted.length) - 1];
        boolean beyond = exact > 100_000_000;
        assertTrue(
                shown >= exact && (beyond || shown < 3 * exact),
                () -> "seed " + seed + ": p" + share + " is " + exact + ", shown as " + shown);
    }

    @Test
    void nothingHasNoQuantiles() {
        assertNull(new Spread().view().p99());
    }

    @Test
    void whatCameSinceIsTheRest() {
        Spread spread = new Spread();
        spread.addMicros(7);
        Spread.View earlier = spread.view();
        spread.addMicros(700);
        Spread.View since = spread.since(earlier);
        assertEquals(1, since.count());
        assertEquals(700, since.sumMicros());
        assertEquals(700, since.p50());
    }

    @Test
    void aPartOfAMicrosecondCountsAsOne() {
        Spread spread = new Spread();
        spread.addNanos(1);
        spread.addNanos(1_001);
        assertEquals(1, spread.view().buckets().getFirst().count());
        assertEquals(2, spread.view().max());
    }
}
