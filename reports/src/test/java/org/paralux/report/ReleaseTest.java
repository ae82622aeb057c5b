package org.paralux.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTest {
    @ParameterizedTest
    @CsvSource({
        "2.8.4, 2.8",
        "2.10.0~rc1-1, 2.10",
        "v2.7.0, 2.7",
        "3.0, 3.0",
        "ganeti 2.17.0beta1, 2.17",
        "(2.9), 2.9",
    })
    void isTheSeriesInAVersion(String version, String series) {
        assertEquals(series, Release.in(version).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "2", "99999.99999"})
    void isNotThereInOtherText(String version) {
        assertEquals(Optional.empty(), Release.in(version));
    }

    @Test
    void comesInTheOrderOfItsNumbers() {
        List<Release> inOrder = List.of(new Release(2, 6), new Release(2, 9), new Release(2, 10), new Release(3, 0));
        assertEquals(inOrder, inOrder.reversed().stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource({"6, false", "7, true", "10, true", "11, false"})
    void isInARangeWithBothEnds(int minor, boolean inside) {
        assertEquals(inside, ReleaseRange.ofTwo(7, 10).contains(new Release(2, minor)));
    }

    @Test
    void rangesSayWhatTheyHold() {
        assertEquals("releases 2.7 to 2.10", ReleaseRange.ofTwo(7, 10).toString());
        assertEquals("release 2.7", ReleaseRange.ofTwo(7, 7).toString());
        assertEquals("releases from 2.12", ReleaseRange.fromTwo(12).toString());
        assertEquals("releases up to 2.6", ReleaseRange.upToTwo(6).toString());
        assertTrue(ReleaseRange.ALL.contains(new Release(0, 0)));
        assertThrows(IllegalArgumentException.class, () -> ReleaseRange.ofTwo(8, 7));
    }
}
