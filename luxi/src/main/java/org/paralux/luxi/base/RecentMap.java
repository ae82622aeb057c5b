package org.paralux.luxi.base;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map of so many keys at most: a new one takes the place of that which was put or asked for longest ago. Its order is
 * that of their last use, so a look changes it. Not thread-safe.
 */
public final class RecentMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    private final int most;

    /** @param most keys; 1 or more */
    public RecentMap(int most) {
        super(16, 0.75f, true);
        if (most < 1) {
            throw new IllegalArgumentException("most: " + most + " (expected: >= 1)");
        }
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
