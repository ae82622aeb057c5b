package org.paralux.qa.simulate.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NiceSortTest {
    private static final List<String> IN_ORDER = List.of(
            "",
            "7",
            "07a",
            "8",
            "80",
            "a",
            "a1",
            "a1b",
            "a2",
            "a2b9",
            "a2b10",
            "a10",
            "b",
            "disk.size",
            "disk.size/0",
            "disk.size/2",
            "disk.size/10",
            "disk.sizes",
            "node2.example.net",
            "node10.example.net");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void putsAnyShuffleInOrder(long seed) {
        List<String> shuffled = new ArrayList<>(IN_ORDER);
        Collections.shuffle(shuffled, new Random(seed));
        shuffled.sort(NiceSort.INSTANCE);
        assertEquals(IN_ORDER, shuffled, () -> "seed " + seed);
    }

    @Test
    void countsRunsNoFurtherThanEight() {
        String eightRuns = "a1b2c3d4";
        assertEquals(1, Integer.signum(NiceSort.INSTANCE.compare(eightRuns + "e9", eightRuns + "e10")));
    }

    @Test
    void comparesNumbersOfAnyLength() {
        assertEquals(-1, Integer.signum(NiceSort.INSTANCE.compare("n99999999999999999999", "n100000000000000000000")));
    }
}
