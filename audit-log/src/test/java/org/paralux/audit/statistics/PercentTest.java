package org.paralux.audit.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 %",
        "1, 100 %",
        "0.9949, 99 %",
        "0.0995, 10 %",
        "0.099, 9.9 %",
        "0.01, 1 %",
        "0.0123, 1.2 %",
        "0.00728, 0.73 %",
        "0.0005, 0.05 %",
        "0.000123, 0.012 %",
        "0.00000012, 0.000012 %",
        "0.000000001, 0 %"
    })
    void twoDigitsCount(double share, String words) {
        assertEquals(words, Percent.of(share));
    }
}
