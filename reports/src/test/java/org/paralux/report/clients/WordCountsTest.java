package org.paralux.report.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordCountsTest {
    private static final List<List<String>> ASKED = List.of(
            List.of("name", "status"), List.of("name"), List.of("name", "name", "uuid"), List.of(), List.of("status"));

    /** Whatever comes in a row, and whenever somebody looks. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void eachWordCountsOnceAList(long seed) {
        Random random = new Random(seed);
        WordCounts counts = new WordCounts(8);
        Map<String, Long> expected = new HashMap<>();
        List<String> words = ASKED.getFirst();
        for (int i = 0; i < 500; i++) {
            words = random.nextInt(3) == 0 ? ASKED.get(random.nextInt(ASKED.size())) : words;
            counts.addEach(words);
            new HashSet<>(words).forEach(word -> expected.merge(word, 1L, Long::sum));
            if (random.nextInt(20) == 0) {
                counts.add("name");
                expected.merge("name", 1L, Long::sum);
                assertEquals(expected, counts.top(8), "seed " + seed + ", step " + i);
            }
        }
        assertEquals(expected, counts.top(8), "seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void soManyWordsAtMost(int limit) {
        WordCounts counts = new WordCounts(limit);
        counts.addEach(List.of("a", "b", "c", "d".repeat(129)));
        counts.addEach(List.of("b"));
        assertEquals(limit, counts.top(8).size());
        assertEquals(limit < 2 ? null : Long.valueOf(2), counts.top(8).get("b"));
    }
}
