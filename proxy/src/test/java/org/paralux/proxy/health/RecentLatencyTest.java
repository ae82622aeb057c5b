package org.paralux.proxy.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.paralux.proxy.measure.AddedLatency;

class RecentLatencyTest {
    private final AddedLatency added = new AddedLatency();
    private final RecentLatency latency = new RecentLatency(added);

    private void second(int carried, long carryMicros, long wakeMicros) {
        for (int i = 0; i < carried; i++) {
            added.carry().addMicros(carryMicros);
        }
        added.wake().addMicros(wakeMicros);
        latency.observe();
    }

    @Test
    void anExchangeWakesAndCarriesTwice() {
        second(0, 0, 50);
        second(100, 20, 100);
        assertEquals(2 * (20 + 100), latency.ownMicros());
    }

    @Test
    void ofTooFewNothingIsSaid() {
        second(0, 0, 50);
        second(99, 20, 50);
        assertNull(latency.ownMicros());
    }

    @Test
    void whatIsOlderThanAMinuteIsForgotten() {
        second(0, 0, 50);
        second(1_000, 50_000, 50);
        for (int i = 0; i < 60; i++) {
            second(10, 20, 50);
        }
        assertEquals(2 * (20 + 50), latency.ownMicros());
    }

    @Test
    void aLoopThatDoesNotWakeIsNotAlive() {
        for (int i = 0; i < 10; i++) {
            second(1, 1, 1);
        }
        assertTrue(latency.isAlive());
        for (int i = 0; i < 10; i++) {
            latency.observe();
        }
        assertFalse(latency.isAlive());
        second(1, 1, 1);
        assertTrue(latency.isAlive());
    }
}
