package org.paralux.luxi;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is too deep, too long or never ends is one clear line, and never a crash. */
class LimitsTest {
    private static final int BOMB_BYTES = 64 << 20;
    private static final String TOO_DEEP = "Document nesting depth (501) exceeds the maximum allowed (500)";
    private static final String TOO_MANY_DIGITS = "Number value length (100001) exceeds the maximum allowed (100000)";

    private static String nested(String open, String close, int depth) {
        return open.repeat(depth) + close.repeat(depth);
    }

    private static LuxiReply success(String result) {
        return LuxiReply.in(Payload.of("{\"success\":true,\"result\":" + result + "}"));
    }

    private static LuxiReply failure(String argument) {
        return LuxiReply.in(Payload.of("{\"success\":false,\"result\":[\"OpExecError\",[" + argument + "]]}"));
    }

    private static LuxiRequest query(String argument) {
        return LuxiRequest.in(Payload.of("{\"method\":\"QueryConfigValues\",\"args\":[[" + argument + "]]}"));
    }

    private static LuxiRequest command(String argument) {
        return LuxiRequest.in(Payload.of("{\"args\":[" + argument + "],\"method\":\"SubmitJob\"}"));
    }

    /** Of the message's own object, list and the like, so many levels are left. */
    @Test
    void depthUpToTheLimitIsRead() {
        assertEquals(new LuxiReply.Success(), success(nested("[", "]", LuxiJson.MAX_DEPTH - 1)));
        assertInstanceOf(LuxiReply.Failure.class, failure(nested("[", "]", LuxiJson.MAX_DEPTH - 3)));
        assertInstanceOf(Query.class, query(nested("[", "]", LuxiJson.MAX_DEPTH - 3)));
        assertInstanceOf(LuxiRequest.Command.class, command(nested("[", "]", LuxiJson.MAX_DEPTH - 2)));
    }

