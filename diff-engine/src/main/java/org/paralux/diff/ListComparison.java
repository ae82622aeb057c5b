package org.paralux.diff;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says where two lists differ. A list in another order is one divergence; an element on one side only is named by its
 * value where it is a scalar; what stands at the same index is compared there.
 */
final class ListComparison {
    private final Look look;
    private final ValueComparison values;
    private final JsonDocument a;
    private final JsonDocument b;

    ListComparison(Look look, ValueComparison values) {
        this.look = look;
        this.values = values;
        this.a = look.primary;
        this.b = look.shadow;
    }

    void compare(Spot spot, int listA, int listB, int level) {
        Ints all = a.elements(listA);
        Ints others = b.elements(listB);
        String key = look.findings.keyOf(spot);
        if (key != null && byMember(spot, listA, listB, all, others, key, level)) {
            return;
        }
        Alignment alignment = Alignment.of(look, all, others);
        if (alignment.onlyA.isEmpty() && alignment.onlyB.isEmpty()) {
            look.add(spot, DivergenceKind.ORDER, listA, listB, orderCause(all));
            return;
        }
        boolean inPlace = all.size() == others.size() && alignment.sameIndexes() && !look.findings.isUnordered(spot);
        if (inPlace || (hasContainers(a, all, alignment.onlyA) && hasContainers(b, others, alignment.onlyB))) {
            pairUp(spot, all, others, alignment, level);
        } else {
            oneSided(spot, all, others, alignment);
        }
        if (!alignment.inOrder) {
            look.add(spot, DivergenceKind.ORDER, listA, listB, orderCause(all));
        }
    }

    /** The differing elements in their order, each with its partner; the rest stands on one side only. */
    private void pairUp(Spot spot, Ints all, Ints others, Alignment alignment, int level) {
        int both = Math.min(alignment.onlyA.size(), alignment.onlyB.size());
        for (int k = 0; k < both; k++) {
            int index = alignment.onlyA.get(k);
            values.compare(
                    spot.element(String.valueOf(index)), all.get(index), others.get(alignment.onlyB.get(k)), level + 1);
        }
        Cause cause = tupleOrPrefix(spot, alignment.prefixBy(all.size(), others.size()));
        for (int k = both; k < alignment.onlyA.size(); k++) {
            int index = alignment.onlyA.get(k);
            add(spot.element(String.valueOf(index)), DivergenceKind.MISSING, all.get(index), JsonDocument.NONE, cause);
        }
        for (int k = both; k < alignment.onlyB.size(); k++) {
            int index = alignment.onlyB.get(k);
            add(spot.element(String.valueOf(index)), DivergenceKind.EXTRA, JsonDocument.NONE, others.get(index), cause);
        }
    }

    private void oneSided(Spot spot, Ints all, Ints others, Alignment alignment) {
        boolean oneIsEmpty = all.isEmpty() || others.isEmpty();
        int prefixBy = alignment.prefixBy(all.size(), others.size());
        Cause cause = oneIsEmpty ? Causes.ofEmptyList(spot) : tupleOrPrefix(spot, prefixBy);
        if (cause == null && areNamesForUuids(all, others, alignment)) {
            cause = Cause.UUID_FOR_NAME;
        }
        for (int k = 0; k < alignment.onlyA.size(); k++) {
            int index = alignment.onlyA.get(k);
            String name = cause == Cause.TUPLE_ARITY ? String.valueOf(index) : name(a, all.get(index), index);
            add(spot.element(name), DivergenceKind.MISSING, all.get(index), JsonDocument.NONE, cause);
        }
        for (int k = 0; k < alignment.onlyB.size(); k++) {
            int index = alignment.onlyB.get(k);
            String name = cause == Cause.TUPLE_ARITY ? String.valueOf(index) : name(b, others.get(index), index);
            add(spot.element(name), DivergenceKind.EXTRA, JsonDocument.NONE, others.get(index), cause);
        }
    }

    /** A list inside a list is a tuple; of others, one that ends early by several is cut off. */
    private static @Nullable Cause tupleOrPrefix(Spot spot, int prefixBy) {
        if (prefixBy > 0 && spot.path().endsWith("]") && spot.field() != null) {
            return Cause.TUPLE_ARITY;
        }
        return prefixBy > 1 ? Cause.TRUNCATED_LIST : null;
    }

    private void add(Spot spot, DivergenceKind kind, int i, int j, @Nullable Cause cause) {
        if (cause == null) {
            look.add(spot, kind, i, j);
        } else {
            look.add(spot, kind, i, j, cause);
        }
    }

    private boolean areNamesForUuids(Ints all, Ints others, Alignment alignment) {
        return alignment.onlyA.size() == alignment.onlyB.size()
                && !alignment.onlyA.isEmpty()
                && areUuids(a, all, alignment.onlyA) != areUuids(b, others, alignment.onlyB)
                && (areUuids(a, all, alignment.onlyA) || areUuids(b, others, alignment.onlyB));
    }

