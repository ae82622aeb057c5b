package org.paralux.diff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.paralux.luxi.Payload;

/**
 * Numbers and words. A number without fraction and exponent is an exact integer of any size; any other is the double
 * that its text denotes, or, beyond the largest double, its exact decimal. {@code NaN} equals {@code NaN}.
 */
final class Scalars {
    /** An integer of as many digits may be beyond the largest double, of fewer it is not. */
    private static final int DIGITS_OF_EVERY_DOUBLE = 308;

    private Scalars() {}

    /** Whether two values that are neither objects nor lists are the same. */
    static boolean same(Payload a, int i, Payload b, int j) {
        if (a.byteAt(i) == '"' || b.byteAt(j) == '"') {
            return a.byteAt(i) == b.byteAt(j) && Texts.same(a, i, b, j);
        }
        return samePlain(a, i, JsonBytes.plainEnd(a, i), b, j, JsonBytes.plainEnd(b, j));
    }

    /** Whether two numbers or words, between their ends, are the same. */
    static boolean samePlain(Payload a, int i, int endA, Payload b, int j, int endB) {
        if (a.sameBytes(i, endA, b, j, endB)) {
            return true;
        }
        if (!JsonBytes.beginsNumber(a.byteAt(i)) || !JsonBytes.beginsNumber(b.byteAt(j))) {
            return false;
        }
        boolean bothIntegers = isInteger(a, i, endA) && isInteger(b, j, endB);
        return bothIntegers
                ? isZero(a, i, endA) && isZero(b, j, endB)
                : normal(a, i, endA).equals(normal(b, j, endB));
    }

    /** The one text of all that denote the same number; a word is its own. */
    static String normal(Payload bytes, int start, int end) {
        String text = bytes.text(start, end, ISO_8859_1);
        if (!JsonBytes.beginsNumber(bytes.byteAt(start)) || text.endsWith("Infinity")) {
            return text;
        }
        boolean integer = isInteger(bytes, start, end);
        if (integer && text.length() <= DIGITS_OF_EVERY_DOUBLE) {
            return text.equals("-0") ? "0" : text;
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            return beyondDoubles(text);
        }
        if (integer) {
            return text;
        }
        if (value == 0) {
            return "0";
        }
        return value == Math.rint(value) ? new BigDecimal(value).toBigInteger().toString() : Double.toString(value);
    }

    /** Whether a number has neither fraction nor exponent. */
    static boolean isInteger(Payload bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes.byteAt(i) == '.' || bytes.byteAt(i) == 'e' || bytes.byteAt(i) == 'E' || bytes.byteAt(i) == 'I') {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(Payload bytes, int start, int end) {
        return bytes.byteAt(end - 1) == '0' && (end - start == 1 || (end - start == 2 && bytes.byteAt(start) == '-'));
    }

    /** Digits without zeros at their ends, and the power of ten that goes with them, which may be of any size. */
    private static String beyondDoubles(String text) {
        boolean negative = text.startsWith("-");
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        String mantissa = text.substring(negative ? 1 : 0, e < 0 ? text.length() : e);
        BigInteger power =
                e < 0 ? BigInteger.ZERO : new BigInteger(text.substring(text.charAt(e + 1) == '+' ? e + 2 : e + 1));
        int point = mantissa.indexOf('.');
        String digits = point < 0 ? mantissa : mantissa.substring(0, point) + mantissa.substring(point + 1);
        int from = 0;
        while (digits.charAt(from) == '0') {
            from++;
        }
        int to = digits.length();
        while (digits.charAt(to - 1) == '0') {
            to--;
        }
        int behindPoint = point < 0 ? 0 : mantissa.length() - point - 1;
        BigInteger scaled =
                power.subtract(BigInteger.valueOf(behindPoint)).add(BigInteger.valueOf(digits.length() - to));
        return (negative ? "-" : "") + digits.substring(from, to) + "e" + scaled;
    }
}
