package org.paralux.luxi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A second opinion: the plainest reader of JSON that one can write, which shares nothing with the code under test. Reads
 * objects as maps, lists as lists, texts as strings, numbers as the text they were written in, null as null.
 */
final class NaiveJson {
    /** A number as it was written. */
    record Digits(String text) {}

    /** Which of two members with one key counts. */
    enum Repeated {
        FIRST_COUNTS,
        LAST_COUNTS
    }

    /** Thrown for what is no JSON. */
    static final class NotJson extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotJson(int at) {
            super("at character " + at);
        }
    }

    private final String text;
    private final Repeated repeated;
    private int at;

    private NaiveJson(String text, Repeated repeated) {
        this.text = text;
        this.repeated = repeated;
    }

    static @Nullable Object read(String text, Repeated repeated) {
        NaiveJson reader = new NaiveJson(text, repeated);
        Object value = reader.value();
        reader.space();
        if (reader.at != text.length()) {
            throw new NotJson(reader.at);
        }
        return value;
    }

    private @Nullable Object value() {
        space();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            case 'N' -> word("NaN", new Digits("NaN"));
            case 'I' -> word("Infinity", new Digits("Infinity"));
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        expect('{');
        space();
        if (peek() == '}') {
            at++;
            return members;
        }
        do {
            space();
            String key = string();
            space();
            expect(':');
            Object value = value();
            if (repeated == Repeated.LAST_COUNTS || !members.containsKey(key)) {
                members.put(key, value);
            }
            space();
        } while (more('}'));
        return members;
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> members = new ArrayList<>();
        expect('[');
        space();
        if (peek() == ']') {
            at++;
            return members;
        }
        do {
            members.add(value());
            space();
        } while (more(']'));
        return members;
    }

    private boolean more(char end) {
        if (peek() == ',') {
            at++;
            return true;
        }
        expect(end);
        return false;
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw new NotJson(at - 1);
            }
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
                    throw new NotJson(at);
                }
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> throw new NotJson(at - 1);
        };
    }

    private Digits number() {
        int start = at;
        while (at < text.length() && "+-.0123456789eEInfity".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(start, at);
        if (!number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?|-Infinity")) {
            throw new NotJson(start);
        }
        return new Digits(number);
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw new NotJson(at);
        }
        at += word.length();
        return value;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at == text.length()) {
            throw new NotJson(at);
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw new NotJson(at);
        }
        at++;
    }
}
