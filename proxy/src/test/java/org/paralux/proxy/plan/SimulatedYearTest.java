package org.paralux.proxy.plan;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A small form of the simulation whose figures are in docs/statistics.md. */
class SimulatedYearTest {
    private static final int SEEDS = 8;
    private static final long FIRST = 1;

    @Test
    void plansSeldomGoOnWronglyAndNeverComeBackForNothing() throws IOException {
        SimulatedYears years = SimulatedYears.of(SEEDS, FIRST);
        assertTrue(years.wrongPromotions() <= 2, () -> "seeds from " + FIRST + ": " + years);
        assertTrue(years.wrongRollbacks() <= years.classYears() / 10, years::toString);
        assertTrue(years.soundInSplit() >= 0.8 * years.soundClasses(), years::toString);
    }
}
