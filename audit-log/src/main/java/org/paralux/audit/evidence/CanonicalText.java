package org.paralux.audit.evidence;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Texts and numbers of JSON in the one form that all spellings of a value share: {@code 1e2} is {@code 100}, and
 * {@code \}{@code u0041} is {@code A}. Bytes that are no UTF-8 stay what they are.
 */
final class CanonicalText {
    private CanonicalText() {}

    /** What the text says whose bytes, without quotes, are those from {@code start} to {@code end}. */
    static byte[] ofText(byte[] bytes, int start, int end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(end - start + 1);
        int i = start;
        while (i < end) {
            byte b = bytes[i++];
            if (b != '\\' || i >= end) {
                out.write(b);
                continue;
            }
            byte escape = bytes[i++];
            switch (escape) {
                case 'b' -> out.write('\b');
                case 'f' -> out.write('\f');
                case 'n' -> out.write('\n');
                case 'r' -> out.write('\r');
                case 't' -> out.write('\t');
                case 'u' -> {
                    char half = fourDigits(bytes, i);
                    i += 4;
                    boolean pairs = Character.isHighSurrogate(half)
                            && i + 6 <= end
                            && bytes[i] == '\\'
                            && bytes[i + 1] == 'u'
                            && Character.isLowSurrogate(fourDigits(bytes, i + 2));
                    int codePoint = half;
                    if (pairs) {
                        codePoint = Character.toCodePoint(half, fourDigits(bytes, i + 2));
                        i += 6;
                    }
                    write(out, codePoint);
                }
                default -> out.write(escape);
            }
        }
        return out.toByteArray();
    }

    private static char fourDigits(byte[] bytes, int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            value = value << 4 | Math.max(0, Character.digit(bytes[i], 16));
        }
        return (char) value;
    }

    /** Half a pair of surrogates gets three bytes, which stand for nothing else. */
    private static void write(ByteArrayOutputStream out, int codePoint) {
        if (Character.isSurrogate((char) codePoint) && codePoint <= Character.MAX_VALUE) {
            out.write(0xE0 | codePoint >> 12);
            out.write(0x80 | (codePoint >> 6 & 0x3F));
            out.write(0x80 | (codePoint & 0x3F));
        } else {
            out.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The number, or the word {@code true} and the like. */
    static byte[] ofPlain(byte[] bytes, int start, int end) {
        String text = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        return canonical(text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String canonical(String text) {
        if (text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) {
            return text.equals("-0") ? "0" : text;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isInfinite(value) && text.indexOf('I') < 0) {
                return new BigDecimal(text).stripTrailingZeros().toString();
            }
            return value == Math.rint(value) && !Double.isInfinite(value)
                    ? new BigDecimal(value).toBigInteger().toString()
                    : Double.toString(value);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
