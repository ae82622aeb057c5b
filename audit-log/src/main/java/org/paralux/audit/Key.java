package org.paralux.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The name of a member of a record, as it stands in a line, and how much room its value may take there. */
final class Key {
    /** Room for a name, and for most paths. */
    private static final int TEXT_BYTES = 1024;

    private final String name;
    private final byte[] literal;
    private final long firstBytes;
    private final int firstCount;
    private final int maxBytes;
    private final boolean unique;

    private Key(String name, int maxBytes, boolean unique) {
        this.name = name;
        this.literal = ('"' + name + "\":").getBytes(StandardCharsets.US_ASCII);
        this.firstCount = Math.min(literal.length, Long.BYTES);
        this.firstBytes = Words.first(literal, 0, firstCount);
        this.maxBytes = maxBytes;
        this.unique = unique;
    }

    static Key of(String name) {
        return of(name, TEXT_BYTES);
    }

    /** A key whose value may take {@code maxBytes} in the line, without its quotes or brackets; the rest is cut. */
    static Key of(String name, int maxBytes) {
        return new Key(name, maxBytes, false);
    }

    /** A key whose value no two records share, so that a reader keeps it for no other. */
    static Key unique(String name) {
        return new Key(name, TEXT_BYTES, true);
    }

    String name() {
        return name;
    }

    /** {@code "name":} in bytes, which the caller only reads. */
    byte[] literal() {
        return literal;
    }

    /** Whether the key stands in a line at this place. Most of those that do not are told by their first eight bytes. */
    boolean standsAt(byte[] line, int from) {
        return Words.first(line, from, firstCount) == firstBytes
                && from + literal.length <= line.length
                && Arrays.equals(line, from + firstCount, from + literal.length, literal, firstCount, literal.length);
    }

    int maxBytes() {
        return maxBytes;
    }

    boolean unique() {
        return unique;
    }
}
