package org.paralux.audit;

import java.nio.charset.StandardCharsets;

/** JSON as it stands in bytes: where a value ends, and what a text says. Nothing here recurses. */
final class JsonText {
    private JsonText() {}

    /** Where the quote stands that ends the text whose first byte is at {@code from}. */
    static int endOfText(byte[] bytes, int from, int limit) throws MalformedRecord {
        int i = from;
        while (true) {
            i = Words.endOfPlainText(bytes, i, limit);
            if (i >= limit) {
                throw new MalformedRecord("a text without end");
            }
            if (bytes[i] == '"') {
                return i;
            }
            i += bytes[i] == '\\' ? 2 : 1;
        }
    }

    /** Where the value ends that begins at {@code from}. */
    static int endOfValue(byte[] bytes, int from, int limit) throws MalformedRecord {
        int depth = 0;
        int i = from;
        while (i < limit) {
            switch (bytes[i]) {
                case '"' -> i = endOfText(bytes, i + 1, limit);
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        return i;
                    }
                }
                default -> {}
            }
            if (depth < 0) {
                return i;
            }
            i++;
        }
        return limit;
    }

    /** What the text says whose bytes these are, without the quotes around it. */
    static String decode(byte[] bytes, int start, int end) throws MalformedRecord {
        int plainEnd = Words.endOfPlainText(bytes, start, end);
        if (plainEnd == end) {
            return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        }
        StringBuilder text = new StringBuilder(end - start);
        int from = start;
        for (int i = plainEnd; i < end; i++) {
            if (bytes[i] == '\\') {
                text.append(new String(bytes, from, i - from, StandardCharsets.UTF_8));
                i = unescape(bytes, i + 1, end, text);
                from = i + 1;
            }
        }
        return text.append(new String(bytes, from, end - from, StandardCharsets.UTF_8))
                .toString();
    }

    /** Appends the character whose escape, less its backslash, begins at {@code i}; where the escape's last byte is. */
    private static int unescape(byte[] bytes, int i, int end, StringBuilder text) throws MalformedRecord {
        switch (bytes[i]) {
            case '"', '\\', '/' -> text.append((char) bytes[i]);
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'u' -> {
                text.append((char) fourDigits(bytes, i + 1, end));
                return i + 4;
            }
            default -> throw new MalformedRecord("an escape that JSON does not have");
        }
        return i;
    }

    private static int fourDigits(byte[] bytes, int from, int end) throws MalformedRecord {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < end ? Character.digit(bytes[i], 16) : -1;
            if (digit < 0) {
                throw new MalformedRecord("an escape of fewer than four digits");
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
