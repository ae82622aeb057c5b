package org.paralux.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as lines of JSON, one after the other into one growing buffer, and chains them. A line:
 *
 * <pre>
 * {"seq":17,"time":"2026-11-23T19:58:32.123456Z","event":"gap", … ,"truncated":["names"],"chain":"3f…e0"}\n
 * └─ hashed, after the 64 digits of record 16's chain ─────────────────────────────────┘          └ 64 ┘
 *
 * seq        the record before it and one; the first is 1; across segments and restarts
 * time       when the event ended; RFC 3339, UTC, six digits of the second: always 27 characters
 * event      which keys follow, always in the order of {@link EventFormat}; what is null is left out; a reader passes
 *            over keys that it does not know where they follow those that it does
 * truncated  only where a value was cut to its bound ({@link Key}): the keys of the values that were
 * chain      hex SHA-256 of the last chain's text and this line's bytes before {@code ,"chain"}; the first follows on
 *            64 zeros ({@link Chain})
 * </pre>
 *
 * <p>Every text gives valid UTF-8 and valid JSON: control characters, DEL and U+0080 to U+009F, and surrogates without
 * their other half are written as {@code \}{@code uXXXX}, and so read back as they were. No line is longer than
 * {@link #MAX_LINE_BYTES}, because the bounds of an event's keys never add up to more.
 *
 * <p>Not thread-safe.
 */
final class LineEncoder {
    /** The longest line that is ever written, its line feed included. */
    static final int MAX_LINE_BYTES = 64 << 10;

    static final Key TRUNCATED = Key.of("truncated");

    private static final byte[] HEAD = ascii("{\"seq\":");
    private static final byte[] TIME = ascii(",\"time\":\"");
    private static final byte[] EVENT = ascii("\",\"event\":\"");
    private static final byte[] CHAIN = ascii(",\"chain\":\"");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] HEX = ascii("0123456789abcdef");

    private final TimeText timeText = new TimeText();
    private final List<String> cut = new ArrayList<>();
    private byte[] bytes = new byte[2 * MAX_LINE_BYTES];
    private int length;
    private int lineStart;

    /** Begins the line of one record. */
    void begin(long seq, Instant time, EventType type) {
        ensure(HEAD.length + 20 + TIME.length + TimeText.BYTES + EVENT.length + type.unsafeBytes().length + 1);
        lineStart = length;
        cut.clear();
        put(HEAD);
        putNumber(seq);
        put(TIME);
        timeText.write(time, bytes, length);
        length += TimeText.BYTES;
        put(EVENT);
        put(type.unsafeBytes());
        bytes[length++] = '"';
    }

    /** Ends the line, and moves {@code chain} on over it. */
    void end(Chain chain) {
        if (!cut.isEmpty()) {
            texts(TRUNCATED, List.copyOf(cut));
        }
        int hashed = length;
        ensure(CHAIN.length + Chain.DIGITS + 3);
        put(CHAIN);
        chain.add(bytes, lineStart, hashed, bytes, length);
        length += Chain.DIGITS;
        bytes[length++] = '"';
        bytes[length++] = '}';
        bytes[length++] = '\n';
    }

    /** Ends a line that is none of the log: without a chain, and with the keys that were cut before. */
    void endUnchained(List<String> truncated) {
        if (!truncated.isEmpty()) {
            texts(TRUNCATED, truncated);
        }
        putByte('}');
        putByte('\n');
    }

    /** Takes back the line that was begun. */
    void cancel() {
        length = lineStart;
    }

    void text(Key key, @Nullable String value) {
        if (value != null) {
            name(key);
            if (!putText(value, key.maxBytes())) {
                markCut(key);
            }
        }
    }

    /** Of a list that does not fit, the first elements are kept, each of them whole. */
    void texts(Key key, @Nullable List<String> values) {
        if (values == null) {
            return;
        }
        name(key);
        putByte('[');
        int limit = length + key.maxBytes();
        for (String value : values) {
            int before = length;
            separate();
            if (!putText(value, limit - length - 2)) {
                length = before;
                markCut(key);
                break;
            }
        }
        putByte(']');
    }

    void number(Key key, @Nullable Long value) {
        if (value != null) {
            number(key, value.longValue());
        }
    }

    void number(Key key, long value) {
        name(key);
        ensure(20);
        putNumber(value);
    }

    /** A finite number, with as many digits as tell it from every other. */
    void decimal(Key key, double value) {
        name(key);
        byte[] digits = ascii(Double.toString(value));
        ensure(digits.length);
        put(digits);
    }

    /** A list of two numbers, either of them null where it is not known. */
    void pair(Key key, @Nullable Long first, @Nullable Long second) {
        name(key);
        byte[] pair = ascii("[" + first + "," + second + "]");
        ensure(pair.length);
        put(pair);
    }

    void flag(Key key, @Nullable Boolean value) {
        if (value != null) {
            name(key);
            ensure(5);
            put(value ? TRUE : FALSE);
        }
    }

    void time(Key key, Instant value) {
        name(key);
        ensure(TimeText.BYTES + 2);
        bytes[length++] = '"';
        timeText.write(value, bytes, length);
        length += TimeText.BYTES;
        bytes[length++] = '"';
    }

    /** Writes numbers or texts by name, sorted by it; of a map that does not fit, the first entries. */
    void members(Key key, Map<String, ?> values) {
        name(key);
        putByte('{');
        int limit = length + key.maxBytes();
        for (Map.Entry<String, ?> member : new TreeMap<>(values).entrySet()) {
            int before = length;
            separate();
            boolean fits = putText(member.getKey(), limit - length - 3);
            putByte(':');
            fits = fits && putMember(member.getValue(), limit);
            if (!fits) {
                length = before;
                markCut(key);
                break;
            }
        }
        putByte('}');
    }

    private boolean putMember(Object value, int limit) {
        if (value instanceof Long number) {
            ensure(20);
            putNumber(number);
            return length <= limit;
        }
        return putText(value.toString(), limit - length - 2);
    }

    /** Begins an object inside the record; its members follow, then {@link #close}. */
    void open(Key key) {
        name(key);
        putByte('{');
    }

    void close() {
        putByte('}');
    }

    private void markCut(Key key) {
        cut.add(key.name());
    }

    private void name(Key key) {
        separate();
        ensure(key.literal().length);
        put(key.literal());
    }

    /** A comma, but not behind an opening bracket. */
    private void separate() {
        byte last = bytes[length - 1];
        if (last != '{' && last != '[') {
            putByte(',');
        }
    }

    /** Writes {@code value} in quotes, as much of it as takes {@code maxBytes}; false where it was cut. */
    private boolean putText(String value, int maxBytes) {
        putByte('"');
        ensure((int) Math.min(Math.max(maxBytes, 0), 6L * value.length()) + 1);
        int limit = length + maxBytes;
        int i = putPlain(value, maxBytes);
        while (i < value.length() && fits(value, i, limit)) {
            i += putCharacter(value, i);
        }
        putByte('"');
        return i == value.length() && maxBytes >= 0;
    }

    /** Writes the plain characters that the text begins with, mostly all of it, and tells how many these are. */
    private int putPlain(String value, int maxBytes) {
        byte[] out = bytes;
        int at = length;
        int end = Math.min(value.length(), maxBytes);
        int i = 0;
        for (; i < end; i++) {
            char c = value.charAt(i);
            if (!isPlain(c)) {
                break;
            }
            out[at++] = (byte) c;
        }
        length = at;
        return i;
    }

    private boolean fits(String value, int i, int limit) {
        return length + 6 <= limit || length + encodedBytes(value, i) <= limit;
    }

    private static int encodedBytes(String value, int i) {
        char c = value.charAt(i);
        if (c < 0x80) {
            return isPlain(c) ? 1 : c == '"' || c == '\\' ? 2 : 6;
        }
        if (Character.isSurrogate(c)) {
            return value.codePointAt(i) == c ? 6 : 4;
        }
        return c < 0xA0 ? 6 : c < 0x800 ? 2 : 3;
    }

    private static boolean isPlain(char c) {
        return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
    }

    /** Writes the character at {@code i}, and tells how many {@code char}s it took. */
    private int putCharacter(String value, int i) {
        char c = value.charAt(i);
        if (isPlain(c)) {
            bytes[length++] = (byte) c;
        } else if (c == '"' || c == '\\') {
            bytes[length++] = '\\';
            bytes[length++] = (byte) c;
        } else if (c < 0xA0) {
            putEscape(c);
        } else if (c < 0x800) {
            bytes[length++] = (byte) (0xC0 | c >> 6);
            putContinuation(c);
        } else if (!Character.isSurrogate(c)) {
            bytes[length++] = (byte) (0xE0 | c >> 12);
            putContinuation(c >> 6);
            putContinuation(c);
        } else {
            return putSurrogate(value.codePointAt(i));
        }
        return 1;
    }

    private int putSurrogate(int codePoint) {
        if (codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
            putEscape((char) codePoint);
            return 1;
        }
        bytes[length++] = (byte) (0xF0 | codePoint >> 18);
        putContinuation(codePoint >> 12);
        putContinuation(codePoint >> 6);
        putContinuation(codePoint);
        return 2;
    }

    /** Writes the lowest six bits as a byte of UTF-8 that goes on. */
    private void putContinuation(int bits) {
        bytes[length++] = (byte) (0x80 | (bits & 0x3F));
    }

    private void putEscape(char c) {
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[c >> shift & 0xF];
        }
    }

    private void putNumber(long value) {
        if (value < 0) {
            put(ascii(Long.toString(value)));
            return;
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void putByte(char c) {
        ensure(1);
        bytes[length++] = (byte) c;
    }

    private void put(byte[] part) {
        System.arraycopy(part, 0, bytes, length, part.length);
        length += part.length;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    int length() {
        return length;
    }

    /** The lines so far, to be read before the next is begun. */
    ByteBuffer lines() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    void clear() {
        length = 0;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
