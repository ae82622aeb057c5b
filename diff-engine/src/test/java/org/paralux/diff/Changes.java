package org.paralux.diff;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Copies of values that differ in one leaf. */
final class Changes {
    private Changes() {}

    /** A copy of a reply, of whose result one leaf is another value. */
    static Object oneLeaf(Object reply, Random random) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        ((Map<?, ?>) reply).forEach((key, value) -> changed.put(String.valueOf(key), value));
        changed.put("result", change(changed.get("result"), random));
        return changed;
    }

    private static @Nullable Object change(@Nullable Object value, Random random) {
        return switch (value) {
            case Map<?, ?> map
            when !map.isEmpty() -> {
                int at = random.nextInt(map.size());
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    Object old = entry.getValue();
                    copy.put(String.valueOf(entry.getKey()), at-- == 0 ? change(old, random) : old);
                }
                yield copy;
            }
            case List<?> list
            when !list.isEmpty() -> {
                int at = random.nextInt(list.size());
                List<@Nullable Object> copy = new ArrayList<>(list);
                copy.set(at, change(list.get(at), random));
                yield copy;
            }
            case String text -> text + "x";
            case BigInteger number -> number.add(BigInteger.ONE);
            case Double number -> Double.valueOf(Math.nextUp(number));
            case Boolean yes -> Boolean.valueOf(!yes);
            case null, default -> "changed";
        };
    }
}
