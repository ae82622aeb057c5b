package org.paralux.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    private static final Instant TIME = Instant.parse("2013-05-01T22:30:59.9Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT59S, 59 s",
        "PT60S, 1 min",
        "PT59M59S, 59 min",
        "PT2H, 2 h",
        "PT2H5M, 2 h 5 min",
        "PT24H, 1 d",
        "PT167H, 6 d 23 h",
    })
    void spans(Duration span, String words) {
        assertEquals(words, Words.span(span));
    }

    @ParameterizedTest
    @CsvSource({
        "-PT5S, now",
        "PT0.9S, now",
        "PT1S, 1 s ago",
        "PT59S, 59 s ago",
        "PT60S, 1 min ago",
        "PT47H59M, 47 h ago",
        "PT48H, 2 d ago",
    })
    void ages(Duration age, String words) {
        assertEquals(words, Words.ago(TIME, TIME.plus(age)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0%", "0, 9, 0%", "1, 1000, <1%", "1, 3, 33%", "999, 1000, >99%", "1000, 1000, 100%"})
    void shares(long part, long whole, String words) {
        assertEquals(words, Words.percent(part, whole));
    }

    @Test
    void timesCarryTheirOffset() {
        assertEquals("2013-05-02T00:30:59+02:00", Words.time(TIME, ZoneId.of("Europe/Berlin")));
        assertEquals("2013-05-02T00:30+02:00", Words.minute(TIME, ZoneId.of("Europe/Berlin")));
        assertEquals("2013-05-01T22:30:59+00:00", Words.time(TIME, ZoneId.of("UTC")));
    }
}
