package org.paralux.luxi.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentMapTest {
    /** Against a list of keys in the order of their last use. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void theKeysUsedLastStay(int most) {
        Random random = new Random(most);
        RecentMap<String, Integer> map = new RecentMap<>(most);
        List<String> used = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            String key = String.valueOf(random.nextInt(2 * most + 1));
            boolean isKnown = used.contains(key);
            if (random.nextBoolean()) {
                map.put(key, i);
            } else if (map.get(key) == null) {
                continue;
            }
            used.remove(key);
            used.add(key);
            if (!isKnown && used.size() > most) {
                used.removeFirst();
            }
            assertEquals(used, List.copyOf(map.keySet()), "step " + i);
        }
        Set<String> kept = new HashSet<>(used);
        assertEquals(kept, map.keySet());
    }

    @Test
    void aMapOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RecentMap<>(0));
    }
}
