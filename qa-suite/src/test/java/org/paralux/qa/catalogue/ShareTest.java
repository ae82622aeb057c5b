package org.paralux.qa.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Never more than asked for, and no cell has two more than another that could have more. */
class ShareTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 60, 400, 100_000})
    void everyCellHasItsShare(long most) {
        Random random = new Random(most);
        List<Case> cases = new ArrayList<>();
        Map<Cell, Long> sizes = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            Cell cell = new Cell("s" + random.nextInt(1 + random.nextInt(9)), "a");
            cases.add(Case.of(cell, "{\"n\": " + i + "}"));
            sizes.merge(cell, 1L, Long::sum);
        }
        Share share = new Share(cases.stream(), most);
        Map<Cell, Long> chosen = new HashMap<>();
        cases.stream().filter(share).forEach(each -> chosen.merge(each.cell(), 1L, Long::sum));
        long total = chosen.values().stream().mapToLong(Long::longValue).sum();
        assertEquals(share.total(), total);
        assertTrue(total <= most);
        long largest = chosen.values().stream().mapToLong(Long::longValue).max().orElse(0);
        sizes.forEach((cell, size) ->
                assertTrue(chosen.getOrDefault(cell, 0L) >= Math.min(size, largest - 1), cell + " of " + size));
        assertEquals(Math.min(most, cases.size()), total);
    }
}
