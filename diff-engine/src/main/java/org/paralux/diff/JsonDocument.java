package org.paralux.diff;

import java.util.Arrays;
import org.paralux.luxi.Payload;

/**
 * Bytes that begin with one well-formed JSON value. A value is known by the index of its first byte; nothing is built
 * of it. Stepping over a large one is a look into a table. Not thread-safe.
 */
final class JsonDocument {
    /** What {@link #firstElement} and {@link #nextElement} give where there is none. */
    static final int NONE = -1;

    private static final int LOOKED_AHEAD = 4;

    final Payload bytes;
    private final int root;
    private final int rootEnd;
    private final int[] starts;
    private final int[] ends;

    /** The place in the table that was looked up last: the next is mostly close behind it. */
    private int hint;

    JsonDocument(Payload bytes, int root, int rootEnd, int[] starts, int[] ends) {
        this.bytes = bytes;
        this.root = root;
        this.rootEnd = rootEnd;
        this.starts = starts;
        this.ends = ends;
    }

    int root() {
        return root;
    }

    int rootEnd() {
        return rootEnd;
    }

    JsonType type(int value) {
        return switch (bytes.byteAt(value)) {
            case '{' -> JsonType.OBJECT;
            case '[' -> JsonType.LIST;
            case '"' -> JsonType.TEXT;
            case 't', 'f' -> JsonType.BOOLEAN;
            case 'n' -> JsonType.NULL;
            default -> JsonType.NUMBER;
        };
    }

    boolean is(JsonType type, int value) {
        return value != NONE && type(value) == type;
    }

    /** Behind the value. */
    int end(int value) {
        return switch (bytes.byteAt(value)) {
            case '{', '[' -> containerEnd(value);
            case '"' -> JsonBytes.textEnd(bytes, value);
            default -> JsonBytes.plainEnd(bytes, value);
        };
    }

    private int containerEnd(int value) {
        int i = hint;
        if (i >= starts.length || starts[i] > value) {
            i = fromStart(value);
        } else {
            int most = Math.min(starts.length, i + LOOKED_AHEAD);
            while (i < most && starts[i] < value) {
                i++;
            }
            i = i < most ? i : fromStart(value);
        }
        hint = i;
        return i < starts.length && starts[i] == value ? ends[i] : JsonBytes.containerEnd(bytes, value);
    }

    /** The place in the table of the first container that begins there or behind. */
    private int fromStart(int value) {
        int i = Arrays.binarySearch(starts, value);
        return i < 0 ? ~i : i;
    }

    int firstElement(int list) {
        int first = JsonBytes.skipSpace(bytes, list + 1);
        return bytes.byteAt(first) == ']' ? NONE : first;
    }

    /** The element behind the one that ends at {@code elementEnd}. */
    int nextElement(int elementEnd) {
        int comma = JsonBytes.skipSpace(bytes, elementEnd);
        return bytes.byteAt(comma) == ',' ? JsonBytes.skipSpace(bytes, comma + 1) : NONE;
    }

    /** Where the elements of a list begin. */
    Ints elements(int list) {
        Ints elements = new Ints();
        for (int i = firstElement(list); i != NONE; i = nextElement(end(i))) {
            elements.add(i);
        }
        return elements;
    }

    /** Element {@code index} of a list, or {@link #NONE}. */
    int element(int list, int index) {
        int i = firstElement(list);
        for (int left = index; left > 0 && i != NONE; left--) {
            i = nextElement(end(i));
        }
        return i;
    }

    Members members(int object) {
        return Members.of(this, object);
    }

    /** The value of a member, of a repeated one the last; or {@link #NONE}. */
    int member(int object, String key) {
        return members(object).last(key);
    }

    /** Whether two values of two documents are the same bytes. */
    boolean sameBytes(int value, JsonDocument other, int otherValue) {
        return bytes.sameBytes(value, end(value), other.bytes, otherValue, other.end(otherValue));
    }
}
