package org.paralux.proxy.live;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts by name, of the first so many names; what comes later is counted together. Not thread-safe. */
final class BoundedCounts {
    static final String OTHER = "other";

    private final int limit;
    private final Map<String, Long> counts = new HashMap<>();
    private long other;

    BoundedCounts(int limit) {
        this.limit = limit;
    }

    void add(String name) {
        if (counts.size() < limit || counts.containsKey(name)) {
            counts.merge(name, 1L, Long::sum);
        } else {
            other++;
        }
    }

    int size() {
        return counts.size();
    }

    /** The largest first, at most {@code most} by name; the rest as {@link #OTHER}, where there is any. */
    Map<String, Long> top(int most) {
        Map<String, Long> top = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .forEach(entry -> top.put(entry.getKey(), entry.getValue()));
        long named = top.values().stream().mapToLong(Long::longValue).sum();
        long rest = other + counts.values().stream().mapToLong(Long::longValue).sum() - named;
        if (rest > 0) {
            top.merge(OTHER, rest, Long::sum);
        }
        return top;
    }
}
