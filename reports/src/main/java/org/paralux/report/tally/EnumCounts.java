package org.paralux.report.tally;

import java.util.EnumMap;
import java.util.Map;

/** How often each constant of an enumeration came. Not thread-safe. */
public final class EnumCounts<E extends Enum<E>> {
    private final Map<E, long[]> counts;

    public EnumCounts(Class<E> type) {
        counts = new EnumMap<>(type);
        for (E each : type.getEnumConstants()) {
            counts.put(each, new long[1]);
        }
    }

    public void add(E one) {
        add(one, 1);
    }

    public void add(E one, long times) {
        long[] count = counts.get(one);
        if (count != null) {
            count[0] += times;
        }
    }

    public void addAll(EnumCounts<E> others) {
        others.counts.forEach((one, count) -> add(one, count[0]));
    }

    public long of(E one) {
        long[] count = counts.get(one);
        return count == null ? 0 : count[0];
    }
}
