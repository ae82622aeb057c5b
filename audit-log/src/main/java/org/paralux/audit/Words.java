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
        for (; i < end && i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            long found = zeros(at(bytes, i) ^ LINE_FEEDS);
            if (found != 0) {
                return Math.min(end, i + place(found));
            }
        }
        while (i < end && bytes[i] != '\n') {
            i++;
        }
        return Math.min(end, i);
    }

    /** The first quote, backslash or byte that is not ASCII from {@code from} on; {@code end} where there is none. */
    static int endOfPlainText(byte[] bytes, int from, int end) {
        int i = from;
        for (; i < end && i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            long word = at(bytes, i);
            long found = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | (word & HIGH_BITS);
            if (found != 0) {
                return Math.min(end, i + place(found));
            }
        }
        while (i < end && bytes[i] >= 0 && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return Math.min(end, i);
    }

    static int hash(byte[] bytes, int from, int end) {
        long hash = (long) end - from;
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            hash = mix(hash, at(bytes, i));
        }
        if (i < end) {
            hash = mix(hash, first(bytes, i, end - i));
        }
        return (int) (hash ^ hash >>> 32);
    }

    /** The word whose lowest {@code count} bytes, at most eight, are those at {@code from}, and whose others are zero. */
    static long first(byte[] bytes, int from, int count) {
        if (from <= bytes.length - Long.BYTES) {
            return at(bytes, from) & mask(count);
        }
        long word = 0;
        for (int i = Math.min(from + count, bytes.length) - 1; i >= from; i--) {
            word = word << 8 | (bytes[i] & 0xFF);
        }
        return word;
    }

    private static long mask(int bytes) {
        return -1L >>> ((Long.BYTES - bytes) * Byte.SIZE);
    }

    private static long at(byte[] bytes, int place) {
        return (long) WORD.get(bytes, place);
    }

    private static int place(long found) {
        return Long.numberOfTrailingZeros(found) >>> 3;
    }

    private static long mix(long hash, long word) {
        return Long.rotateLeft((hash ^ word) * 0x9E37_79B9_7F4A_7C15L, 29);
    }

    /** A word whose lowest set bit is in the lowest byte of {@code word} that is zero; 0 where there is none. */
    private static long zeros(long word) {
        return word - ONES & ~word & HIGH_BITS;
    }
}
