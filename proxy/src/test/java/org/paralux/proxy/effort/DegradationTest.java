package org.paralux.proxy.effort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Less is done while it is too much, one step at a time, and more again only once it has been calm for long. */
class DegradationTest {
    private static final long BUDGET = 10_000;

    private final Degradation degradation = new Degradation(Duration.ofMillis(10));

    private void looks(int number, @Nullable Long ownMicros, double heap) {
        for (int i = 0; i < number; i++) {
            degradation.observe(ownMicros, heap);
        }
    }

    private void started() {
        looks(Degradation.START, 100L, 0.3);
    }

    /** The more is left out the less time it takes, though always too much. */
    private void strain(int number) {
        for (int i = 0; i < number; i++) {
            degradation.observe(2 * BUDGET - 1000L * List.of(Effort.values()).indexOf(degradation.effort()), 0.3);
        }
    }

    @Test
    void eachStepDownTakesItsTimeAndTheLastIsTheRelayAlone() {
        started();
        for (Effort effort : Effort.values()) {
            assertEquals(effort, degradation.effort());
            strain(Degradation.PATIENCE - 1);
            assertEquals(effort, degradation.effort());
            strain(1);
        }
        strain(10_000);
        assertEquals(Effort.PLAIN_RELAY, degradation.effort());
    }

    @Test
    void eachStepUpTakesLonger() {
        started();
        strain(10 * Degradation.PATIENCE);
        for (Effort effort : List.of(Effort.values()).reversed()) {
            assertEquals(effort, degradation.effort());
            looks(Degradation.RECOVERY - 1, null, 0.3);
            assertEquals(effort, degradation.effort());
            looks(1, null, 0.3);
        }
        assertEquals(Effort.FULL, degradation.effort());
        looks(1_000, null, 0.3);
        assertEquals(Effort.FULL, degradation.effort());
    }

    @Test
    void whereNothingHelpsAllIsDoneAgainForMostOfTheTime() {
        started();
        int steps = Effort.values().length;
        looks(steps * Degradation.PATIENCE, 2 * BUDGET, 0.3);
        assertEquals(Effort.FULL, degradation.effort());
        looks(Degradation.HELD, 2 * BUDGET, 0.3);
        assertEquals(Effort.FULL, degradation.effort());
        looks(Degradation.PATIENCE, 2 * BUDGET, 0.3);
        assertEquals(Effort.FEWER_SAMPLES, degradation.effort());
    }

    @Test
    void whoIsNeitherCalmNorUnderStrainComesBackToo() {
        started();
        strain(10 * Degradation.PATIENCE);
        for (Effort effort : List.of(Effort.values()).reversed()) {
            assertEquals(effort, degradation.effort());
            looks(Degradation.EASE, BUDGET, 0.3);
        }
        assertEquals(Effort.FULL, degradation.effort());
    }

    @Test
    void memoryIsAlwaysItsOwn() {
        started();
        looks(10 * Degradation.PATIENCE, 2 * BUDGET, 0.95);
        assertEquals(Effort.PLAIN_RELAY, degradation.effort());
        looks(10 * Degradation.PATIENCE, 2 * BUDGET, 0.3);
        assertEquals(Effort.PLAIN_RELAY, degradation.effort());
    }

    @ParameterizedTest
    @CsvSource({"10000, 0.9", "9999, 0.3", ", 0.9", "10000, 0.75"})
    void whatIsWithinItsBoundsChangesNothing(@Nullable Long ownMicros, double heap) {
        started();
        looks(10_000, ownMicros, heap);
        assertEquals(Effort.FULL, degradation.effort());
    }

    @Test
    void memoryCountsFromTheStartAndSlownessDoesNot() {
        looks(Degradation.START, BUDGET + 1, 0.3);
        assertEquals(Effort.FULL, degradation.effort());
        Degradation full = new Degradation(Duration.ofMillis(10));
        for (int i = 0; i < Degradation.PATIENCE; i++) {
            full.observe(null, 0.95);
        }
        assertEquals(Effort.FEWER_SAMPLES, full.effort());
    }

    /** Whatever comes, there are at least so many looks between two steps. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void itNeverSwings(long seed) {
        Random random = new Random(seed);
        int sinceStep = Degradation.PATIENCE;
        for (int i = 0; i < 100_000; i++) {
            Effort before = degradation.effort();
            degradation.observe(random.nextInt(100) < 98 ? BUDGET + 1 : null, random.nextDouble());
            sinceStep++;
            if (degradation.effort() != before) {
                boolean isGivenUp = before == Effort.PLAIN_RELAY && degradation.effort() == Effort.FULL;
                int least =
                        degradation.effort().isBelow(before) || isGivenUp ? Degradation.PATIENCE : Degradation.RECOVERY;
                assertTrue(sinceStep >= least, "step after " + sinceStep + " looks, seed " + seed);
                sinceStep = 0;
            }
        }
    }
}