    @Test
    void oneLevelMoreIsAnError() {
        assertEquals(new LuxiReply.Malformed(TOO_DEEP), success(nested("[", "]", LuxiJson.MAX_DEPTH)));
        assertEquals(new LuxiReply.Malformed(TOO_DEEP), failure(nested("[", "]", LuxiJson.MAX_DEPTH - 2)));
        assertEquals(
                new LuxiRequest.MalformedQuery(LuxiMethod.QUERY_CONFIG_VALUES, TOO_DEEP),
                query(nested("[", "]", LuxiJson.MAX_DEPTH - 2)));
        assertEquals(new LuxiRequest.Unknown(null, TOO_DEEP), command(nested("[", "]", LuxiJson.MAX_DEPTH - 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":", "[[],"})
    void aMillionLevelsAreAnError(String open) {
        String bomb = open.repeat(1_000_000);
        assertEquals(new LuxiReply.Malformed(TOO_DEEP), success(bomb));
        assertEquals(new LuxiReply.Malformed(TOO_DEEP), failure(bomb));
        assertEquals(new LuxiRequest.MalformedQuery(LuxiMethod.QUERY_CONFIG_VALUES, TOO_DEEP), query(bomb));
        assertEquals(new LuxiRequest.Unknown(null, TOO_DEEP), command(bomb));
        assertInstanceOf(LuxiReply.Malformed.class, LuxiReply.in(Payload.of(bomb)));
        assertInstanceOf(LuxiRequest.Unknown.class, LuxiRequest.in(Payload.of(bomb)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "0.", "1e"})
    void digitsUpToTheLimitAreReadAndOneMoreIsAnError(String begin) {
        String most = begin
                + "1"
                        .repeat(LuxiJson.MAX_NUMBER_DIGITS
                                - (begin.length()
                                        - begin.replaceAll("[0-9]", "").length()));
        String tooMany = most + "1";
        assertEquals(new LuxiReply.Success(), success(most));
        assertInstanceOf(Query.class, query(most));
        LuxiReply.Malformed malformed = assertInstanceOf(LuxiReply.Malformed.class, success(tooMany));
        assertTrue(malformed.reason().startsWith("Number value length ("), malformed.reason());
        LuxiRequest.MalformedQuery query = assertInstanceOf(LuxiRequest.MalformedQuery.class, query(tooMany));
        assertEquals(malformed.reason(), query.reason());
        assertEquals(malformed, failure(tooMany));
    }

    @Test
    void theErrorNamesWhatCameAndTheLimit() {
        assertEquals(new LuxiReply.Malformed(TOO_MANY_DIGITS), success("1".repeat(LuxiJson.MAX_NUMBER_DIGITS + 1)));
    }

    /** {@code begin}, 64 MiB of one character, {@code end}. */
    private static Payload bomb(String begin, char filling, String end) {
        byte[] bytes = new byte[begin.length() + BOMB_BYTES + end.length()];
        Arrays.fill(bytes, (byte) filling);
        System.arraycopy(begin.getBytes(US_ASCII), 0, bytes, 0, begin.length());
        System.arraycopy(end.getBytes(US_ASCII), 0, bytes, begin.length() + BOMB_BYTES, end.length());
        return Payload.wrap(bytes);
    }

    @Test
    void aTextOf64MebibytesIsReadWhereItBelongs() {
        assertEquals(new LuxiReply.Success(), LuxiReply.in(bomb("{\"success\":true,\"result\":\"", 'x', "\"}")));
        LuxiReply.FailureText text = assertInstanceOf(
                LuxiReply.FailureText.class, LuxiReply.in(bomb("{\"success\":false,\"result\":\"", 'x', "\"}")));
        assertEquals(BOMB_BYTES, text.text().length());
        assertInstanceOf(
                Query.class, LuxiRequest.in(bomb("{\"method\":\"QueryConfigValues\",\"args\":[[\"", 'x', "\"]]}")));
        assertEquals(
                "x".repeat(64),
                LuxiRequest.in(bomb("{\"method\":\"", 'x', "\",\"args\":[]}")).methodName());
    }

    @Test
    void anErrorClassOf64MebibytesIsNone() {
        assertEquals(
                new LuxiReply.Malformed("result is neither a text nor a class with its arguments"),
                LuxiReply.in(bomb("{\"success\":false,\"result\":[\"", 'x', "\",[]]}")));
    }

    @Test
    void aKeyOf64MebibytesIsAnError() {
        LuxiReply reply = LuxiReply.in(bomb("{\"", 'x', "\":1,\"success\":true,\"result\":1}"));
        LuxiReply.Malformed malformed = assertInstanceOf(LuxiReply.Malformed.class, reply);
        assertTrue(
                malformed.reason().matches("Name length \\(\\d+\\) exceeds the maximum allowed \\(\\d+\\)"),
                malformed.reason());
    }

    @Test
    void aTextOf64MebibytesWithoutAnEndIsAnError() {
        Payload bomb = bomb("{\"method\":\"", 'x', "");
        String reason = "not JSON at byte " + bomb.length();
        assertEquals(new LuxiReply.Malformed(reason), LuxiReply.in(bomb));
        assertEquals(new LuxiRequest.Unknown(null, reason), LuxiRequest.in(bomb));
    }

    /** 0xE9 alone is no UTF-8, so this takes the other road. */
    @Test
    void aTextOf64MebibytesThatIsNoUtf8IsRead() {
        assertEquals(new LuxiReply.Success(), LuxiReply.in(bomb("{\"success\":true,\"result\":\"", '\u00e9', "\"}")));
    }

    @Test
    void whiteSpaceWithoutAnEndIsNoMessage() {
        Payload space = bomb("", ' ', "");
        assertEquals(new LuxiReply.Malformed("no JSON object"), LuxiReply.in(space));
        assertEquals(new LuxiRequest.Unknown(null, "no JSON object"), LuxiRequest.in(space));
    }

    @Test
    void manyDifferentKeysAreRead() {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        reply.writeBytes("{\"success\":true,\"result\":{".getBytes(US_ASCII));
        for (int i = 0; i < 200_000; i++) {
            reply.writeBytes(("\"key" + i * 31L + "\":1,").getBytes(US_ASCII));
        }
        reply.writeBytes("\"last\":1}}".getBytes(US_ASCII));
        assertEquals(new LuxiReply.Success(), LuxiReply.in(Payload.wrap(reply.toByteArray())));
    }
}
