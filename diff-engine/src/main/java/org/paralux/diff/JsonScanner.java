package org.paralux.diff;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Payload;

/**
 * Reads bytes once, sees whether they begin with one well-formed JSON value, and notes where its large objects and lists
 * end. Takes what {@link org.paralux.luxi.LuxiJson} takes: also bare {@code NaN}, {@code Infinity} and
 * {@code -Infinity}, repeated keys, raw control characters and any bytes inside texts.
 *
 * <p>The open containers are a stack of its own, so the depth of a document costs memory and no recursion.
 */
final class JsonScanner {
    /** Deeper than any message, and a bound on what a document of brackets alone can cost. */
    static final int MAX_DEPTH = 100_000;

    /** A shorter container is as quickly stepped over as looked up. */
    static final int LARGE = 64;

    private final Payload bytes;

    /** Where the containers begin and end, by their beginnings; those not yet ended are here whatever their length. */
    private int[] starts = new int[64];

    private int[] ends = new int[64];
    private int count;

    /** The open containers as indexes into {@link #starts}. */
    private int[] open = new int[64];

    private int depth;

    /** Whether the innermost open container is an object. */
    private boolean inObject;

    private @Nullable String problem;

    private JsonScanner(Payload bytes) {
        this.bytes = bytes;
    }

    /** What was read, or what is wrong with it, in one line that repeats none of the content. */
    sealed interface Scan {
        record Read(JsonDocument document) implements Scan {}

        record NotJson(String problem) implements Scan {}
    }

    static Scan scan(Payload bytes) {
        JsonScanner scanner = new JsonScanner(bytes);
        int root = JsonBytes.skipSpace(bytes, 0);
        int end = scanner.value(root);
        if (end < 0) {
            String problem = scanner.problem == null ? "not JSON at byte " + ~end : scanner.problem;
            return new Scan.NotJson(problem);
        }
        return new Scan.Read(new JsonDocument(
                bytes,
                root,
                end,
                Arrays.copyOf(scanner.starts, scanner.count),
                Arrays.copyOf(scanner.ends, scanner.count)));
    }

    /** Behind the value at {@code start}, or the complement of where it is none. */
    private int value(int start) {
        int i = start;
        while (true) {
            switch (bytes.at(i)) {
                case '{' -> {
                    if (!open(i)) {
                        return ~i;
                    }
                    i = JsonBytes.skipSpace(bytes, i + 1);
                    if (bytes.at(i) != '}') {
                        i = key(i);
                        if (i < 0) {
                            return i;
                        }
                        continue;
                    }
                    close(++i);
                }
                case '[' -> {
                    if (!open(i)) {
                        return ~i;
                    }
                    i = JsonBytes.skipSpace(bytes, i + 1);
                    if (bytes.at(i) != ']') {
                        continue;
                    }
                    close(++i);
                }
                case '"' -> i = text(i);
                case 't' -> i = word(i, "true");
                case 'f' -> i = word(i, "false");
                case 'n' -> i = word(i, "null");
                case 'N' -> i = word(i, "NaN");
                case 'I' -> i = word(i, "Infinity");
                case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> i = number(i);
                default -> {
                    return ~i;
                }
            }
            i = i < 0 ? i : next(i);
            if (i < 0 || depth == 0) {
                return i;
            }
        }
    }

    /** From behind a value to the next one, through the ends of containers; behind the outermost, its end. */
    private int next(int afterValue) {
        int i = afterValue;
        while (depth > 0) {
            i = JsonBytes.skipSpace(bytes, i);
            int b = bytes.at(i);
            if (b == ',') {
                i = JsonBytes.skipSpace(bytes, i + 1);
                return inObject ? key(i) : i;
            }
            if (b != (inObject ? '}' : ']')) {
                return ~i;
            }
            close(++i);
        }
        return i;
    }

    /** From a key to its value. */
    private int key(int start) {
        int i = bytes.at(start) == '"' ? text(start) : ~start;
        if (i < 0) {
            return i;
        }
        i = JsonBytes.skipSpace(bytes, i);
        return bytes.at(i) == ':' ? JsonBytes.skipSpace(bytes, i + 1) : ~i;
    }

    private int text(int start) {
        int i = JsonBytes.quoteOrBackslash(bytes, start + 1);
        while (bytes.at(i) == '\\') {
            int escape = escape(i);
            if (escape < 0) {
                return escape;
            }
            i = JsonBytes.quoteOrBackslash(bytes, escape);
        }
        return i < bytes.length() ? i + 1 : ~i;
    }

    private int escape(int backslash) {
        return switch (bytes.at(backslash + 1)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> backslash + 2;
            case 'u' -> hexDigits(backslash + 2);
            default -> ~backslash;
        };
    }

    private int hexDigits(int start) {
        for (int i = start; i < start + 4; i++) {
            if (Character.digit(bytes.at(i), 16) < 0) {
                return ~i;
            }
        }
        return start + 4;
    }

    private int word(int start, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (bytes.at(start + i) != word.charAt(i)) {
                return ~start;
            }
        }
        return start + word.length();
    }

    private int number(int start) {
        int i = bytes.at(start) == '-' ? start + 1 : start;
        if (bytes.at(i) == 'I') {
            return word(i, "Infinity");
        }
        int whole = digits(i);
        if (whole == i || (bytes.byteAt(i) == '0' && whole > i + 1)) {
            return ~start;
        }
        i = whole;
        if (bytes.at(i) == '.') {
            int fraction = digits(i + 1);
            if (fraction == i + 1) {
                return ~start;
            }
            i = fraction;
        }
        int e = bytes.at(i);
        if (e == 'e' || e == 'E') {
            int sign = bytes.at(i + 1);
            int from = sign == '+' || sign == '-' ? i + 2 : i + 1;
            i = digits(from);
            return i == from ? ~start : i;
        }
        return i;
    }

    private int digits(int start) {
        int i = start;
        while (i < bytes.length() && bytes.byteAt(i) >= '0' && bytes.byteAt(i) <= '9') {
            i++;
        }
        return i;
    }

    private boolean open(int start) {
        if (depth == MAX_DEPTH) {
            problem = "deeper than " + MAX_DEPTH + " levels";
            return false;
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
        }
        starts[count] = start;
        open[depth++] = count++;
        inObject = bytes.byteAt(start) == '{';
        return true;
    }

    /** Forgets a small container; those inside it are smaller and were forgotten before, so it is the last. */
    private void close(int end) {
        int index = open[--depth];
        if (end - starts[index] < LARGE) {
            count = index;
        } else {
            ends[index] = end;
        }
        inObject = depth > 0 && bytes.byteAt(starts[open[depth - 1]]) == '{';
    }
}
