package org.paralux.audit.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTableTest {

    /** As a map would count them, whatever the order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void countsEveryCell(long seed) {
        Random random = new Random(seed);
        List<long[]> trials = new ArrayList<>();
        Map<Long, long[]> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            long hash = random.nextInt(5_000);
            boolean failed = random.nextInt(10) == 0;
            trials.add(new long[] {hash, failed ? 1 : 0});
            long[] cell = expected.computeIfAbsent(hash, each -> new long[2]);
            cell[0]++;
            cell[1] |= failed ? 1 : 0;
        }
        Collections.shuffle(trials, random);
        CellTable table = new CellTable();
        trials.forEach(trial -> table.add(trial[0], trial[0], trial[1] == 1, false));
        assertEquals(expected.size(), table.size());
        Map<Long, List<Object>> found = new TreeMap<>();
        table.forEach((block, times, failed, without) -> found.put(block, List.of(times, failed, without)));
        Map<Long, List<Object>> wanted = new TreeMap<>();
        expected.forEach((hash, cell) ->
                wanted.put(hash, List.of((int) Math.min(3, cell[0]), cell[1] == 1, cell[1] == 1)));
        assertEquals(wanted, found, "seed " + seed);
    }

    /** Too many cells leave a fair sample, the same for every order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void tooManyCellsAreSampledFairly(long seed) {
        int cells = 200_000;
        List<Long> order = new ArrayList<>();
        for (long cell = 0; cell < cells; cell++) {
            order.add(cell);
        }
        Map<Long, Boolean> first = sample(order);
        Collections.shuffle(order, new Random(seed));
        assertEquals(first, sample(order), "seed " + seed);
        long failed = first.values().stream().filter(each -> each).count();
        assertEquals(0.1, (double) failed / first.size(), 0.02);
    }

    private static Map<Long, Boolean> sample(List<Long> order) {
        CellTable table = new CellTable();
        order.forEach(cell -> table.add(cell, cell, cell % 10 == 0, false));
        assertTrue(table.size() <= 2 * CellTable.MOST && table.sampledOneIn() > 1);
        Map<Long, Boolean> sample = new TreeMap<>();
        table.forEach((block, times, failed, without) -> sample.put(block, failed));
        return sample;
    }
}
