package org.paralux.report.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.report.clients.Presence.Sample;

class TimeProfileTest {
    private static final long DAY = 24 * Micros.HOUR;

    /** Queries every {@code minutes}, from one hour to another. */
    private static void every(TimeProfile profile, double minutes, double fromHour, double toHour) {
        long step = (long) (minutes * Micros.MINUTE);
        for (long t = (long) (fromHour * Micros.HOUR); t < toHour * Micros.HOUR; t += step) {
            profile.add(t, "x" + t / Micros.MINUTE, 7);
        }
    }

    private static Trend trend(TimeProfile profile) {
        return profile.presence(0, 7 * DAY, false).trend();
    }

    @Test
    void whoComesAsOftenAsBeforeIsSteady() {
        TimeProfile profile = new TimeProfile();
        every(profile, 5, 0, 168);
        assertEquals(Trend.STEADY, trend(profile));
        assertEquals(12.0, profile.presence(0, 7 * DAY, false).perHour());
    }

    @Test
    void whoComesMoreOftenThanBeforeIsRising() {
        TimeProfile profile = new TimeProfile();
        every(profile, 10, 0, 84);
        every(profile, 5, 84, 168);
        assertEquals(Trend.RISING, trend(profile));
    }

    @Test
    void whoComesLessOftenThanBeforeIsFalling() {
        TimeProfile profile = new TimeProfile();
        every(profile, 5, 0, 84);
        every(profile, 10, 84, 168);
        assertEquals(Trend.FALLING, trend(profile));
    }

    @ParameterizedTest
    @CsvSource({"125, STEADY", "127, NEW", "167, NEW"})
    void whoBeganInTheLastQuarterIsNew(double hour, Trend trend) {
        TimeProfile profile = new TimeProfile();
        every(profile, 1, hour, 168);
        assertEquals(trend, trend(profile));
        assertEquals(Trend.STEADY, profile.presence(0, 7 * DAY, true).trend(), "known from before");
    }

    @Test
    void whoIsSilentForThreeTimesItsLongestSilenceIsGone() {
        TimeProfile profile = new TimeProfile();
        every(profile, 60, 0, 10);
        every(profile, 120, 11, 14);
        long last = 13 * Micros.HOUR;
        long longestSilence = 2 * Micros.HOUR;
        assertEquals(
                Trend.STEADY,
                profile.presence(0, last + 3 * longestSilence, false).trend());
        assertEquals(
                Trend.GONE,
                profile.presence(0, last + 3 * longestSilence + 1, false).trend());
    }

    @Test
    void aPollerThatStoppedIsFixed() {
        TimeProfile profile = new TimeProfile();
        every(profile, 0.1, 0, 1);
        assertEquals(Trend.FIXED, profile.presence(0, DAY, false).trend());
        assertEquals(1, profile.presence(0, DAY, false).visits());
    }

    @Test
    void oneVisitSaysNothing() {
        TimeProfile profile = new TimeProfile();
        for (int i = 0; i < 50; i++) {
            profile.add(Micros.HOUR + i, "x", 7);
        }
        assertEquals(Trend.UNCLEAR, trend(profile));
        assertNull(profile.presence(0, DAY, false).perHour());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void chanceIsNoTrend(long seed) {
        Random random = new Random(seed);
        TimeProfile profile = new TimeProfile();
        random.longs(2_000, 0, 7 * DAY).sorted().forEach(t -> profile.add(t, "x", 7));
        assertEquals(Trend.STEADY, trend(profile), "seed " + seed);
    }

    @Test
    void aFewQueriesMoreAreNoTrend() {
        TimeProfile profile = new TimeProfile();
        every(profile, 16 * 60, 0, 80);
        every(profile, 10 * 60, 85, 165);
        assertEquals(13, profile.count());
        assertEquals(Trend.STEADY, trend(profile));
    }

    @Test
    void samplesAreTheBeginningsOfTheLastVisits() {
        TimeProfile profile = new TimeProfile();
        for (int visit = 0; visit < 5; visit++) {
            for (int i = 0; i < 4; i++) {
                profile.add(visit * Micros.HOUR + i * 20L * Micros.SECOND, visit + "-" + i, visit);
            }
        }
        assertEquals(
                List.of("2-0", "3-0", "4-0"),
                profile.presence(0, DAY, false).samples().stream()
                        .map(Sample::exchange)
                        .toList());
        assertEquals(5, profile.presence(0, DAY, false).visits());
    }

    @Test
    void timesMayGoBackALittle() {
        TimeProfile profile = new TimeProfile();
        profile.add(10 * Micros.SECOND, "b", 7);
        profile.add(5 * Micros.SECOND, "a", 7);
        Presence presence = profile.presence(0, DAY, false);
        assertEquals(Micros.toInstant(5 * Micros.SECOND), presence.first());
        assertEquals(Micros.toInstant(10 * Micros.SECOND), presence.last());
        assertEquals(2, profile.count());
    }
}
