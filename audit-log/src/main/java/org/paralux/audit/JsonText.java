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
        byte[] plain = new byte[end - start];
        int length = 0;
        int from = start;
        int to = plainEnd;
        while (to < end) {
            System.arraycopy(bytes, from, plain, length, to - from);
            length += to - from;
            byte next = bytes[to];
            if (next == '\\') {
                if (bytes[to + 1] == 'u') {
                    return decodeByCharacter(bytes, start, end);
                }
                next = unescape(bytes[to + 1]);
                to++;
            }
            plain[length++] = next;
            from = to + 1;
            to = Words.endOfPlainText(bytes, from, end);
        }
        System.arraycopy(bytes, from, plain, length, end - from);
        return new String(plain, 0, length + end - from, StandardCharsets.UTF_8);
    }

    /** As {@link #decode}, of a text with an escape of four digits, which may be half of a surrogate pair. */
    private static String decodeByCharacter(byte[] bytes, int start, int end) throws MalformedRecord {
        StringBuilder text = new StringBuilder(end - start);
        int from = start;
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\\') {
                text.append(new String(bytes, from, i - from, StandardCharsets.UTF_8));
                i++;
                if (bytes[i] == 'u') {
                    text.append((char) fourDigits(bytes, i + 1, end));
                    i += 4;
                } else {
                    text.append((char) unescape(bytes[i]));
                }
                from = i + 1;
            }
        }
        return text.append(new String(bytes, from, end - from, StandardCharsets.UTF_8))
                .toString();
    }

    /** The character that a backslash and {@code escape} stand for. */
    private static byte unescape(byte escape) throws MalformedRecord {
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw new MalformedRecord("an escape that JSON does not have");
        };
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
