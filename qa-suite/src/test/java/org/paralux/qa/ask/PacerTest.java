package org.paralux.qa.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No second holds more requests than it may, however unevenly they are asked for. */
class PacerTest {
    private static final long SECOND = 1_000_000_000;

    private static final class HandTime implements Time {
        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void waitUntil(long nanos) {
            now = Math.max(now, nanos);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 3, 7.5, 100, 2000})
    void noSecondHoldsMoreThanTheRate(double rate) throws InterruptedException {
        HandTime time = new HandTime();
        Pacer pacer = new Pacer(rate, time);
        Random random = new Random(11);
        List<Long> sent = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            time.now += random.nextInt(10) == 0 ? random.nextLong(2 * SECOND) : random.nextLong(1000);
            pacer.await();
            sent.add(time.nanos());
        }
        int first = 0;
        for (int last = 0; last < sent.size(); last++) {
            while (sent.get(last) - sent.get(first) >= SECOND) {
                first++;
            }
            assertTrue(last - first + 1 <= Math.ceil(rate), "at " + last);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, SECOND})
    void withoutALimitNobodyWaits(long now) throws InterruptedException {
        HandTime time = new HandTime();
        time.now = now;
        Pacer pacer = new Pacer(0, time);
        for (int i = 0; i < 1000; i++) {
            pacer.await();
        }
        assertEquals(now, time.nanos());
    }
}
