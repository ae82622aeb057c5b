package org.paralux.luxi;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as the two daemons write it: standard JSON, and also bare {@code NaN} and {@code Infinity} (masterd), repeated
 * keys, numbers of any size, and bytes that are not UTF-8 (luxid writes the low eight bits of each character of an
 * error text). Such a byte {@code b} is read as the lone surrogate {@code U+DC00 + b}, so different bytes stay
 * different.
 *
 * <p>A document beyond {@link #MAX_DEPTH} or {@link #MAX_NUMBER_DIGITS} is an error and never a crash; parsing does not
 * recurse. Thread-safe.
 */
public final class LuxiJson {
    /** Neither daemon has a limit that all replies keep; this one is far above what a client's own parser takes. */
    public static final int MAX_DEPTH = 10_000;

    public static final int MAX_NUMBER_DIGITS = 100_000;
    private static final int MAX_NAME_LENGTH = 1 << 20;
    private static final int MAX_STRING_LENGTH = 512 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_DIGITS)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxStringLength(MAX_STRING_LENGTH)
                    .build())
            .build();

    /** Reads trees and writes JSON by the same rules. */
    public static final JsonMapper MAPPER = JsonMapper.builder(FACTORY).build();

    private LuxiJson() {}

    /** A parser over {@code payload} that belongs to the caller, who closes it. */
    public static JsonParser parser(Payload payload) {
        byte[] bytes = payload.unsafeBytes();
        if (isUtf8(bytes)) {
            return MAPPER.createParser(bytes);
        }
        return MAPPER.createParser(new InputStreamReader(payload.asInputStream(), new SurrogateEscape()));
    }

    /** A parser over text that is known to be UTF-8, such as our own files. */
    public static JsonParser parser(InputStream utf8) {
        return FACTORY.createParser(ObjectReadContext.empty(), utf8);
    }

    /** What is wrong with a document, in one line that repeats none of its content. */
    public static String describe(JacksonException problem) {
        if (problem instanceof StreamConstraintsException bomb) {
            return bomb.getOriginalMessage();
        }
        long offset = problem.getLocation() == null ? -1 : problem.getLocation().getByteOffset();
        if (offset < 0 && problem.getLocation() != null) {
            offset = problem.getLocation().getCharOffset();
        }
        return offset < 0 ? "not JSON" : "not JSON at byte " + offset;
    }

    private static boolean isUtf8(byte[] bytes) {
        int i = 0;
        while (i < bytes.length && bytes[i] >= 0) {
            i++;
        }
        if (i == bytes.length) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, i, bytes.length - i));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
