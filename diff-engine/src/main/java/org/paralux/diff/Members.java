package org.paralux.diff;

import java.util.LinkedHashMap;
import java.util.Map;
import org.paralux.luxi.Payload;

/** Where the keys and values of one object begin, in their order. */
final class Members {
    private final JsonDocument document;
    private final Ints keys = new Ints();

    /** Behind the closing quotes. */
    private final Ints keyEnds = new Ints();

    /** Whether a key has an escape, so that keys of different bytes may be the same. */
    private boolean hasEscapes;

    private final Ints values = new Ints();

    private Members(JsonDocument document) {
        this.document = document;
    }

    static Members of(JsonDocument document, int object) {
        Members members = new Members(document);
        Payload bytes = document.bytes;
        int i = JsonBytes.skipSpace(bytes, object + 1);
        while (bytes.byteAt(i) == '"') {
            int keyEnd = members.addKey(i);
            int colon = JsonBytes.skipSpace(bytes, keyEnd);
            int value = JsonBytes.skipSpace(bytes, colon + 1);
            members.values.add(value);
            int next = document.nextElement(document.end(value));
            if (next == JsonDocument.NONE) {
                break;
            }
            i = next;
        }
        return members;
    }

    private int addKey(int start) {
        int end = JsonBytes.quoteOrBackslash(document.bytes, start + 1) + 1;
        if (document.bytes.byteAt(end - 1) == '\\') {
            hasEscapes = true;
            end = JsonBytes.textEnd(document.bytes, start);
        }
        keys.add(start);
        keyEnds.add(end);
        return end;
    }

    int size() {
        return keys.size();
    }

    int key(int index) {
        return keys.get(index);
    }

    int value(int index) {
        return values.get(index);
    }

    String name(int index) {
        return Texts.string(document.bytes, keys.get(index));
    }

    boolean sameKey(int index, Members other, int otherIndex) {
        Payload bytes = document.bytes;
        Payload otherBytes = other.document.bytes;
        int start = keys.get(index);
        int otherStart = other.keys.get(otherIndex);
        boolean sameBytes =
                bytes.sameBytes(start, keyEnds.get(index), otherBytes, otherStart, other.keyEnds.get(otherIndex));
        return sameBytes || ((hasEscapes || other.hasEscapes) && Texts.same(bytes, start, otherBytes, otherStart));
    }

    int last(String key) {
        for (int i = size() - 1; i >= 0; i--) {
            if (name(i).equals(key)) {
                return values.get(i);
            }
        }
        return JsonDocument.NONE;
    }

    /**
     * The values of each key, in the order of first appearance. A value that is the same as the one before it under its
     * key counts once.
     */
    Map<String, Ints> byKey() {
        Map<String, Ints> byKey = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            Ints known = byKey.computeIfAbsent(name(i), _ -> new Ints());
            int value = values.get(i);
            if (known.isEmpty() || !same(known.get(known.size() - 1), value)) {
                known.add(value);
            }
        }
        return byKey;
    }

    /** Of containers only by their bytes, so that no document of repeated keys makes this costly. */
    private boolean same(int value, int other) {
        Payload bytes = document.bytes;
        boolean bothPlain = bytes.byteAt(value) != '{'
                && bytes.byteAt(value) != '['
                && bytes.byteAt(other) != '{'
                && bytes.byteAt(other) != '[';
        return bothPlain
                ? Scalars.same(bytes, value, bytes, other)
                : bytes.sameBytes(value, document.end(value), bytes, other, document.end(other));
    }
}
