package org.paralux.luxi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ends of a reply tell what the whole reply says, or nothing. */
class ReplyEndsTest {
    private static final int HEAD_BYTES = 4096;
    private static final int TAIL_BYTES = 256;
    private static final String ROWS = "[" + "[[0,\"node\"],[1,null]],".repeat(400) + "[]]";

    private static Optional<Boolean> success(byte[] reply, int headBytes, int tailBytes) {
        int head = Math.min(headBytes, reply.length);
        int tail = Math.min(tailBytes, reply.length);
        return new ReplyEnds(
                        Payload.copyOf(reply, 0, head), Payload.copyOf(reply, reply.length - tail, tail), reply.length)
                .success();
    }

    private static Optional<Boolean> success(String reply) {
        return success(reply.getBytes(UTF_8), HEAD_BYTES, TAIL_BYTES);
    }

    private static Optional<Boolean> whole(byte[] reply) {
        return switch (LuxiReply.in(Payload.wrap(reply))) {
            case LuxiReply.Success() -> Optional.of(true);
            case LuxiReply.Failure _, LuxiReply.FailureText _ -> Optional.of(false);
            case LuxiReply.Malformed _ -> Optional.empty();
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eitherDaemonsReplyIsTold(boolean success) {
        assertEquals(Optional.of(success), success("{\"success\":" + success + ",\"result\":" + ROWS + "}"));
        assertEquals(Optional.of(success), success("{\"result\": " + ROWS + ", \"success\": " + success + "}\n"));
        assertEquals(Optional.of(success), success("{\"result\":" + ROWS + ",\"success\":" + success + "}"));
        assertEquals(
                Optional.of(success), success("{\"result\": " + ROWS + ",\n \"success\" :\t" + success + " } \r\n"));
        assertEquals(Optional.of(success), success(" {\"x\":1,\"success\":" + success + ",\"result\":" + ROWS + "}"));
        assertEquals(
                Optional.of(success),
                success("{\"success\":" + success + ",\"result\":" + ROWS + ", \"success\": " + success + "}"));
    }

    @Test
    void aPlainSuccessIsSeenWithoutParsing() {
        for (String reply : List.of(
                "{\"success\":true,\"result\":" + ROWS + "}",
                "{\"result\": " + ROWS + ", \"success\": true}\n",
                "{\"success\": true, \"result\": null}",
                "{\"result\":[],\"success\":true}",
                "{\"result\": null, \"success\": true}")) {
            assertTrue(ReplyEnds.arePlainSuccess(Payload.of(reply)), reply);
        }
    }

    @Test
    void whatIsNoSuccessNeverLooksLikeAPlainOne() {
        for (String reply : List.of(
                "",
                "{",
                "\n",
                "{}",
                "true}",
                ", \"success\": true}",
                "{\"success\":false,\"result\":true}",
                "{\"result\": 1, \"success\": false}\n",
                "{\"result\": 1, \"x\": {\"y\": 1, \"success\": true}}",
                "{\"success\":true,\"result\":[1",
                "{\"success\":true,\"result\":\"}\"",
                "[{\"result\": 1, \"success\": true}]",
                "{\"result\": \"x, \\\"success\\\": true}\"}")) {
            assertFalse(ReplyEnds.arePlainSuccess(Payload.of(reply)), reply);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The key is another's.
                "{\"result\": %s, \"x\": {\"success\": true}}",
                "{\"x\": {\"success\": true}, \"result\": %s}",
                "{\"result\": %s, \"x\": [{\"a\": 1, \"success\": true}]}",
                // It is the end of a key, or of a text.
                "{\"result\": %s, \"x\\\"success\": true}",
                "{\"result\": %s, \"x, \\\"success\": true}",
                "{\"result\": %s, \"x, \\\\\\\"success\": true}",
                "{\"result\": %s, \"x\": \", \\\"success\\\": true}\"}",
                "{\"result\": %s, \", \\u0022success\": true}",
                "{\"result\": %s, \"xsuccess\": true}",
                "{\"result\": %s, \"success \": true}",
                // It is escaped, which neither daemon does.
                "{\"result\": %s, \"succes\\u0073\": true}",
                // It is no boolean, or two that differ.
                "{\"success\": \"true\", \"result\": %s}",
                "{\"success\": 1, \"result\": %s, \"success\": true}",
                "{\"success\": {}, \"result\": %s, \"success\": true}",
                "{\"success\": false, \"result\": %s, \"success\": true}",
                "{\"success\": true, \"success\": false, \"result\": %s}",
                // The end is not the object's.
                "{\"result\": %s, \"success\": true}x",
                "{\"result\": %s, \"success\": true}}",
                "{\"result\": %s, \"success\": true]",
                "{\"result\": %s, \"success\": true",
                "{\"result\": %s, \"success\": truex}",
                "{\"result\": %s \"success\": true}",
                "{\"result\": %s, \"success\" true}",
                "{\"success\": true, \"result\": %s",
                "{\"success\": true, \"result\": %s]",
                // The begin is not an object's, or has a flaw.
                "[{\"result\": %s, \"success\": true}",
                "\"{, \"result\": %s, \"success\": true}",
                "{\"a\" 1, \"result\": %s, \"success\": true}",
                "{\"success\": true \"result\": %s}",
                "{\"success\": truex, \"result\": %s}",
                "{\"success\": true, 'a': 1, \"result\": %s}",
                "{\"success\": true}, %s, {}",
                "\ufeff{\"success\": true, \"result\": %s}",
                // It is in neither end.
                "{\"result\": %1$s, \"success\": true, \"x\": %1$s}"
            })
    void whatLeavesADoubtIsNotTold(String reply) {
        assertEquals(Optional.empty(), success(reply.formatted(ROWS)), reply);
    }

    /** Of every length of head and of tail: never what the whole does not say. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":true,\"result\":\", \\\"success\\\": false}\"}",
                "{\"result\": \"{\\\"success\\\": false, \", \"success\": true}\n",
                "{\"result\": [\"OpExecError\", [\"\\\\, \\\"success\\\": true}\"]], \"success\": false}",
                "{\"a\": {\"success\": false}, \"result\": [\"\", \"success\"], \"success\":true}",
                "{\"success\":false,\"result\":\"é日😀\"}"
            })
    void noCutMakesItTellAnythingElse(String reply) {
        byte[] bytes = reply.getBytes(UTF_8);
        Optional<Boolean> whole = whole(bytes);
        for (int head = 0; head <= bytes.length; head++) {
            for (int tail = 0; tail <= bytes.length; tail++) {
                Optional<Boolean> told = success(bytes, head, tail);
                String cut = "head " + head + ", tail " + tail + ": " + reply;
                assertTrue(told.isEmpty() || told.equals(whole), cut);
            }
        }
        assertEquals(whole, success(bytes, bytes.length, 0));
    }

    /** {@code true} at the end of the head may be the begin of another word. */
    @Test
    void aValueCountsOnlyOnceSomethingFollowsIt() {
        byte[] reply = "{\"success\":truex,\"result\":1}".getBytes(UTF_8);
        for (int head = 0; head <= reply.length; head++) {
            assertEquals(Optional.empty(), success(reply, head, 1), "head " + head);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 22, 333, 4444})
    void whateverTextsAndKeysAReplyHas(long seed) {
        Random random = new Random(seed);
        int told = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] reply = new Generator(random).reply().getBytes(random.nextInt(5) == 0 ? ISO_8859_1 : UTF_8);
            Optional<Boolean> success = success(reply, random.nextInt(reply.length), random.nextInt(reply.length));
            if (success.isPresent()) {
                assertEquals(whole(reply), success, () -> "seed " + seed + ": " + new String(reply, UTF_8));
                told++;
            }
        }
        assertTrue(told > 500, "only " + told);
    }

