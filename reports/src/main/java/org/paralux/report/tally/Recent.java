package org.paralux.report.tally;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A map that forgets. It keeps at least the {@code capacity} keys that were used last and at most twice as many: used
 * keys move to a young generation, and when that is full the old one goes. Not thread-safe.
 */
public final class Recent<V> {
    private final int capacity;
    private final Consumer<? super V> onForgotten;
    private Map<String, V> young = new HashMap<>();
    private Map<String, V> old = new HashMap<>();

    /** @param onForgotten takes each value whose key was not used for too long */
    public Recent(int capacity, Consumer<? super V> onForgotten) {
        this.capacity = capacity;
        this.onForgotten = onForgotten;
    }

    public @Nullable V get(String key) {
        V value = young.get(key);
        if (value == null) {
            value = old.get(key);
            if (value != null) {
                put(key, value);
            }
        }
        return value;
    }

    public void put(String key, V value) {
        old.remove(key);
        if (young.size() >= capacity && !young.containsKey(key)) {
            old.values().forEach(onForgotten);
            old = young;
            young = new HashMap<>();
        }
        young.put(key, value);
    }

    public void remove(String key) {
        young.remove(key);
        old.remove(key);
    }

    public void forEach(Consumer<? super V> action) {
        young.values().forEach(action);
        old.values().forEach(action);
    }
}
