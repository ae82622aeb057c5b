package org.paralux.diff;

import java.util.Arrays;
import org.paralux.luxi.Payload;

/**
 * JSON texts as sequences of code points. An escaped pair of surrogates is the one code point it stands for, a lone
 * surrogate is itself. A byte that is no UTF-8 is a unit of its own, beyond all code points, so that it equals nothing but
 * the same byte. Nothing is normalised.
 */
final class Texts {
    private static final int BYTE = Character.MAX_CODE_POINT + 1;

    /** Where such a byte is printed, it is the lone surrogate that {@link org.paralux.luxi.LuxiJson} makes of it. */
    private static final int PRINTED_BYTE = 0xDC00;

    private static final int CONTINUATION = 0x80;

    private Texts() {}

    /** Whether the texts whose opening quotes are at {@code i} and {@code j} are the same. */
    static boolean same(Payload a, int i, Payload b, int j) {
        int endA = JsonBytes.textEnd(a, i);
        int endB = JsonBytes.textEnd(b, j);
        if (a.sameBytes(i, endA, b, j, endB)) {
            return true;
        }
        return (hasEscape(a, i, endA) || hasEscape(b, j, endB))
                && Arrays.equals(codePoints(a, i, endA), codePoints(b, j, endB));
    }

    static boolean hasEscape(Payload bytes, int start, int end) {
        return JsonBytes.quoteOrBackslash(bytes, start + 1) < end - 1;
    }

    /** The text whose opening quote is at {@code start}. */
    static String string(Payload bytes, int start) {
        return string(bytes, start, Integer.MAX_VALUE);
    }

    /** The first code points of a text. */
    static String string(Payload bytes, int start, int most) {
        int end = JsonBytes.textEnd(bytes, start);
        int longest = most < (end - start) / 6 ? most * 6 : end - start;
        int[] points = codePoints(bytes, start, Math.min(end, start + longest + 2));
        StringBuilder text = new StringBuilder(points.length);
        for (int i = 0; i < Math.min(most, points.length); i++) {
            int point = points[i];
            text.appendCodePoint(point >= BYTE ? PRINTED_BYTE + point - BYTE : point);
        }
        return text.toString();
    }

    /** The units of a text between its quotes, which are at {@code start} and {@code end - 1}. */
    static int[] codePoints(Payload bytes, int start, int end) {
        int last = end - 1;
        int[] points = new int[Math.max(0, last - start - 1)];
        int count = 0;
        int i = start + 1;
        while (i < last) {
            int b = bytes.byteAt(i);
            if (b == '\\') {
                int point = escaped(bytes, i, last);
                i += bytes.byteAt(i + 1) == 'u' ? 6 : 2;
                if (Character.isBmpCodePoint(point) && Character.isHighSurrogate((char) point)) {
                    int low = escaped(bytes, i, last);
                    if (low >= 0 && Character.isBmpCodePoint(low) && Character.isLowSurrogate((char) low)) {
                        point = Character.toCodePoint((char) point, (char) low);
                        i += 6;
                    }
                }
                points[count++] = point;
            } else if (b >= 0) {
                points[count++] = b;
                i++;
            } else {
                int length = sequence(bytes, i, last);
                points[count++] = length == 0 ? BYTE + (b & 0xFF) : decoded(bytes, i, length);
                i += Math.max(1, length);
            }
        }
        return Arrays.copyOf(points, count);
    }

    /** The text as bytes without escapes; a lone surrogate that was escaped becomes four bytes that are no UTF-8. */
    static byte[] unescaped(Payload bytes, int start, int end) {
        int[] points = codePoints(bytes, start, end);
        byte[] plain = new byte[points.length * 4];
        int count = 0;
        for (int point : points) {
            if (point < 0x80) {
                plain[count++] = (byte) point;
            } else if (point >= BYTE) {
                plain[count++] = (byte) (point - BYTE);
            } else if (point < 0x800) {
                plain[count++] = (byte) (0xC0 | point >> 6);
                plain[count++] = continuation(point);
            } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                plain[count++] = (byte) 0xFF;
                plain[count++] = (byte) 0xFE;
                plain[count++] = (byte) (point >> 8);
                plain[count++] = (byte) point;
            } else if (Character.isBmpCodePoint(point)) {
                plain[count++] = (byte) (0xE0 | point >> 12);
                plain[count++] = continuation(point >> 6);
                plain[count++] = continuation(point);
            } else {
                plain[count++] = (byte) (0xF0 | point >> 18);
                plain[count++] = continuation(point >> 12);
                plain[count++] = continuation(point >> 6);
                plain[count++] = continuation(point);
            }
        }
        return Arrays.copyOf(plain, count);
    }

    private static byte continuation(int bits) {
        return (byte) (CONTINUATION | (bits & 0x3F));
    }

    /** What the escape at {@code i} stands for, or -1 where there is none. */
    private static int escaped(Payload bytes, int i, int last) {
        if (i + 1 >= last || bytes.byteAt(i) != '\\') {
            return -1;
        }
        return switch (bytes.byteAt(i + 1)) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> i + 6 > last ? -1 : hex(bytes, i + 2);
            default -> bytes.byteAt(i + 1);
        };
    }

    private static int hex(Payload bytes, int i) {
        int point = 0;
        for (int k = i; k < i + 4; k++) {
            point = point << 4 | Character.digit(bytes.byteAt(k), 16);
        }
        return point;
    }

    /** The length of the well-formed UTF-8 sequence of several bytes at {@code i}, or 0. */
    private static int sequence(Payload bytes, int i, int last) {
        int first = bytes.byteAt(i) & 0xFF;
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || i + length > last) {
            return 0;
        }
        for (int k = 1; k < length; k++) {
            if ((bytes.byteAt(i + k) & 0xC0) != CONTINUATION) {
                return 0;
            }
        }
        int point = decoded(bytes, i, length);
        int least = length == 4 ? Character.MIN_SUPPLEMENTARY_CODE_POINT : length == 3 ? 0x800 : CONTINUATION;
        boolean isSurrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return point < least || point > Character.MAX_CODE_POINT || isSurrogate ? 0 : length;
    }

    private static int decoded(Payload bytes, int i, int length) {
        int point = bytes.byteAt(i) & (0xFF >> (length + 1));
        for (int k = 1; k < length; k++) {
            point = point << 6 | (bytes.byteAt(i + k) & 0x3F);
        }
        return point;
    }
}
