package org.paralux.diff;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * The part of a large reply that shows how some of its rows differ: all that is around the rows, byte by byte, and of the
 * rows those alone. It is a reply of the same shape, and what was compared once can be compared again by it.
 *
 * <p>The reply is read where it lies, once, and never copied as a whole. Belongs to one thread.
 */
public final class ReplyExcerpt {
    /** No number that names a row is longer. */
    private static final int LONGEST_NUMBER = 20;

    private final Payload reply;
    private final Set<String> names;
    private final int maxBytes;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private ReplyExcerpt(Payload reply, Set<String> names, int maxBytes) {
        this.reply = reply;
        this.names = names;
        this.maxBytes = maxBytes;
    }

    /**
     * The excerpt; empty where the reply has no rows, or what is around them is too long.
     *
     * @param names of the rows, as {@link Place#row} has them; a row that has one of them as a text or a number anywhere is
     *     taken
     * @param maxBytes how long it may become; rows that do not fit are left out
     */
    public static Optional<Payload> of(Payload reply, Set<String> names, int maxBytes) {
        return new ReplyExcerpt(reply, names, maxBytes).make();
    }

    private Optional<Payload> make() {
        int result = member(skipSpace(0), "result");
        int rows = reply.at(result) == '{' ? member(result, "data") : result;
        if (reply.at(rows) != '[') {
            return Optional.empty();
        }
        int end = valueEnd(rows);
        int around = rows + 1 + reply.length() - end + 1;
        if (reply.at(end - 1) != ']' || around > maxBytes) {
            return Optional.empty();
        }
        copy(0, rows + 1);
        boolean first = true;
        for (int row = skipSpace(rows + 1); row < end - 1; ) {
            int rowEnd = valueEnd(row);
            boolean fits = around + out.size() - (rows + 1) + (rowEnd - row) + 1 <= maxBytes;
            if (fits && isWanted(row, rowEnd)) {
                if (!first) {
                    out.write(',');
                }
                copy(row, rowEnd);
                first = false;
            }
            int comma = skipSpace(rowEnd);
            row = reply.at(comma) == ',' ? skipSpace(comma + 1) : end;
        }
        copy(end - 1, reply.length());
        return Optional.of(Payload.wrap(out.toByteArray()));
    }

    private void copy(int from, int to) {
        for (int i = from; i < to; i++) {
            out.write(reply.byteAt(i));
        }
    }

    /** Where the value of a member of the object begins; the reply's end where it has none. */
    private int member(int object, String name) {
        if (reply.at(object) != '{') {
            return reply.length();
        }
        for (int key = skipSpace(object + 1); reply.at(key) == '"'; ) {
            int keyEnd = valueEnd(key);
            int value = skipSpace(skipSpace(keyEnd) + 1);
            if (isText(key, keyEnd, Set.of(name))) {
                return value;
            }
            int comma = skipSpace(valueEnd(value));
            key = reply.at(comma) == ',' ? skipSpace(comma + 1) : reply.length();
        }
        return reply.length();
    }

    private boolean isWanted(int from, int to) {
        for (int i = from; i < to; ) {
            int c = reply.at(i);
            boolean isValue = c == '"' || c == '-' || (c >= '0' && c <= '9');
            int next = isValue ? valueEnd(i) : i + 1;
            if (isValue && (c == '"' ? isText(i, next, names) : names.contains(number(i, next)))) {
                return true;
            }
            i = next;
        }
        return false;
    }

    private String ascii(int from, int to) {
        return reply.text(from, to, StandardCharsets.ISO_8859_1);
    }

    /** As a place has it that is named by a number, however the number is spelled. */
    private String number(int from, int to) {
        String text = ascii(from, to);
        if (text.length() > LONGEST_NUMBER || text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return text;
        }
        try {
            return BigDecimal.valueOf(Double.parseDouble(text))
                    .toBigIntegerExact()
                    .toString();
        } catch (ArithmeticException | NumberFormatException e) {
            return text;
        }
    }

    private boolean isText(int from, int to, Set<String> wanted) {
        boolean isPlain = true;
        for (int i = from; isPlain && i < to; i++) {
            isPlain = reply.at(i) >= ' ' && reply.at(i) != '\\';
        }
        return wanted.contains(Spot.bounded(isPlain ? ascii(from + 1, to - 1) : decoded(from, to)));
    }

    private String decoded(int from, int to) {
        byte[] text = ascii(from, to).getBytes(StandardCharsets.ISO_8859_1);
        try (JsonParser parser = LuxiJson.parser(Payload.wrap(text))) {
            parser.nextToken();
            return parser.getString();
        } catch (JacksonException e) {
            return "";
        }
    }

    private int skipSpace(int from) {
        int i = from;
        while (reply.at(i) == ' ' || reply.at(i) == '\n' || reply.at(i) == '\t' || reply.at(i) == '\r') {
            i++;
        }
        return i;
    }

    /** Behind the value that begins there; the reply's end where it does not end. */
    private int valueEnd(int from) {
        int c = reply.at(from);
        if (c == '"') {
            return textEnd(from);
        }
        if (c != '{' && c != '[') {
            return plainEnd(from);
        }
        int depth = 0;
        for (int i = from; i < reply.length(); ) {
            switch (reply.at(i)) {
                case '"' -> i = textEnd(i);
                case '{', '[' -> {
                    depth++;
                    i++;
                }
                case '}', ']' -> {
                    i++;
                    if (--depth == 0) {
                        return i;
                    }
                }
                default -> i++;
            }
        }
        return reply.length();
    }

    private int textEnd(int from) {
        for (int i = from + 1; i < reply.length(); i++) {
            if (reply.at(i) == '\\') {
                i++;
            } else if (reply.at(i) == '"') {
                return i + 1;
            }
        }
        return reply.length();
    }

    private int plainEnd(int from) {
        int i = from;
        while (i < reply.length() && ",]} \n\t\r".indexOf(reply.at(i)) < 0) {
            i++;
        }
        return Math.max(i, from + 1);
    }
}
