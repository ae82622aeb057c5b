package org.paralux.diff;

import org.paralux.luxi.Payload;

/**
 * Steps over JSON bytes, eight at a time where that pays. Whoever steps has seen the document to be well-formed, so
 * nothing here checks it; only the end of the bytes is minded.
 */
final class JsonBytes {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

    private JsonBytes() {}

    /** Nonzero where one of eight bytes is a quote or a backslash; the lowest bit that is set belongs to the first. */
    static long quotesAndBackslashes(long eight) {
        long quote = eight ^ QUOTES;
        long backslash = eight ^ BACKSLASHES;
        return (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash)) & HIGHS;
    }

    static boolean isSpace(int b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** The first index from {@code index} on that is no white space. */
    static int skipSpace(Payload bytes, int index) {
        int i = index;
        while (i < bytes.length() && bytes.byteAt(i) <= ' ' && isSpace(bytes.byteAt(i))) {
            i++;
        }
        return i;
    }

    /** The index of the first quote or backslash from {@code index} on, or the length of the bytes. */
    static int quoteOrBackslash(Payload bytes, int index) {
        int i = index;
        while (i <= bytes.length() - Long.BYTES) {
            long found = quotesAndBackslashes(bytes.eightAt(i));
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < bytes.length() && bytes.byteAt(i) != '"' && bytes.byteAt(i) != '\\') {
            i++;
        }
        return i;
    }

    /** Behind the closing quote of the text whose opening quote is at {@code index}. */
    static int textEnd(Payload bytes, int index) {
        int i = quoteOrBackslash(bytes, index + 1);
        while (bytes.byteAt(i) == '\\') {
            i = quoteOrBackslash(bytes, i + 2);
        }
        return i + 1;
    }

    /** Behind the number or word that begins at {@code index}. */
    static int plainEnd(Payload bytes, int index) {
        int i = index;
        while (i < bytes.length() && !isDelimiter(bytes.byteAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDelimiter(byte b) {
        return b == ',' || b == ']' || b == '}' || (b <= ' ' && isSpace(b));
    }

    /** Behind the object or list that begins at {@code index}, by looking at each byte of it. */
    static int containerEnd(Payload bytes, int index) {
        int depth = 0;
        int i = index;
        do {
            switch (bytes.byteAt(i)) {
                case '"' -> i = textEnd(bytes, i) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            i++;
        } while (depth > 0);
        return i;
    }

    /** Whether a number that has a value begins with {@code b}. */
    static boolean beginsNumber(byte b) {
        return b == '-' || (b >= '0' && b <= '9');
    }
}