    /** A character cut in two by the end of the head, and what luxid makes of others. */
    @Test
    void bytesThatAreNoTextAreNotInTheWay() {
        String begin = "{\"success\":true,\"result\":\"";
        for (int padding = 0; padding < 4; padding++) {
            assertEquals(Optional.of(true), success(begin + "x".repeat(padding) + "😀".repeat(3_000) + "\"}"));
        }
        byte[] damaged = (begin + "\u0000\u0001\u00e9\n".repeat(3_000) + "\"}").getBytes(ISO_8859_1);
        assertEquals(Optional.of(true), success(damaged, HEAD_BYTES, TAIL_BYTES));
    }

    @Test
    void aReplyIsAsLongAsItsEnds() {
        Payload end = Payload.of("{}");
        String text = assertThrows(IllegalArgumentException.class, () -> new ReplyEnds(end, Payload.of(""), 1))
                .getMessage();
        assertEquals("length: 1 (expected: >= 2)", text);
        assertEquals(Optional.empty(), new ReplyEnds(Payload.of(""), Payload.of(""), 0).success());
        assertEquals(Optional.empty(), new ReplyEnds(Payload.of(""), end, Long.MAX_VALUE).success());
    }

    /** Well-formed replies without a key twice at the top, of texts made to deceive. */
    private static final class Generator {
        private static final List<String> BAITS = List.of(
                ", \\\"success\\\": true}",
                "\\\\",
                "\\\"",
                ",",
                " ",
                "{",
                "success",
                "true}",
                ": false}",
                "é",
                "\\u0022success\\u0022",
                "[");

        private final Random random;

        Generator(Random random) {
            this.random = random;
        }

        String reply() {
            String success = "\"success\":" + space() + random.nextBoolean();
            String result = "\"result\":" + space() + result();
            String other = text() + ":" + value(2);
            return switch (random.nextInt(5)) {
                case 0 -> "{" + success + "," + space() + result + "}";
                case 1 -> "{" + result + "," + space() + success + "}" + space();
                case 2 -> "{" + other + "," + result + "," + success + "}";
                case 3 -> "{" + success + "," + other + "," + result + "}";
                default -> "{" + result + "," + success + "," + other + "}";
            };
        }

        /** One that is right for a failure too. */
        private String result() {
            return random.nextBoolean() ? text() : "[\"OpExecError\"," + space() + "[" + value(2) + "]]";
        }

        private String value(int depth) {
            return switch (random.nextInt(depth > 0 ? 5 : 2)) {
                case 0, 1 -> text();
                case 2 -> "[" + value(depth - 1) + "," + space() + value(depth - 1) + "]";
                case 3 -> "{\"success\":" + random.nextBoolean() + "}";
                default -> "{" + text() + ":" + value(depth - 1) + ", \"success\": " + random.nextBoolean() + "}";
            };
        }

        /** Never the key itself, so that it stands once. */
        private String text() {
            StringBuilder text = new StringBuilder("\"x");
            for (int parts = random.nextInt(6); parts > 0; parts--) {
                text.append(BAITS.get(random.nextInt(BAITS.size())));
            }
            return text.append('"').toString();
        }

        private String space() {
            return List.of("", " ", "\n", " \t\r\n").get(random.nextInt(4));
        }
    }
}
