package org.paralux.report.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RhythmTest {
    private static final long SECOND = 1_000_000;

    /** A visit is a burst of three queries. */
    private static long visits(Rhythm rhythm, long start, int visits, long periodSeconds) {
        long time = start;
        for (int i = 0; i < visits; i++) {
            for (int query = 0; query < 3; query++) {
                rhythm.add(time + query * 1000L);
            }
            time += periodSeconds * SECOND;
        }
        return time - periodSeconds * SECOND;
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 60, 300, 86_400})
    void thePeriodIsFound(long seconds) {
        Rhythm rhythm = new Rhythm();
        visits(rhythm, 0, 8, seconds);
        assertEquals(Duration.ofSeconds(seconds), rhythm.period());
    }

    @Test
    void whatComesAtRandomHasNone() {
        Random random = new Random(1);
        Rhythm rhythm = new Rhythm();
        long time = 0;
        for (int i = 0; i < 50; i++) {
            time += SECOND * (2 + random.nextInt(600));
            rhythm.add(time);
        }
        assertNull(rhythm.period());
        assertFalse(rhythm.isSilentBy(time + 86_400 * SECOND));
    }

    /** Fixed means silent for three of its own periods. */
    @Test
    void itIsSilentAfterThreePeriods() {
        Rhythm rhythm = new Rhythm();
        long last = visits(rhythm, 0, 8, 300);
        assertFalse(rhythm.isSilentBy(last + 900 * SECOND));
        assertTrue(rhythm.isSilentBy(last + 901 * SECOND));
    }

    /** To the microsecond, whatever the period: the quick look before the exact one decides nothing by itself. */
    @ParameterizedTest
    @ValueSource(longs = {2_000_000, 5_000_999, 300_000_001, 86_400_123_456L})
    void backIsWhoWasSilentForThreePeriods(long period) {
        for (long more : new long[] {-1, 0, 1, 2, 3000}) {
            Rhythm rhythm = new Rhythm();
            long last = 0;
            for (int i = 0; i < 8; i++) {
                last = i * period;
                rhythm.add(last);
            }
            Duration found = rhythm.period();
            assertNotNull(found);
            long again = last + 3 * (found.toNanos() / 1000) + more;
            rhythm.add(again);
            assertEquals(more > 0 ? Micros.toInstant(again) : null, rhythm.backSince(), period + " and " + more);
        }
    }

    @Test
    void whoComesAgainIsBack() {
        Rhythm rhythm = new Rhythm();
        long last = visits(rhythm, 0, 8, 300);
        assertNull(rhythm.backSince());
        long again = last + 3600 * SECOND;
        visits(rhythm, again, 3, 300);
        assertEquals(Micros.toInstant(again), rhythm.backSince());
        assertEquals(Duration.ofMinutes(5), rhythm.period());
    }
}
