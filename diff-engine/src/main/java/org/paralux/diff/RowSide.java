package org.paralux.diff;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one reply: where they are, what their cells are called, and what names them. */
final class RowSide {
    /** Tried in this order; the first that was asked for names a row. */
    private static final List<List<String>> KEYS =
            List.of(List.of("name"), List.of("id"), List.of("uuid"), List.of("node"));

    private static final List<String> KEY_OF_EXPORTS = List.of("node", "export");

    final JsonDocument document;
    final Ints starts = new Ints();
    final Ints ends = new Ints();

    /** What the cells are called, in their order; null where nobody knows. */
    final @Nullable List<String> names;

    private final boolean withStatus;
    private final int[] keyColumns;
    private final NormalHash hash;

    RowSide(
            JsonDocument document,
            int list,
            @Nullable List<String> names,
            boolean withStatus,
            @Nullable String resource) {
        this.document = document;
        this.names = names;
        this.withStatus = withStatus;
        this.keyColumns = keyColumns(names, resource);
        this.hash = new NormalHash(document);
        for (int i = document.firstElement(list); i != JsonDocument.NONE; ) {
            int end = document.end(i);
            starts.add(i);
            ends.add(end);
            i = document.nextElement(end);
        }
    }

    private static int[] keyColumns(@Nullable List<String> names, @Nullable String resource) {
        if (names == null) {
            return new int[0];
        }
        if ("export".equals(resource) && names.containsAll(KEY_OF_EXPORTS)) {
            return KEY_OF_EXPORTS.stream().mapToInt(names::indexOf).toArray();
        }
        return KEYS.stream()
                .filter(names::containsAll)
                .findFirst()
                .map(key -> key.stream().mapToInt(names::indexOf).toArray())
                .orElse(new int[0]);
    }

    boolean hasKey() {
        return keyColumns.length > 0;
    }

    int size() {
        return starts.size();
    }

    int row(int index) {
        return starts.get(index);
    }

    boolean sameBytes(int index, RowSide other, int otherIndex) {
        return document.bytes.sameBytes(
                starts.get(index),
                ends.get(index),
                other.document.bytes,
                other.starts.get(otherIndex),
                other.ends.get(otherIndex));
    }

    /** A number that is the same for rows of the same name, whether that is a number or a text. */
    long keyHash(int index) {
        long all = 1;
        for (int column : keyColumns) {
            int value = value(index, column);
            all = all * 31 + (value == JsonDocument.NONE ? 0 : hash.content(value));
        }
        return all;
    }

    /** A number that is the same for rows of the same content. */
    long contentHash(int index) {
        return hash.hash(starts.get(index)).one();
    }

    /** What names the row, or null. */
    @Nullable String key(int index) {
        List<String> words = new ArrayList<>();
        for (int column : keyColumns) {
            int value = value(index, column);
            String word = value == JsonDocument.NONE ? null : ValueComparison.name(document, value);
            words.add(word == null ? "?" : word);
        }
        return words.isEmpty() ? null : String.join(" ", words);
    }

    /** The value in a cell, behind its status where there is one; or {@link JsonDocument#NONE}. */
    int value(int index, int column) {
        int row = starts.get(index);
        int cell = document.is(JsonType.LIST, row) ? document.element(row, column) : JsonDocument.NONE;
        if (!withStatus || cell == JsonDocument.NONE) {
            return cell;
        }
        return isStatusAndValue(document, cell) ? document.element(cell, 1) : JsonDocument.NONE;
    }

    /** The value of the field of this name, or {@link JsonDocument#NONE}. */
    int value(int index, String name) {
        int column = names == null ? -1 : names.indexOf(name);
        return column < 0 ? JsonDocument.NONE : value(index, column);
    }

    /** Whether nothing but what names the row is known of it. */
    boolean hasNoData(int index) {
        int columns = names == null ? 0 : names.size();
        boolean empty = columns > 1 && hasKey();
        for (int column = 0; empty && column < columns; column++) {
            int value = value(index, column);
            empty = column == keyColumns[0] || value == JsonDocument.NONE || document.type(value) == JsonType.NULL;
        }
        return empty;
    }

    static boolean isStatusAndValue(JsonDocument document, int cell) {
        if (!document.is(JsonType.LIST, cell)) {
            return false;
        }
        int status = document.firstElement(cell);
        if (!document.is(JsonType.NUMBER, status)) {
            return false;
        }
        int value = document.nextElement(document.end(status));
        return value != JsonDocument.NONE && document.nextElement(document.end(value)) == JsonDocument.NONE;
    }
}
