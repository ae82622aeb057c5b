package org.paralux.diff;

import java.util.Arrays;
import java.util.Map;
import org.paralux.luxi.Payload;

/**
 * Says whether two values are the same in the sense of docs/comparison.md, and nothing of where they differ. Both are
 * read once, in step; where the keys of two objects stand in different order, those members are matched by their keys.
 * Not thread-safe.
 */
final class Equality {
    /** Of longer objects the keys are looked up in a table. */
    private static final int SHORT_OBJECT = 64;

    private final JsonDocument primary;
    private final JsonDocument shadow;
    private final Payload a;
    private final Payload b;

    /** Pairs of values still to be compared. All must be the same, so their order does not matter. */
    private final Ints pending = new Ints();

    /** The open containers of the pair that is being compared: their beginnings, and how many members were the same. */
    private int[] openA = new int[32];

    private int[] openB = new int[32];
    private int[] same = new int[32];
    private int depth;

    /** Behind the two scalars or keys compared last. */
    private int nextA;

    private int nextB;

    Equality(JsonDocument primary, JsonDocument shadow) {
        this.primary = primary;
        this.shadow = shadow;
        this.a = primary.bytes;
        this.b = shadow.bytes;
    }

    boolean same(int valueA, int valueB) {
        pending.clear();
        if (!inStep(valueA, valueB)) {
            return false;
        }
        while (!pending.isEmpty()) {
            int j = pending.removeLast();
            int i = pending.removeLast();
            if (!inStep(i, j)) {
                return false;
            }
        }
        return true;
    }

    private boolean inStep(int valueA, int valueB) {
        depth = 0;
        int i = valueA;
        int j = valueB;
        while (true) {
            byte open = a.byteAt(i);
            if (open == '[' || open == '{') {
                if (b.byteAt(j) != open) {
                    return false;
                }
                push(i, j);
                i = JsonBytes.skipSpace(a, i + 1);
                j = JsonBytes.skipSpace(b, j + 1);
                boolean emptyA = a.byteAt(i) == open + 2;
                boolean emptyB = b.byteAt(j) == open + 2;
                if (emptyA && emptyB) {
                    depth--;
                    nextA = i + 1;
                    nextB = j + 1;
                } else if (open == '[') {
                    if (emptyA != emptyB) {
                        return false;
                    }
                    continue;
                } else if (emptyA == emptyB && key(i, j)) {
                    i = nextA;
                    j = nextB;
                    continue;
                } else if (!restOfMembers()) {
                    return false;
                }
            } else if (!scalar(i, j)) {
                return false;
            }
            if (!toNextValue()) {
                return false;
            }
            if (depth == 0) {
                return true;
            }
            i = nextA;
            j = nextB;
        }
    }

    /** From behind two values to the next two, through the ends of containers; false where the two sides part. */
    private boolean toNextValue() {
        while (depth > 0) {
            int i = JsonBytes.skipSpace(a, nextA);
            int j = JsonBytes.skipSpace(b, nextB);
            boolean inObject = a.byteAt(openA[depth - 1]) == '{';
            same[depth - 1]++;
            if (a.byteAt(i) == ',' && b.byteAt(j) == ',') {
                nextA = JsonBytes.skipSpace(a, i + 1);
                nextB = JsonBytes.skipSpace(b, j + 1);
                if (!inObject || key(nextA, nextB)) {
                    return true;
                }
                if (!restOfMembers()) {
                    return false;
                }
            } else if (a.byteAt(i) != b.byteAt(j)) {
                if (!inObject || !restOfMembers()) {
                    return false;
                }
            } else {
                depth--;
                nextA = i + 1;
                nextB = j + 1;
            }
        }
        return true;
    }

    private void push(int i, int j) {
        if (depth == openA.length) {
            openA = Arrays.copyOf(openA, depth * 2);
            openB = Arrays.copyOf(openB, depth * 2);
            same = Arrays.copyOf(same, depth * 2);
        }
        openA[depth] = i;
        openB[depth] = j;
        same[depth++] = 0;
    }

