package org.paralux.report.tally;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {

    /** The order of what came does not matter, nothing is lost, and there are never too many stretches. */
    @ParameterizedTest
    @ValueSource(longs = {10, 5_000, 86_400, 3_000_000, 900_000_000})
    void orderDoesNotMatter(long spanSeconds) {
        Random random = new Random(spanSeconds);
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            times.add(Instant.parse("2026-01-01T00:00:00Z").plusSeconds((long) (random.nextDouble() * spanSeconds)));
        }
        List<String> first = counted(times);
        Collections.shuffle(times, random);
        assertEquals(first, counted(times), "span " + spanSeconds);
    }

    private static List<String> counted(List<Instant> times) {
        Timeline<long[]> line = Timeline.ofCounts(1);
        times.forEach(time -> line.at(time)[0]++);
        List<Timeline.Stretch<long[]>> stretches = line.stretches();
        assertTrue(stretches.size() <= Timeline.MOST, () -> stretches.size() + " stretches");
        assertEquals(
                times.size(),
                stretches.stream().mapToLong(stretch -> stretch.value()[0]).sum());
        return stretches.stream()
                .map(stretch -> line.width() + " " + stretch.start() + " " + stretch.value()[0])
                .toList();
    }
}
