package org.paralux.luxi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reply is read as a Python client reads it. */
class LuxiReplyTest {
    private static final String NO_FAILURE = "result is neither a text nor a class with its arguments";

    private static LuxiReply reply(String text) {
        return LuxiReply.in(Payload.of(text));
    }

    private static void assertMalformed(String reason, String text) {
        assertEquals(new LuxiReply.Malformed(reason), reply(text), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "[]",
                "{}",
                "\"text\"",
                "5",
                "NaN",
                "[NaN, Infinity, -Infinity]",
                "[\"OpPrereqError\", []]",
                "{\"success\": false}",
                "{\"a\": 1, \"a\": 2}",
                "[[[0, \"\\ud800\"]]]"
            })
    void aSuccessMayHaveAnyResult(String result) {
        assertEquals(new LuxiReply.Success(), reply("{\"success\":true,\"result\":" + result + "}"));
        assertEquals(new LuxiReply.Success(), reply("{\"result\": " + result + ", \"success\": true}\n"));
        assertEquals(
                new LuxiReply.Success(),
                reply(" {\"version\":3,\"result\":" + result + ",\"success\":true,\"x\":[]} "));
    }

    @Test
    void anExceptionHasItsClassArgumentsAndCode() {
        for (String reply : List.of(
                "{\"success\":false,\"result\":[\"OpPrereqError\",[\"Node x not known\",\"unknown_entity\"]]}",
                "{\"result\": [\"OpPrereqError\", [\"Node x not known\", \"unknown_entity\"]], \"success\": false}\n")) {
            LuxiReply.Failure failure = assertInstanceOf(LuxiReply.Failure.class, reply(reply));
            assertEquals("OpPrereqError", failure.errorClass());
            assertEquals(2, failure.arguments().size());
            assertEquals(Optional.of("unknown_entity"), failure.code());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "[\"a\"]",
                "[\"a\", \"b\"]",
                "[\"a\", 5]",
                "[\"a\", \"wrong_input\", 1]",
                "[[\"wrong_input\"]]"
            })
    void anExceptionWithoutACodeHasNone(String arguments) {
        LuxiReply.Failure failure = assertInstanceOf(
                LuxiReply.Failure.class, reply("{\"success\":false,\"result\":[\"JobQueueFull\"," + arguments + "]}"));
        assertEquals(Optional.empty(), failure.code());
    }

    @Test
    void aFailureMayBePlainText() {
        assertEquals(
                new LuxiReply.FailureText("Caught exception: x"),
                reply("{\"success\": false, \"result\": \"Caught exception: x\"}"));
        assertEquals(new LuxiReply.FailureText(""), reply("{\"result\": \"\", \"success\": false}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "5",
                "{}",
                "{\"a\": [\"X\", []]}",
                "[]",
                "[\"X\"]",
                "[\"X\", \"y\"]",
                "[\"X\", 5]",
                "[\"X\", {}]",
                "[\"X\", [], 1]",
                "[\"X\", null, []]",
                "[5, []]",
                "[null, []]",
                "[[], []]",
                "[[\"X\", []]]",
                "[[[1]], {\"a\": []}]",
                "[\"\", []]",
                "[\"a b\", []]",
                "[\"X\\n\", []]",
                "[{\"a\": [1]}, [2]]"
            })
    void anyOtherResultIsNoFailure(String result) {
        assertMalformed(NO_FAILURE, "{\"success\":false,\"result\":" + result + "}");
        assertMalformed(NO_FAILURE, "{\"result\":" + result + ",\"success\":false, \"x\": [1, [2]]}");
    }

    @Test
    void ofARepeatedKeyTheLastCounts() {
        assertEquals(new LuxiReply.FailureText("a"), reply("{\"success\":true,\"result\":\"a\",\"success\":false}"));
        assertEquals(new LuxiReply.Success(), reply("{\"success\":false,\"result\":\"a\",\"success\":true}"));
        assertEquals(new LuxiReply.FailureText("b"), reply("{\"result\":\"a\",\"success\":false,\"result\":\"b\"}"));
        assertEquals(
                new LuxiReply.FailureText("b"), reply("{\"result\":[1],\"success\":false,\"r\\u0065sult\":\"b\"}"));
        assertMalformed(NO_FAILURE, "{\"result\":\"a\",\"success\":false,\"result\":[1]}");
        assertMalformed("success is neither true nor false", "{\"success\":true,\"result\":1,\"success\":\"yes\"}");
    }

    @Test
    void onlyTheOutermostKeysCount() {
        assertMalformed("success is missing", "{\"result\":{\"success\":true,\"result\":1}}");
        assertMalformed("result is missing", "{\"success\":true,\"x\":{\"result\":1}}");
        assertMalformed("result is missing", "{\"success\":false}");
        assertMalformed("success is missing", "{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "\"true\"", "[true]", "{}", "[]"})
    void successIsABoolean(String success) {
        assertMalformed("success is neither true nor false", "{\"success\":" + success + ",\"result\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "null", "true", "\"x\"", "5"})
    void whatIsNoObjectIsNoReply(String text) {
        assertMalformed("no JSON object", text);
    }

    @Test
    void nothingFollowsAReplyButWhiteSpace() {
        String reply = "{\"success\":true,\"result\":1}";
        assertEquals(new LuxiReply.Success(), reply(reply + " \r\n\t"));
        assertMalformed("more than one object", reply + reply);
        assertMalformed("more than one object", reply + "[]");
        assertMalformed("not JSON at byte " + reply.length(), reply + "}");
    }

    /** What a 3.0 luxid makes of a name that is not Latin-1. */
    @Test
    void aDamagedErrorTextIsStillAFailure() {
        byte[] reply =
                "{\"success\":false,\"result\":[\"OpPrereqError\",[\"Instance name \u00e5,\u0000 not found\",\"unknown_entity\"]]}"
                        .getBytes(StandardCharsets.ISO_8859_1);
        LuxiReply.Failure failure = assertInstanceOf(LuxiReply.Failure.class, LuxiReply.in(Payload.wrap(reply)));
        assertEquals(Optional.of("unknown_entity"), failure.code());
        assertEquals(
                "Instance name \udce5,\u0000 not found",
                failure.arguments().getFirst().stringValue());
    }
}
