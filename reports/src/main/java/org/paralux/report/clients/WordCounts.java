package org.paralux.report.clients;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * How often each of some words came. A client may choose the words, so there is a limit to how many different ones are
 * counted, and to their length. Not thread-safe.
 */
final class WordCounts {
    private static final int LONGEST_WORD = 128;
    private static final Comparator<Map.Entry<String, long[]>> MOST_FIRST =
            Comparator.<Map.Entry<String, long[]>>comparingLong(entry -> -entry.getValue()[0])
                    .thenComparing(Map.Entry::getKey);

    private final Map<String, long[]> byWord = new HashMap<>();
    private final int limit;

    /** A client mostly asks again what it asked before: the words that came last, and how often in a row. */
    private List<String> lastWords = List.of();

    private long timesInARow;

    WordCounts(int limit) {
        this.limit = limit;
    }

    void add(String word) {
        add(word, 1);
    }

    /** Counts each of {@code words} once, however often it stands among them. */
    void addEach(List<String> words) {
        if (!words.equals(lastWords)) {
            addUp();
            lastWords = words;
        }
        timesInARow++;
    }

    private void addUp() {
        for (String word : new LinkedHashSet<>(lastWords)) {
            add(word, timesInARow);
        }
        timesInARow = 0;
    }

    private void add(String word, long times) {
        long[] count = byWord.get(word);
        if (count == null) {
            if (byWord.size() >= limit || word.length() > LONGEST_WORD) {
                return;
            }
            count = new long[1];
            byWord.put(word, count);
        }
        count[0] += times;
    }

    /** The {@code most} most frequent words, most first. */
    SequencedMap<String, Long> top(int most) {
        addUp();
        SequencedMap<String, Long> top = new LinkedHashMap<>();
        byWord.entrySet().stream()
                .sorted(MOST_FIRST)
                .limit(most)
                .forEachOrdered(entry -> top.put(entry.getKey(), entry.getValue()[0]));
        return Collections.unmodifiableSequencedMap(top);
    }
}
