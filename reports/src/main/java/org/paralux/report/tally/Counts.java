package org.paralux.report.tally;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Counts by name, of so many names at most; what comes after them is counted as {@link #OTHER}. Not thread-safe. */
public final class Counts {
    public static final String OTHER = "other";

    private final int names;
    private final Map<String, long[]> counts = new HashMap<>();

    public Counts(int names) {
        this.names = names;
    }

    public void add(String name) {
        add(name, 1);
    }

    public void add(String name, long times) {
        long[] count = counts.get(name);
        if (count == null) {
            String kept = counts.size() < names ? name : OTHER;
            count = counts.computeIfAbsent(kept, each -> new long[1]);
        }
        count[0] += times;
    }

    public long of(String name) {
        long[] count = counts.get(name);
        return count == null ? 0 : count[0];
    }

    public long sum() {
        return counts.values().stream().mapToLong(count -> count[0]).sum();
    }

    public int distinct() {
        return counts.size();
    }

    /** Most first, equals by name. */
    public SequencedMap<String, Long> mostFirst() {
        SequencedMap<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, long[]> entry) -> -entry.getValue()[0])
                        .thenComparing(Map.Entry::getKey))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()[0]));
        return Collections.unmodifiableSequencedMap(sorted);
    }
}
