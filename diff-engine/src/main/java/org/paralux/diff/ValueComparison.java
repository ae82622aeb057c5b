package org.paralux.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says where two values differ, of which it is known that they do. Goes down to a bounded depth, below which a value is
 * told whole.
 */
final class ValueComparison {
    private static final int MAX_LEVEL = 32;

    private final Look look;
    private final JsonDocument a;
    private final JsonDocument b;
    private final ListComparison lists;

    ValueComparison(Look look) {
        this.look = look;
        this.a = look.primary;
        this.b = look.shadow;
        this.lists = new ListComparison(look, this);
    }

    void compare(Spot spot, int i, int j, int level) {
        if (look.equality.same(i, j)) {
            return;
        }
        JsonType type = a.type(i);
        if (type != b.type(j)) {
            look.add(spot, DivergenceKind.TYPE, i, j);
        } else if (level == MAX_LEVEL) {
            look.add(spot, DivergenceKind.VALUE, i, j, Cause.UNEXPLAINED);
        } else {
            switch (type) {
                case OBJECT -> members(spot, a.members(i), b.members(j), level);
                case LIST -> lists.compare(spot, i, j, level);
                case TEXT, NUMBER, BOOLEAN, NULL -> look.add(spot, DivergenceKind.VALUE, i, j);
            }
        }
    }

    void members(Spot spot, Members membersA, Members membersB, int level) {
        Map<String, Ints> byKeyA = membersA.byKey();
        Map<String, Ints> byKeyB = membersB.byKey();
        boolean isSubset = byKeyA.size() != byKeyB.size()
                && (byKeyA.keySet().containsAll(byKeyB.keySet())
                        || byKeyB.keySet().containsAll(byKeyA.keySet()));
        byKeyA.forEach((key, valuesA) -> {
            Spot member = spot.member(key);
            Ints valuesB = byKeyB.get(key);
            if (valuesB == null) {
                int value = valuesA.get(valuesA.size() - 1);
                oneSided(member, DivergenceKind.MISSING, value, JsonDocument.NONE, isSubset && !isNull(a, value));
            } else {
                values(member, valuesA, valuesB, level);
            }
        });
        byKeyB.forEach((key, valuesB) -> {
            if (!byKeyA.containsKey(key)) {
                int value = valuesB.get(valuesB.size() - 1);
                oneSided(
                        spot.member(key),
                        DivergenceKind.EXTRA,
                        JsonDocument.NONE,
                        value,
                        isSubset && !isNull(b, value));
            }
        });
    }

    private void oneSided(Spot spot, DivergenceKind kind, int i, int j, boolean isSubset) {
        Cause cause = isSubset ? Causes.ofSubset(spot) : null;
        if (cause == null) {
            look.add(spot, kind, i, j);
        } else {
            look.add(spot, kind, i, j, cause);
        }
    }

    private static boolean isNull(JsonDocument document, int value) {
        return document.type(value) == JsonType.NULL;
    }

    /** The values of one key, which is mostly one a side. */
    void values(Spot spot, Ints valuesA, Ints valuesB, int level) {
        if (valuesA.size() == 1 && valuesB.size() == 1) {
            compare(spot, valuesA.get(0), valuesB.get(0), level + 1);
        } else {
            repeated(spot, DivergenceKind.VALUE, valuesA, valuesB);
        }
    }

    /** The values of a key that stands several times on one side at least. */
    void repeated(Spot spot, DivergenceKind kind, Ints valuesA, Ints valuesB) {
        if (!same(valuesA, valuesB)) {
            look.addTexts(spot, kind, texts(a, valuesA), texts(b, valuesB), Cause.REPEATED_KEY);
        }
    }

    boolean same(Ints valuesA, Ints valuesB) {
        boolean same = valuesA.size() == valuesB.size();
        for (int k = 0; same && k < valuesA.size(); k++) {
            same = look.equality.same(valuesA.get(k), valuesB.get(k));
        }
        return same;
    }

    /** Several values as a list. */
    private static String texts(JsonDocument document, Ints values) {
        List<String> texts = new ArrayList<>();
        for (int k = 0; k < Math.min(values.size(), 10); k++) {
            texts.add(String.valueOf(Difference.text(document, values.get(k))));
        }
        return Difference.bounded(texts.size() == 1 ? texts.getFirst() : "[" + String.join(",", texts) + "]");
    }

    /** The elements of two lists by a member of theirs, for a rule. Null where not all elements have it. */
    static @Nullable Map<String, Integer> byMember(JsonDocument document, Ints elements, String member) {
        Map<String, Integer> byMember = new LinkedHashMap<>();
        for (int k = 0; k < elements.size(); k++) {
            int element = elements.get(k);
            int value = document.is(JsonType.OBJECT, element) ? document.member(element, member) : JsonDocument.NONE;
            String name = value == JsonDocument.NONE ? null : name(document, value);
            if (name == null || byMember.put(name, element) != null) {
                return null;
            }
        }
        return byMember;
    }

    /** What a scalar is called in a path; null for a container. */
    static @Nullable String name(JsonDocument document, int value) {
        return switch (document.type(value)) {
            case TEXT -> Texts.string(document.bytes, value, 300);
            case NUMBER, BOOLEAN, NULL -> Difference.text(document, value);
            case OBJECT, LIST -> null;
        };
    }
}
