package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T08:00:00Z, 2026-01-31T08:00:00Z",
        "2026-01-31T08:00:00.25+05:30, 2026-01-31T02:30:00.25Z",
        "2026-01-31T08:00, 2026-01-31T07:00:00Z",
        "2026-07-31T08:00:01, 2026-07-31T06:00:01Z",
        "2026-01-31 08:00, 2026-01-31T07:00:00Z",
        "2026-01-31, 2026-01-30T23:00:00Z",
        "2h, 2026-07-01T10:00:00Z",
        "35d, 2026-05-27T12:00:00Z"
    })
    void aTimeWithoutAZoneIsLocal(String text, Instant expected) {
        assertEquals(expected, Times.parse("--since", text, NOW, ZONE));
    }

    @Test
    void aDurationAheadIsFromNowOn() {
        assertEquals(Instant.parse("2026-07-01T14:00:00Z"), Times.parseAhead("--until", "2h", NOW, ZONE));
        assertEquals(Instant.parse("2026-01-30T23:00:00Z"), Times.parseAhead("--until", "2026-01-31", NOW, ZONE));
        String problem = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> Times.parseAhead("--until", "soon", NOW, ZONE))
                        .getMessage());
        assertTrue(problem.endsWith("or 2h for in two hours)"), problem);
    }

    @Test
    void noTimeIsNoLimit() {
        assertNull(Times.parse("--since", null, NOW, ZONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01", "2026-02-30", "25:00", "5", "999999999999999d", "+1h"})
    void anythingElseIsToldWithTheOption(String text) {
        String problem = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> Times.parse("--until", text, NOW, ZONE))
                        .getMessage());
        assertTrue(problem.startsWith("--until: '" + text + "' (expected: a time such as "), problem);
    }
}
