package org.paralux.proxy.shadow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shadow that fails is left alone for longer each time, and never for good. */
class CircuitBreakerTest {
    private long now;
    private final CircuitBreaker breaker = new CircuitBreaker(() -> now);

    @BeforeEach
    void open() {
        for (int i = 0; i < 5; i++) {
            assertTrue(breaker.lets());
            breaker.failed();
        }
        assertFalse(breaker.lets());
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void eachPauseIsTwiceAsLongUpToAMinute() {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            long before = now;
            while (!breaker.lets()) {
                pass(Duration.ofMillis(500));
            }
            pauses.add(Duration.ofNanos(now - before).toSeconds());
            breaker.failed();
        }
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L), pauses);
    }

    @Test
    void afterAPauseOneIsLetThroughAndItsSuccessEndsIt() {
        pass(Duration.ofSeconds(1));
        assertTrue(breaker.wouldLet());
        assertTrue(breaker.lets());
        assertFalse(breaker.wouldLet());
        assertFalse(breaker.lets());
        breaker.succeeded();
        for (int i = 0; i < 3; i++) {
            assertTrue(breaker.lets());
        }
    }

    @Test
    void oneOfWhichNothingIsHeardHoldsNobodyUpForEver() {
        pass(Duration.ofSeconds(1));
        assertTrue(breaker.lets());
        pass(Duration.ofSeconds(59));
        assertFalse(breaker.lets());
        pass(Duration.ofSeconds(1));
        assertTrue(breaker.lets());
    }
}
