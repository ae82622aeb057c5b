package org.paralux.luxi;

import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.async.ByteArrayFeeder;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as the two daemons write it: standard JSON, and also bare {@code NaN} and {@code Infinity} (masterd), repeated
 * keys, numbers of any size, and what luxid makes of an error text, of whose characters it writes the low eight bits:
 * raw control characters, and bytes that are not UTF-8. Such a byte {@code b} is read as the lone surrogate
 * {@code U+DC00 + b}, so different bytes stay different.
 *
 * <p>A document beyond {@link #MAX_DEPTH} or {@link #MAX_NUMBER_DIGITS} is an error and never a crash. Of numbers it also
 * takes {@code +INF} and the like, which neither daemon writes. The exceptions of a parser may quote the document: print
 * {@link #describe} instead. Thread-safe.
 */
public final class LuxiJson {
    /**
     * More levels than any message has, and few enough that a tree can be compared, copied and printed by recursion.
     * Python's own parser ends at about twice as many.
     */
    public static final int MAX_DEPTH = 500;

    public static final int MAX_NUMBER_DIGITS = 100_000;
    private static final int MAX_NAME_LENGTH = 1 << 20;
    private static final int MAX_STRING_LENGTH = 512 << 20;

    /** What our own records may wrap around a message. */
    private static final int MAX_DEPTH_AROUND = 100;

    /** What follows is written as escapes, for a lone surrogate can be written in no other way. */
    private static final char LAST_BEFORE_SURROGATES = '\uD7FF';

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_DIGITS)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxStringLength(MAX_STRING_LENGTH)
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + MAX_DEPTH_AROUND)
                    .build())
            .highestNonEscapedChar(LAST_BEFORE_SURROGATES)
            // The threads that parse are few and live long; any other pool is a queue between them.
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    /**
     * Reads trees by the same rules, raw control characters apart, from text that is known to be UTF-8. Writes JSON that
     * every parser takes: {@code NaN} as a text, a lone surrogate as an escape.
     */
    public static final JsonMapper MAPPER = JsonMapper.builder(FACTORY).build();

    private static final ObjectReader REQUESTS = MAPPER.reader();
    private static final ObjectReader ONE_OF_EACH_KEY = REQUESTS.with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    private static final ObjectReader PLAIN = ONE_OF_EACH_KEY.without(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);
    private static final ObjectReader REPLIES = REQUESTS.with(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS);

    private static final int BYTES_THAT_TELL_THE_ENCODING = 4;
    private static final int DECODED_AT_ONCE = 8192;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;
    private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

    private LuxiJson() {}

    /** A parser over {@code payload} that belongs to the caller, who closes it. */
    public static JsonParser parser(Payload payload) {
        return parser(REPLIES, payload);
    }

    /** A parser as strict on raw control characters as both daemons are with a request. */
    static JsonParser requestParser(Payload request) {
        return parser(REQUESTS, request);
    }

    /** As {@link #requestParser}, and refuses an object at any depth that has a key twice. */
    static JsonParser oneOfEachKeyParser(Payload request) {
        return parser(ONE_OF_EACH_KEY, request);
    }

    /** As {@link #oneOfEachKeyParser}, and takes standard JSON alone. */
    static JsonParser plainParser(Payload request) {
        return parser(PLAIN, request);
    }

    /** A parser over the first bytes of a UTF-8 document, which says {@code NOT_AVAILABLE} where they end. */
    static JsonParser parserOfBeginning(byte[] utf8) {
        JsonParser parser = FACTORY.createNonBlockingByteArrayParser(ObjectReadContext.empty());
        ((ByteArrayFeeder) parser.nonBlockingInputFeeder()).feedInput(utf8, 0, utf8.length);
        return parser;
    }

    /** A parser over text that is known to be UTF-8, such as our own files. */
    public static JsonParser parser(InputStream utf8) {
        return FACTORY.createParser(ObjectReadContext.empty(), utf8);
    }

    /** What is wrong with a document, in one line that repeats none of its content. */
    public static String describe(JacksonException problem) {
        if (problem instanceof StreamConstraintsException bomb) {
            return SETTING.matcher(bomb.getOriginalMessage()).replaceFirst("");
        }
        TokenStreamLocation location = problem.getLocation();
        if (location != null && location.getByteOffset() >= 0) {
            return "not JSON at byte " + location.getByteOffset();
        }
        if (location != null && location.getCharOffset() >= 0) {
            return "not JSON at character " + location.getCharOffset();
        }
        return "not JSON";
    }

    static boolean isUtf8(Payload payload) {
        return isUtf8(payload.unsafeBytes());
    }

    private static JsonParser parser(ObjectReader reader, Payload payload) {
        if (payload.isMapped()) {
            return reader.createParser(new SurrogateEscapeReader(payload.asByteBuffer()));
        }
        byte[] bytes = payload.unsafeBytes();
        return beginsAsUtf8(bytes) && isUtf8(bytes)
                ? reader.createParser(bytes)
                : reader.createParser(new SurrogateEscapeReader(payload.asByteBuffer()));
    }

    /**
     * Whether Jackson takes the bytes for UTF-8 without a byte order mark. Of others it would guess UTF-16 or UTF-32,
     * and read a request in them that neither daemon does.
     */
    private static boolean beginsAsUtf8(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, BYTES_THAT_TELL_THE_ENCODING); i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        return bytes.length == 0 || bytes[0] != (byte) 0xEF;
    }

    private static boolean isUtf8(byte[] bytes) {
        int ascii = asciiPrefix(bytes);
        if (ascii == bytes.length) {
            return true;
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes, ascii, bytes.length - ascii);
        CharBuffer decoded = CharBuffer.allocate(DECODED_AT_ONCE);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result;
        do {
            result = decoder.decode(rest, decoded.clear(), true);
        } while (result.isOverflow());
        return result.isUnderflow();
    }

    /** How many of the first bytes are surely ASCII: looked at eight at a time, to the word that has another. */
    private static int asciiPrefix(byte[] bytes) {
        int at = 0;
        while (at <= bytes.length - Long.BYTES && ((long) WORDS.get(bytes, at) & NOT_ASCII) == 0) {
            at += Long.BYTES;
        }
        while (at < bytes.length && bytes[at] >= 0) {
            at++;
        }
        return at;
    }
}
