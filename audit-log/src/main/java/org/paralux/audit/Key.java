package org.paralux.audit;

import java.nio.charset.StandardCharsets;

/** The name of a member of a record, as it stands in a line, and how much room its value may take there. */
final class Key {
    /** Room for a name, and for most paths. */
    private static final int TEXT_BYTES = 1024;

    private final String name;
    private final byte[] literal;
    private final int maxBytes;
    private final boolean unique;

    private Key(String name, int maxBytes, boolean unique) {
        this.name = name;
        this.literal = ('"' + name + "\":").getBytes(StandardCharsets.US_ASCII);
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

    int maxBytes() {
        return maxBytes;
    }

    boolean unique() {
        return unique;
    }
}
