package org.paralux.audit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at bytes eight at a time. */
final class Words {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long LINE_FEEDS = ONES * '\n';
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

    private Words() {}

    /** The first line feed from {@code from} on; {@code end} where there is none before it. */
    static int lineFeed(byte[] bytes, int from, int end) {
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long found = zeros((long) WORD.get(bytes, i) ^ LINE_FEEDS);
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < end && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    /** The first quote, backslash or byte that is not ASCII from {@code from} on; {@code end} where there is none. */
    static int endOfPlainText(byte[] bytes, int from, int end) {
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long word = (long) WORD.get(bytes, i);
            long found = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | (word & HIGH_BITS);
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < end && bytes[i] >= 0 && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    static int hash(byte[] bytes, int from, int end) {
        long hash = (long) end - from;
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            hash = mix(hash, (long) WORD.get(bytes, i));
        }
        long rest = 0;
        for (; i < end; i++) {
            rest = rest << 8 | (bytes[i] & 0xFF);
        }
        hash = mix(hash, rest);
        return (int) (hash ^ hash >>> 32);
    }

    private static long mix(long hash, long word) {
        return Long.rotateLeft((hash ^ word) * 0x9E37_79B9_7F4A_7C15L, 29);
    }

    /** A word whose lowest set bit is in the lowest byte of {@code word} that is zero; 0 where there is none. */
    private static long zeros(long word) {
        return word - ONES & ~word & HIGH_BITS;
    }
}