    /** Whether the keys are the same; if so, the two places next are those of their values. */
    private boolean key(int i, int j) {
        if (!text(i, j)) {
            return false;
        }
        nextA = JsonBytes.skipSpace(a, JsonBytes.skipSpace(a, nextA) + 1);
        nextB = JsonBytes.skipSpace(b, JsonBytes.skipSpace(b, nextB) + 1);
        return true;
    }

    private boolean scalar(int i, int j) {
        if (a.byteAt(i) == '"') {
            return b.byteAt(j) == '"' && text(i, j);
        }
        if (b.byteAt(j) == '"') {
            return false;
        }
        nextA = JsonBytes.plainEnd(a, i);
        nextB = JsonBytes.plainEnd(b, j);
        return Scalars.samePlain(a, i, nextA, b, j, nextB);
    }

    private boolean text(int i, int j) {
        int x = i + 1;
        int y = j + 1;
        while (x <= a.length() - Long.BYTES && y <= b.length() - Long.BYTES) {
            long eight = a.eightAt(x);
            long found = JsonBytes.quotesAndBackslashes(eight);
            long differing = eight ^ b.eightAt(y);
            if (found != 0) {
                int bits = Long.numberOfTrailingZeros(found) & ~7;
                boolean sameToFound = differing == 0 || Long.numberOfTrailingZeros(differing) >= bits + Byte.SIZE;
                if (!sameToFound || a.byteAt(x + (bits >>> 3)) == '\\') {
                    break;
                }
                nextA = x + (bits >>> 3) + 1;
                nextB = y + (bits >>> 3) + 1;
                return true;
            }
            if (differing != 0) {
                break;
            }
            x += Long.BYTES;
            y += Long.BYTES;
        }
        nextA = JsonBytes.textEnd(a, i);
        nextB = JsonBytes.textEnd(b, j);
        return Texts.same(a, i, b, j);
    }

    /** Matches what is left of the innermost two objects by key, puts the pairs off, and goes behind both. */
    private boolean restOfMembers() {
        depth--;
        int from = same[depth];
        Members membersA = primary.members(openA[depth]);
        Members membersB = shadow.members(openB[depth]);
        nextA = primary.end(openA[depth]);
        nextB = shadow.end(openB[depth]);
        boolean few = membersA.size() <= SHORT_OBJECT && membersA.size() == membersB.size();
        return (few && pairUp(membersA, membersB, from)) || pairUpRepeated(membersA, membersB, from);
    }

    /** Fails, with nothing put off, where a key has no partner. */
    private boolean pairUp(Members membersA, Members membersB, int from) {
        int size = membersA.size();
        long taken = 0;
        int before = pending.size();
        int k = from;
        for (int i = from; i < size; i++) {
            int tries = size - from;
            while (tries > 0 && ((taken >>> k & 1) != 0 || !membersA.sameKey(i, membersB, k))) {
                k = k + 1 == size ? from : k + 1;
                tries--;
            }
            if (tries == 0) {
                while (pending.size() > before) {
                    pending.removeLast();
                }
                return false;
            }
            taken |= 1L << k;
            pending.add(membersA.value(i));
            pending.add(membersB.value(k));
        }
        return true;
    }

    private boolean pairUpRepeated(Members membersA, Members membersB, int from) {
        Map<String, Ints> byKeyA = membersA.byKey();
        Map<String, Ints> byKeyB = membersB.byKey();
        if (!byKeyA.keySet().equals(byKeyB.keySet())) {
            return false;
        }
        // Values in front of these were compared in step.
        int restA = from < membersA.size() ? membersA.value(from) : Integer.MAX_VALUE;
        int restB = from < membersB.size() ? membersB.value(from) : Integer.MAX_VALUE;
        for (Map.Entry<String, Ints> entry : byKeyA.entrySet()) {
            Ints valuesA = entry.getValue();
            Ints valuesB = byKeyB.getOrDefault(entry.getKey(), valuesA);
            if (valuesA.size() != valuesB.size()) {
                return false;
            }
            for (int i = 0; i < valuesA.size(); i++) {
                if (valuesA.get(i) >= restA || valuesB.get(i) >= restB) {
                    pending.add(valuesA.get(i));
                    pending.add(valuesB.get(i));
                }
            }
        }
        return true;
    }
}
