package org.paralux.proxy.gate;

import java.util.LinkedHashMap;
import java.util.Map;

/** The last of many names with what belongs to each. Not thread-safe. */
final class RecentNames<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1;

    private final int most;

    RecentNames(int most) {
        super(64, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > most;
    }
}
