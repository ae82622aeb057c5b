package org.paralux.diff;

import org.jspecify.annotations.Nullable;

/**
 * Where a comparison stands: a place, and what it belongs to.
 *
 * @param object null outside of any object
 */
record Spot(
        String path,
        @Nullable String row,
        @Nullable String field,
        @Nullable String resource,
        @Nullable ObjectState object) {
    private static final int MAX_NAME = 200;

    static Spot at(String path, @Nullable String resource) {
        return new Spot(path, null, null, resource, null);
    }

    /** The member of this name. The outermost one below a row or the result is the field. */
    Spot member(String name) {
        String word = bounded(name);
        return new Spot(path.isEmpty() ? word : path + "." + word, row, field == null ? word : field, resource, object);
    }

    /** As {@link #member}, but the field stays what it is: the envelope has none. */
    Spot part(String name) {
        return new Spot(path.isEmpty() ? name : path + "." + name, row, field, resource, object);
    }

    /** What of a list has this name, or this index where nothing names it. */
    Spot element(String name) {
        return new Spot(path + "[" + bounded(name) + "]", row, field, resource, object);
    }

    /** What of a list of fields is the definition of this one. */
    Spot definition(String name) {
        return new Spot(path + "[" + bounded(name) + "]", row, bounded(name), resource, object);
    }

    Spot row(String name, @Nullable String row, ObjectState state) {
        return new Spot(path + "[" + bounded(name) + "]", row == null ? null : bounded(row), null, resource, state);
    }

    Spot of(ObjectState state) {
        return new Spot(path, row, field, resource, state);
    }

    Place place() {
        return new Place(path, row, field);
    }

    Volatility volatility() {
        return Volatility.of(resource, field);
    }

    /** Without line ends and brackets that would end the name early, and not too long. */
    static String bounded(String name) {
        String word = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…";
        boolean plain = word.chars().allMatch(c -> c >= ' ' && c != ']' && c != '\\');
        if (plain) {
            return word;
        }
        StringBuilder escaped = new StringBuilder();
        word.chars().forEach(c -> {
            if (c < ' ') {
                escaped.append("\\u%04x".formatted(c));
            } else {
                escaped.append(c == ']' || c == '\\' ? "\\" : "").append((char) c);
            }
        });
        return escaped.toString();
    }
}
