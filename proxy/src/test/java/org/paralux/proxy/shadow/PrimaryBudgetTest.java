package org.paralux.proxy.shadow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settling asks the primary only while its clients do not mind. */
class PrimaryBudgetTest {
    private static final Duration FAST = Duration.ofMillis(5);
    private static final Duration SLOW = Duration.ofMillis(200);

    private long now;
    private int underWay;
    private final PrimaryBudget budget = new PrimaryBudget(
            new ShadowSettings.Budget(8, Duration.ofSeconds(30), Duration.ofSeconds(2)), () -> underWay, () -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void observe(int times, Duration latency) {
        for (int i = 0; i < times; i++) {
            pass(latency);
            budget.observed(latency.toNanos());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 16, 1000})
    void itIsNotAskedWhileEightRequestsAreUnderWay(int requests) {
        underWay = requests;
        assertEquals(requests < 8, budget.lets(false));
    }

    @Test
    void itIsNotAskedWhileItTakesTwiceAsLongAsUsual() {
        observe(512, FAST);
        assertTrue(budget.lets(false));
        observe(16, SLOW);
        assertFalse(budget.lets(false));
        observe(16, FAST);
        assertTrue(budget.lets(false));
    }

    @Test
    void aSlownessThatNobodyHasSeenForAWhileIsOver() {
        observe(512, FAST);
        observe(16, SLOW);
        assertFalse(budget.lets(false));
        pass(Duration.ofSeconds(11));
        assertTrue(budget.lets(false));
    }

    @Test
    void oneSlowAnswerInAQuietTimeSaysNothing() {
        observe(512, FAST);
        pass(Duration.ofMinutes(1));
        observe(1, SLOW);
        assertTrue(budget.lets(false));
    }

    @Test
    void aLiveClassIsAskedAsRarelyAsIsSet() {
        int asked = 0;
        for (int second = 0; second < 300; second++) {
            asked += budget.lets(true) ? 1 : 0;
            pass(Duration.ofSeconds(1));
        }
        assertEquals(10, asked);
    }

    @Test
    void whatOneBudgetRefusesCostsAnotherNothing() {
        pass(Duration.ofMinutes(10));
        while (budget.lets(false)) {
            pass(Duration.ofMillis(200));
        }
        assertFalse(budget.lets(true));
        pass(Duration.ofSeconds(5));
        assertTrue(budget.lets(true));
    }

    @Test
    void aBusyPrimaryCostsNoOtherBudget() {
        underWay = 8;
        for (int i = 0; i < 100; i++) {
            assertFalse(budget.lets(true));
        }
        underWay = 0;
        assertTrue(budget.lets(true));
    }
}
