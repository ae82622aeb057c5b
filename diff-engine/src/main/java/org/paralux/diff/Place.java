package org.paralux.diff;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One place of a reply, whatever is wrong there: the same place at the next look is equal to it.
 *
 * @param path as reports print it, for example {@code result.data[inst1.example.com].oper_ram}
 * @param row what names the row; null outside of rows, and where nothing names them
 * @param field the field asked for, or the outermost member; null where the place is a whole row or the whole reply
 */
public record Place(
        String path, @Nullable String row, @Nullable String field) implements Comparable<Place> {
    private static final Comparator<Place> ORDER = Comparator.comparing(Place::path)
            .thenComparing(Place::row, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Place::field, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