    private static boolean areUuids(JsonDocument document, Ints elements, Ints indexes) {
        for (int k = 0; k < indexes.size(); k++) {
            String text = Causes.text(document, elements.get(indexes.get(k)));
            if (text == null || !Causes.isUuid(text)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasContainers(JsonDocument document, Ints elements, Ints indexes) {
        for (int k = 0; k < indexes.size(); k++) {
            JsonType type = document.type(elements.get(indexes.get(k)));
            if (type == JsonType.OBJECT || type == JsonType.LIST) {
                return true;
            }
        }
        return indexes.isEmpty()
                && !elements.isEmpty()
                && document.type(elements.get(0)) != JsonType.TEXT
                && (document.type(elements.get(0)) == JsonType.OBJECT
                        || document.type(elements.get(0)) == JsonType.LIST);
    }

    private static String name(JsonDocument document, int value, int index) {
        return Objects.requireNonNullElse(ValueComparison.name(document, value), String.valueOf(index));
    }

    private Cause orderCause(Ints elements) {
        Set<Long> seen = new HashSet<>();
        NormalHash hash = new NormalHash(a);
        for (int k = 0; k < elements.size(); k++) {
            if (!seen.add(hash.hash(elements.get(k)).one())) {
                return Cause.LIST_ORDER;
            }
        }
        return Cause.SET_ORDER;
    }

    private boolean byMember(Spot spot, int listA, int listB, Ints all, Ints others, String member, int level) {
        Map<String, Integer> byMemberA = ValueComparison.byMember(a, all, member);
        Map<String, Integer> byMemberB = ValueComparison.byMember(b, others, member);
        if (byMemberA == null || byMemberB == null) {
            return false;
        }
        byMemberA.forEach((name, element) -> {
            Integer other = byMemberB.get(name);
            if (other == null) {
                look.add(spot.element(name), DivergenceKind.MISSING, element, JsonDocument.NONE);
            } else {
                values.compare(spot.element(name), element, other, level + 1);
            }
        });
        byMemberB.forEach((name, element) -> {
            if (!byMemberA.containsKey(name)) {
                look.add(spot.element(name), DivergenceKind.EXTRA, JsonDocument.NONE, element);
            }
        });
        boolean sameOrder = byMemberA.keySet().stream()
                .filter(byMemberB::containsKey)
                .toList()
                .equals(byMemberB.keySet().stream()
                        .filter(byMemberA::containsKey)
                        .toList());
        if (!sameOrder) {
            look.add(spot, DivergenceKind.ORDER, listA, listB, Cause.LIST_ORDER);
        }
        return true;
    }

    /** Which elements of two lists have no partner of the same value, and whether the others stand in the same order. */
    private record Alignment(Ints onlyA, Ints onlyB, boolean inOrder) {
        static Alignment of(Look look, Ints all, Ints others) {
            int from = 0;
            int endA = all.size();
            int endB = others.size();
            while (from < Math.min(endA, endB) && look.equality.same(all.get(from), others.get(from))) {
                from++;
            }
            while (endA > from && endB > from && look.equality.same(all.get(endA - 1), others.get(endB - 1))) {
                endA--;
                endB--;
            }
            Map<Long, Ints> free = new HashMap<>();
            NormalHash hashB = new NormalHash(look.shadow);
            for (int k = endB - 1; k >= from; k--) {
                free.computeIfAbsent(hashB.hash(others.get(k)).one(), _ -> new Ints())
                        .add(k);
            }
            NormalHash hashA = new NormalHash(look.primary);
            Ints onlyA = new Ints();
            boolean[] taken = new boolean[endB];
            boolean inOrder = true;
            int last = -1;
            for (int k = from; k < endA; k++) {
                Ints partners = free.get(hashA.hash(all.get(k)).one());
                if (partners == null || partners.isEmpty()) {
                    onlyA.add(k);
                } else {
                    int partner = partners.removeLast();
                    taken[partner] = true;
                    inOrder &= partner > last;
                    last = partner;
                }
            }
            Ints onlyB = new Ints();
            for (int k = from; k < endB; k++) {
                if (!taken[k]) {
                    onlyB.add(k);
                }
            }
            return new Alignment(onlyA, onlyB, inOrder);
        }

        boolean sameIndexes() {
            boolean same = onlyA.size() == onlyB.size();
            for (int k = 0; same && k < onlyA.size(); k++) {
                same = onlyA.get(k) == onlyB.get(k);
            }
            return same;
        }

        /** By how many elements the one list is longer than the other, which is its beginning; else 0. */
        int prefixBy(int sizeA, int sizeB) {
            Ints only = onlyA.isEmpty() ? onlyB : onlyA;
            int shorter = Math.min(sizeA, sizeB);
            boolean isPrefix = (onlyA.isEmpty() || onlyB.isEmpty()) && inOrder && shorter > 0 && only.get(0) == shorter;
            return isPrefix ? Math.abs(sizeA - sizeB) : 0;
        }
    }
}
