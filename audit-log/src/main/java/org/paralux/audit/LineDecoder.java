package org.paralux.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line at a time, as {@link LineEncoder} wrote it, member by member in the order of the format, without a tree
 * and without looking at what nobody asks for.
 *
 * <p>First {@link #begin}, then the members of the event, then {@link #end}. Values that records share are kept, and
 * given out again ({@link Interned}). Not thread-safe.
 */
final class LineDecoder extends LineCursor {
    /** {@code ,"chain":"} and 64 digits and {@code "}}: what every line ends with, its line feed apart. */
    static final int CHAIN_MEMBER_BYTES = 10 + Chain.DIGITS + 2;

    /** {@code ,"chain":"}: what lies between the bytes that are hashed and the digits. */
    static final int CHAIN_KEY_BYTES = CHAIN_MEMBER_BYTES - Chain.DIGITS - 2;

    private static final byte[] HEAD = ascii("{\"seq\":");
    private static final byte[] TIME = ascii(",\"time\":\"");
    private static final byte[] EVENT = ascii("\",\"event\":\"");
    private static final byte[] CHAIN = ascii(",\"chain\":\"");
    private static final byte[] NULL = ascii("null");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");

    private final TimeText timeText = new TimeText();
    private final Interned<String> texts = new Interned<>(2048, 512);
    private final Interned<List<String>> lists = new Interned<>(512, 4096);
    private final Interned<Double> decimals = new Interned<>(256, 32);

    /** The details that are passed over, each a bit. */
    private final int passedOver;

    private int timeAt;
    private long seq;
    private @Nullable EventType type;

    LineDecoder() {
        this(Set.of());
    }

    /** @param without details that are passed over: what may be absent is, other texts are empty and numbers 0 */
    LineDecoder(Set<Detail> without) {
        this.passedOver = without.stream().mapToInt(Detail::bit).sum();
    }

    /** A part of a record that is an object of its own. */
    @FunctionalInterface
    interface Part<T> {
        T read(LineDecoder in) throws MalformedRecord;
    }

    /** Reads the line's number, its event and the place of its time and chain. */
    void begin(byte[] line, int start, int end) throws MalformedRecord {
        bytes = line;
        position = start;
        limit = end - CHAIN_MEMBER_BYTES;
        if (limit < start || !standsAt(CHAIN, limit) || line[end - 1] != '}' || line[end - 2] != '"') {
            throw new MalformedRecord("does not end with a chain");
        }
        expect(HEAD, "seq");
        seq = digits("seq");
        expect(TIME, "time");
        timeAt = position;
        position += TimeText.BYTES;
        expect(EVENT, "event");
        int nameStart = position;
        while (position < limit && bytes[position] != '"') {
            position++;
        }
        type = EventType.named(bytes, nameStart, position);
        position++;
    }

    void begin(LineReader line) throws MalformedRecord {
        begin(line.buffer(), line.start(), line.end());
    }

    long seq() {
        return seq;
    }

    /** The kind of the event; null for one that only a later version writes. */
    @Nullable EventType type() {
        return type;
    }

    Instant time() throws MalformedRecord {
        return timeText.read(bytes, timeAt);
    }

    /** Where in the line its 64 digits of chain begin. */
    int chainAt() {
        return limit + CHAIN.length;
    }

    /** The head of a log that ends with this line. */
    AuditHead head() throws MalformedRecord {
        String chain = new String(bytes, chainAt(), Chain.DIGITS, StandardCharsets.US_ASCII);
        if (!Chain.isText(chain)) {
            throw new MalformedRecord("chain: not 64 hexadecimal digits");
        }
        return new AuditHead(time(), seq, chain);
    }

    /** Where the bytes that are hashed end. */
    int hashedEnd() {
        return limit;
    }

    /** Passes over what a later version may have added, and tells which values were cut when they were written. */
    List<String> end() throws MalformedRecord {
        while (position < limit) {
            List<String> truncated = textsOrNull(LineEncoder.TRUNCATED);
            if (truncated != null) {
                return truncated;
            }
            skipMember();
        }
        return List.of();
    }

    String text(Key key) throws MalformedRecord {
        if (passesOver(key)) {
            return "";
        }
        return required(key, textOrNull(key));
    }

    @Nullable String textOrNull(Key key) throws MalformedRecord {
        if (passesOver(key) || !at(key)) {
            return null;
        }
        return key.unique() ? textHere() : sharedTextHere(key);
    }

    List<String> texts(Key key) throws MalformedRecord {
        return required(key, textsOrNull(key));
    }

    @Nullable List<String> textsOrNull(Key key) throws MalformedRecord {
        if (passesOver(key) || !at(key)) {
            return null;
        }
        expect('[', key.name());
        int start = position;
        Interned.Kept<List<String>> again = lists.again(key, bytes, start, limit, ']');
        if (again != null) {
            position = start + again.length() + 1;
            return again.value();
        }
        while (position < limit && bytes[position] != ']') {
            int from = bytes[position] == ',' ? position + 1 : position;
            if (bytes[from] != '"') {
                throw new MalformedRecord(key.name() + ": something else than texts");
            }
            position = JsonText.endOfText(bytes, from + 1, limit) + 1;
        }
        int end = position;
        expect(']', key.name());
        return lists.get(key, bytes, start, end, this::listIn).value();
    }

    long number(Key key) throws MalformedRecord {
        if (!at(key)) {
            throw missing(key);
        }
        return digits(key.name());
    }

    int integer(Key key) throws MalformedRecord {
        long value = number(key);
        if (value != (int) value) {
            throw new MalformedRecord(key.name() + ": too large");
        }
        return (int) value;
    }

    @Nullable Long numberOrNull(Key key) throws MalformedRecord {
        return !passesOver(key) && at(key) ? (Long) digits(key.name()) : null;
    }

    double decimal(Key key) throws MalformedRecord {
        if (!at(key)) {
            throw missing(key);
        }
        int start = position;
        Interned.Kept<Double> decimal = decimals.again(key, bytes, start, limit, ',');
        if (decimal == null) {
            int end = JsonText.endOfValue(bytes, start, limit);
            decimal = decimals.get(key, bytes, start, end, LineDecoder::decimalIn);
        }
        position = start + decimal.length();
        return decimal.value();
    }

    private static Double decimalIn(byte[] in, int start, int end) throws MalformedRecord {
        String text = new String(in, start, end - start, StandardCharsets.US_ASCII);
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new MalformedRecord(text + ": no number");
        }
    }

    /** A list of two numbers, each of which may be null; null where the key is not there. */
    <T> @Nullable T pairOrNull(Key key, BiFunction<@Nullable Long, @Nullable Long, T> pair) throws MalformedRecord {
        if (!at(key)) {
            return null;
        }
        expect('[', key.name());
        Long first = elementOrNull(key);
        expect(',', key.name());
        Long second = elementOrNull(key);
        expect(']', key.name());
        return pair.apply(first, second);
    }

    private @Nullable Long elementOrNull(Key key) throws MalformedRecord {
        if (position < limit && bytes[position] == 'n') {
            expect(NULL, key.name());
            return null;
        }
        return digits(key.name());
    }

    boolean flag(Key key) throws MalformedRecord {
        return required(key, flagOrNull(key));
    }

    @Nullable Boolean flagOrNull(Key key) throws MalformedRecord {
        if (!at(key)) {
            return null;
        }
        boolean value = position < limit && bytes[position] == 't';
        expect(value ? TRUE : FALSE, key.name());
        return value;
    }

    Instant time(Key key) throws MalformedRecord {
        if (!at(key)) {
            throw missing(key);
        }
        expect('"', key.name());
        if (position + TimeText.BYTES > limit) {
            throw new MalformedRecord(key.name() + ": cut short");
        }
        Instant value = timeText.read(bytes, position);
        position += TimeText.BYTES;
        expect('"', key.name());
        return value;
    }

    Map<String, Long> numberMembers(Key key) throws MalformedRecord {
        Map<String, Long> members = new LinkedHashMap<>();
        openMembers(key);
        while (nextMember()) {
            String name = memberName();
            members.put(name, digits(name));
        }
        return members;
    }

    Map<String, String> textMembers(Key key) throws MalformedRecord {
        Map<String, String> members = new LinkedHashMap<>();
        openMembers(key);
        while (nextMember()) {
            members.put(memberName(), textHere());
        }
        return members;
    }

    <T> @Nullable T objectOrNull(Key key, Part<T> part) throws MalformedRecord {
        if (!at(key)) {
            return null;
        }
        expect('{', key.name());
        T value = part.read(this);
        while (position < limit && bytes[position] != '}') {
            skipMember();
        }
        expect('}', key.name());
        return value;
    }

    private String sharedTextHere(Key key) throws MalformedRecord {
        expect('"', "text");
        int start = position;
        Interned.Kept<String> text = texts.again(key, bytes, start, limit, '"');
        if (text == null) {
            text = texts.get(key, bytes, start, JsonText.endOfText(bytes, start, limit), JsonText::decode);
        }
        position = start + text.length() + 1;
        return text.value();
    }

    /** The texts between two brackets that are known to be there. */
    private List<String> listIn(byte[] in, int start, int end) throws MalformedRecord {
        List<String> list = new ArrayList<>();
        for (int at = start; at < end; at++) {
            int textEnd = JsonText.endOfText(in, at + 1, end);
            list.add(texts.get(in, at + 1, textEnd, JsonText::decode).value());
            at = textEnd + 1;
        }
        return List.copyOf(list);
    }

    /** Whether nobody asks for this member; if it stands here, moves past it. */
    private boolean passesOver(Key key) throws MalformedRecord {
        if (!key.isIn(passedOver)) {
            return false;
        }
        if (at(key)) {
            position = JsonText.endOfValue(bytes, position, limit);
        }
        return true;
    }

    private static <T> T required(Key key, @Nullable T value) throws MalformedRecord {
        if (value == null) {
            throw missing(key);
        }
        return value;
    }
}
