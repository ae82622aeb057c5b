package org.paralux.proxy.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "0ms, PT0S",
        "250ms, PT0.25S",
        "10s, PT10S",
        "' 5 m ', PT5M",
        "1h, PT1H",
        "35d, PT840H",
        "36500d, PT876000H"
    })
    void aDurationHasAUnit(String text, Duration expected) {
        assertEquals(expected, Units.duration(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0B, 0",
        "1B, 1",
        "512KiB, 524288",
        "64MiB, 67108864",
        "4GiB, 4294967296",
        "8589934591GiB, 9223372035781033984"
    })
    void aSizeHasAUnit(String text, long expected) {
        assertEquals(expected, Units.bytes(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-1s", "1.5h", "1 week", "1S", "5MiB", "36501d", "999999999999999d", "1h30m"})
    void whatIsNoDurationIsToldWithWhatIsExpected(String text) {
        String problem = String.valueOf(assertThrows(IllegalArgumentException.class, () -> Units.duration(text))
                .getMessage());
        assertTrue(problem.startsWith("'" + text + "' (expected: "), problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "MiB", "-1B", "1.5GiB", "1MB", "1mib", "10s", "8589934592GiB", "999999999999999GiB"})
    void whatIsNoSizeIsToldWithWhatIsExpected(String text) {
        String problem = String.valueOf(assertThrows(IllegalArgumentException.class, () -> Units.bytes(text))
                .getMessage());
        assertTrue(problem.startsWith("'" + text + "' (expected: "), problem);
    }
}
