package org.paralux.proxy.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paralux.proxy.record.TrafficCounters;

class ConditionsTest {
    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

    private final Conditions conditions = new Conditions(Duration.ofMillis(10));
    private final Map<String, Long> counts = new HashMap<>(new TrafficCounters().snapshot());
    private boolean serving = true;
    private ShadowState shadow = ShadowState.ASKED;
    private @Nullable String trouble;
    private @Nullable Long ownMicros;

    private Map<Condition, Instant> after(long seconds) {
        return conditions.observe(
                SampleVitals.of(START.plusSeconds(seconds), serving, shadow, trouble, counts, ownMicros));
    }

    @Test
    void allIsWellAtFirst() {
        assertEquals(Map.of(), after(0));
    }

    @Test
    void aDaemonMayStartAgainBeforeThePathCountsAsRefused() {
        serving = false;
        assertEquals(Map.of(), after(0));
        assertEquals(Map.of(), after(9));
        assertEquals(Map.of(Condition.PATH_REFUSES, START), after(10));
        serving = true;
        assertEquals(Map.of(), after(11));
        serving = false;
        assertEquals(Map.of(), after(12));
    }

    @ParameterizedTest
    @CsvSource({"disk-floor, DISK_FLOOR", "disk-full, LOG_NOT_WRITTEN", "disk-error, LOG_NOT_WRITTEN"})
    void whatTheLogSuffersIsToldApart(String word, Condition condition) {
        trouble = word;
        assertEquals(Map.of(condition, START), after(0));
    }

    @Test
    void theBudgetIsExceededOnlyBeyondIt() {
        ownMicros = 10_000L;
        assertEquals(Map.of(), after(0));
        assertEquals(Map.of(), after(60));
        ownMicros = 10_001L;
        assertEquals(Map.of(), after(61));
        assertEquals(Set.of(Condition.LATENCY_OVER_BUDGET), after(121).keySet());
    }

    @Test
    void sinceWhenStaysAsLongAsItLasts() {
        shadow = ShadowState.LEFT_ALONE;
        after(0);
        assertEquals(Map.of(Condition.SHADOW_LEFT_ALONE, START), after(500));
    }

    /** Each count that is part of an identity is noticed where it is one too many. */
    @Test
    void anyCountThatIsOneOffBreaksAnAccount() {
        List<String> counted = Identity.of(counts).stream()
                .flatMap(identity -> identity.parts().stream())
                .toList();
        for (String word : counted) {
            Map<String, Long> off = new HashMap<>(counts);
            off.merge(word, 1L, Long::sum);
            assertFalse(Identity.of(off).stream().allMatch(Identity::holds), word);
        }
        counts.merge("match", 1L, Long::sum);
        assertEquals(Set.of(Condition.ACCOUNT_BROKEN), after(0).keySet());
    }
}
