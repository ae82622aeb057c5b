package org.paralux.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The name of a member of a record, as it stands in a line, and how much room its value may take there. */
final class Key {
    /** How many different {@link #slot slots} there are. */
    static final int SLOTS = 256;

    /** Room for a name, and for most paths. */
    private static final int TEXT_BYTES = 1024;

    private final String name;
    private final byte[] literal;
    private final long firstBytes;
    private final int firstCount;
    private final int maxBytes;
    private final boolean unique;
    private final int detail;
    private final int slot;

    private Key(String name, int maxBytes, boolean unique, int detail) {
        this.name = name;
        this.literal = ('"' + name + "\":").getBytes(StandardCharsets.US_ASCII);
        this.firstCount = Math.min(literal.length, Long.BYTES);
        this.firstBytes = Words.first(literal, 0, firstCount);
        this.maxBytes = maxBytes;
        this.unique = unique;
        this.detail = detail;
        this.slot = name.hashCode() & (SLOTS - 1);
    }

    static Key of(String name) {
        return of(name, TEXT_BYTES);
    }

    /** A key whose value may take {@code maxBytes} in the line, without its quotes or brackets; the rest is cut. */
    static Key of(String name, int maxBytes) {
        return new Key(name, maxBytes, false, 0);
    }

    /** A key whose value no two records share, so that a reader keeps it for no other. */
    static Key unique(String name) {
        return unique(name, TEXT_BYTES);
    }

    static Key unique(String name, int maxBytes) {
        return new Key(name, maxBytes, true, 0);
    }

    /** The same key as a part of {@code detail}. */
    Key of(Detail part) {
        return new Key(name, maxBytes, unique, part.bit());
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

    /** A small number that most other names do not have. */
    int slot() {
        return slot;
    }

    int maxBytes() {
        return maxBytes;
    }

    boolean unique() {
        return unique;
    }

    /** Whether it belongs to one of these details, each a bit. */
    boolean isIn(int details) {
        return (detail & details) != 0;
    }
}
