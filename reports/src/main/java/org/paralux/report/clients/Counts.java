package org.paralux.report.clients;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * On how many occasions each of some words came. A client may choose the words, so there is a limit to how many
 * different ones are counted, and to their length. Not thread-safe.
 */
final class Counts {
    private static final int LONGEST_WORD = 128;
    private static final Comparator<Map.Entry<String, Counter>> MOST_FIRST =
            Comparator.<Map.Entry<String, Counter>>comparingLong(entry -> -entry.getValue().count)
                    .thenComparing(Map.Entry::getKey);

    private final Map<String, Counter> byWord = new HashMap<>();
    private final int limit;

    Counts(int limit) {
        this.limit = limit;
    }

    /**
     * Counts {@code word}, but only once an occasion.
     *
     * @param occasion a number that grows from one occasion to the next, from 1
     */
    void add(String word, long occasion) {
        Counter counter = byWord.get(word);
        if (counter == null) {
            if (byWord.size() >= limit || word.length() > LONGEST_WORD) {
                return;
            }
            counter = new Counter();
            byWord.put(word, counter);
        }
        if (counter.lastOccasion < occasion) {
            counter.lastOccasion = occasion;
            counter.count++;
        }
    }

    /** The {@code most} most frequent words, most first. */
    SequencedMap<String, Long> top(int most) {
        SequencedMap<String, Long> top = new LinkedHashMap<>();
        byWord.entrySet().stream()
                .sorted(MOST_FIRST)
                .limit(most)
                .forEachOrdered(entry -> top.put(entry.getKey(), entry.getValue().count));
        return Collections.unmodifiableSequencedMap(top);
    }

    private static final class Counter {
        private long count;
        private long lastOccasion;
    }
}
