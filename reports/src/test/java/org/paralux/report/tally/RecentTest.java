package org.paralux.report.tally;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentTest {
    private static final int CAPACITY = 10;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsTheKeysUsedLastAndHandsOverEveryOther(long seed) {
        Random random = new Random(seed);
        List<String> forgotten = new ArrayList<>();
        Recent<String> recent = new Recent<>(CAPACITY, forgotten::add);
        Set<String> lastUsed = new LinkedHashSet<>();
        for (int i = 0; i < 5_000; i++) {
            String key = "k" + random.nextInt(40);
            if (recent.get(key) == null) {
                recent.put(key, key);
                forgotten.remove(key);
            }
            lastUsed.remove(key);
            lastUsed.add(key);
            if (lastUsed.size() > CAPACITY) {
                lastUsed.remove(lastUsed.iterator().next());
            }
            List<String> kept = new ArrayList<>();
            recent.forEach(kept::add);
            assertTrue(kept.containsAll(lastUsed), () -> "seed " + seed + ": " + kept + " lacks some of " + lastUsed);
            assertTrue(kept.size() <= 2 * CAPACITY, () -> "seed " + seed + ": " + kept.size());
            assertEquals(Set.copyOf(kept).size(), kept.size(), () -> "seed " + seed + ": twice in " + kept);
            assertTrue(forgotten.stream().noneMatch(kept::contains), () -> "seed " + seed);
        }
        assertTrue(!forgotten.isEmpty(), () -> "seed " + seed);
    }

    @Test
    void whatIsRemovedIsNotForgotten() {
        List<String> forgotten = new ArrayList<>();
        Recent<String> recent = new Recent<>(1, forgotten::add);
        recent.put("a", "a");
        recent.put("b", "b");
        recent.remove("a");
        recent.remove("b");
        assertNull(recent.get("a"));
        assertNull(recent.get("b"));
        recent.put("c", "c");
        recent.put("d", "d");
        assertEquals(List.of(), forgotten);
    }
}
