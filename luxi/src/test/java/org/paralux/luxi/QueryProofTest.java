package org.paralux.luxi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what is provably one read-only query is a {@link Query}. */
class QueryProofTest {
    private static final List<LuxiMethod> QUERIES = Arrays.stream(LuxiMethod.values())
            .filter(method -> method.kind() == RequestKind.QUERY)
            .toList();

    private static LuxiRequest request(String message) {
        return LuxiRequest.in(Payload.of(message));
    }

    private static void assertNoQuery(String message) {
        assertFalse(request(message) instanceof Query, message);
        assertTrue(Query.in(Payload.of(message)).isEmpty(), message);
    }

    private static void assertMalformed(LuxiMethod method, String reason, String message) {
        assertEquals(new LuxiRequest.MalformedQuery(method, reason), request(message), message);
    }

    @Test
    void theMethodsAreThoseOfTheProtocol() {
        for (LuxiMethod method : LuxiMethod.values()) {
            RequestKind expected = NaiveReading.READ_ONLY.containsKey(method.wireName())
                    ? RequestKind.QUERY
                    : method.wireName().equals(NaiveReading.WAIT) ? RequestKind.WAIT : RequestKind.COMMAND;
            assertEquals(expected, method.kind(), method.wireName());
            assertEquals(method, LuxiMethod.fromWireName(method.wireName()).orElseThrow());
            assertEquals(
                    expected == RequestKind.COMMAND,
                    NaiveReading.COMMANDS.contains(method.wireName()),
                    method.wireName());
        }
        assertEquals(NaiveReading.READ_ONLY.size() + NaiveReading.COMMANDS.size() + 1, LuxiMethod.values().length);
        assertTrue(LuxiMethod.fromWireName("QueryLocks").isEmpty());
        assertTrue(LuxiMethod.fromWireName("query").isEmpty());
        assertTrue(LuxiMethod.fromWireName("").isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void aSoundMessageIsWhatItsMethodIs(LuxiMethod method) {
        LuxiRequest request = request(Messages.of(method));
        assertEquals(method.wireName(), request.methodName());
        assertEquals(method.kind(), request.kind());
        assertEquals(method.kind() == RequestKind.QUERY, request instanceof Query, request::toString);
        assertEquals(NaiveReading.isBeyondDoubt(Payload.of(Messages.of(method))), request instanceof Query);
    }

    @ParameterizedTest
    @EnumSource
    void aMemberTwiceAtAnyDepthIsNoQuery(LuxiMethod method) {
        Map<String, String> copies = Messages.withAMemberTwice(Messages.of(method));
        assertTrue(copies.size() >= 3 * 3 * 4, () -> "only " + copies.size() + " copies");
        copies.forEach((message, what) -> {
            assertTrue(
                    NaiveReading.object(Payload.of(message), NaiveJson.Repeated.FIRST_COUNTS)
                            .isPresent(),
                    message);
            assertNoQuery(message);
        });
    }

    /** The first reader's method and the last reader's, whichever way round; only two queries are still known for one. */
    @Test
    void twoMethodsAreNoQuery() {
        for (LuxiMethod one : LuxiMethod.values()) {
            for (LuxiMethod other : LuxiMethod.values()) {
                String message = "{\"method\": \"" + one.wireName() + "\", \"args\": " + Messages.args(one)
                        + ", \"m\\u0065thod\": \"" + other.wireName() + "\"}";
                LuxiRequest request = request(message);
                assertFalse(request instanceof Query, message);
                boolean bothAreQueries = one.kind() == RequestKind.QUERY && other.kind() == RequestKind.QUERY;
                RequestKind expected = one == other || bothAreQueries ? one.kind() : RequestKind.UNKNOWN;
                assertEquals(expected, request.kind(), message);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotOneObjectIsNoQuery(LuxiMethod method) {
        String message = Messages.of(method);
        String command = Messages.of(LuxiMethod.SUBMIT_JOB);
        for (String other : List.of(
                "[" + message + "]",
                "\"" + message.replace("\"", "\\\"") + "\"",
                message + " xx",
                message + "]",
                message + "}",
                message + ",",
                message + "\u0000",
                message + message,
                message + "\n" + message,
                message + command,
                command + message,
                message + " null",
                "null" + message,
                "// comment\n" + message,
                "/* comment */" + message,
                message.replace("\"", "'"),
                message.replace("}", ",}"),
                message.replace("]", ",]"))) {
            assertNoQuery(other);
        }
    }

    /** masterd reads past it and luxid does not: a difference that a trial is there to show. */
    @Test
    void whiteSpaceAroundAQueryLeavesItOne() {
        for (LuxiMethod method : QUERIES) {
            Query plain = Query.in(Payload.of(Messages.of(method))).orElseThrow();
            for (String space : List.of(" ", "\t", "\n", "\r\n \t")) {
                Query spaced = Query.in(Payload.of(space + Messages.of(method) + space))
                        .orElseThrow();
                assertEquals(plain.fingerprint(), spaced.fingerprint());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufeff", "\u000b", "\f", "\u00a0", "\u2028", "\u0085", "\u0000", "\u0001", "\u007f"})
    void whatIsNoJsonWhiteSpaceMakesItNoQuery(String space) {
        for (LuxiMethod method : QUERIES) {
            assertNoQuery(space + Messages.of(method));
            assertNoQuery(Messages.of(method) + space);
            assertNoQuery(Messages.of(method).replace(": ", ":" + space));
        }
    }

    /** masterd reads the first three; the others nobody does. */
    @Test
    void aBareWordIsANumberOnlyIfADaemonTakesIt() {
        String begin = "{\"method\": \"QueryConfigValues\", \"args\": [[";
        for (String number : List.of("NaN", "Infinity", "-Infinity", "1e400", "-0.0", "0")) {
            assertInstanceOf(Query.class, request(begin + number + "]]}"), number);
        }
        for (String word :
                List.of("+INF", "-INF", "+Infinity", "INF", "nan", "+NaN", "-NaN", "Inf", "+1", "01", "1.")) {
            assertNoQuery(begin + word + "]]}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE", "IBM037"})
    void anyOtherEncodingIsNoQuery(String charset) {
        for (LuxiMethod method : QUERIES) {
            Payload message = Payload.wrap(Messages.of(method).getBytes(Charset.forName(charset)));
            assertInstanceOf(LuxiRequest.Unknown.class, LuxiRequest.in(message));
        }
    }

    /** A frame ends there, so a payload with one would reach the second daemon as two requests. */
    @ParameterizedTest
    @EnumSource
    void anEtxAnywhereIsNoQuery(LuxiMethod method) {
        byte[] message = Messages.of(method).getBytes(UTF_8);
        for (int offset = 0; offset <= message.length; offset++) {
            int at = offset;
            LuxiRequest request = LuxiRequest.in(inserted(message, at, 0x03));
            assertFalse(request instanceof Query, () -> "ETX at " + at);
        }
    }

    @Test
    void aByteThatIsNoUtf8IsNoQuery() {
        byte[] message = Messages.of(LuxiMethod.QUERY_ANY).getBytes(UTF_8);
        for (int b = 0x80; b <= 0xFF; b++) {
            for (int offset = 0; offset <= message.length; offset++) {
                String where = "byte " + b + " at " + offset;
                assertFalse(LuxiRequest.in(inserted(message, offset, b)) instanceof Query, where);
            }
        }
    }

    /** A reader that leaves bytes out that are no UTF-8 would submit a job here. */
    @Test
    void aMethodHiddenBehindAWrongByteIsNoQuery() {
        String hidden = "{\"meth\u00ffod\": \"SubmitJob\", \"ar\u00ffgs\": [[]], "
                + Messages.of(LuxiMethod.QUERY_CLUSTER_INFO).substring(1);
        assertEquals(
                new LuxiRequest.MalformedQuery(LuxiMethod.QUERY_CLUSTER_INFO, "not UTF-8"),
                LuxiRequest.in(Payload.wrap(hidden.getBytes(ISO_8859_1))));
    }

    @ParameterizedTest
    @EnumSource
    void aMessageCutAnywhereIsNoQuery(LuxiMethod method) {
        String message = Messages.of(method);
        for (int length = 0; length < message.length(); length++) {
            assertNoQuery(message.substring(0, length));
        }
    }

    @Test
    void anyOtherNumberOfArgumentsIsMalformed() {
        for (LuxiMethod method : QUERIES) {
            for (int size = 0; size <= 6; size++) {
                String args = "[" + "null, ".repeat(Math.max(0, size - 1)) + (size == 0 ? "" : "null") + "]";
                String message = "{\"method\": \"" + method.wireName() + "\", \"args\": " + args + "}";
                int arity = NaiveReading.READ_ONLY.getOrDefault(method.wireName(), 0);
                if (arity < 0 || arity == size) {
                    assertInstanceOf(Query.class, request(message));
                } else {
                    assertMalformed(method, "args has " + size + " members (expected: " + arity + ")", message);
                }
            }
        }
    }

    @Test
    void anArityReadsAsWords() {
        assertEquals("3", LuxiMethod.QUERY_ANY.arity());
        assertEquals("1 to 2", LuxiMethod.CANCEL_JOB.arity());
        assertEquals("0 or more", LuxiMethod.QUERY_CLUSTER_INFO.arity());
    }

    @Test
    void argsThatAreNoListAreMalformed() {
        for (LuxiMethod method : QUERIES) {
            String begin = "{\"method\": \"" + method.wireName() + "\"";
            for (String args : List.of("null", "{}", "{\"0\": []}", "\"x\"", "5", "true")) {
                assertMalformed(method, "args is no list", begin + ", \"args\": " + args + "}");
            }
            assertMalformed(method, "args is no list", begin + "}");
            assertMalformed(method, "args is no list", begin + ", \"Args\": []}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "true", "[\"Query\"]", "{\"method\": \"Query\"}"})
    void aMethodThatIsNoTextIsUnknown(String method) {
        String args = ", \"args\": [\"node\", [\"name\"], null]}";
        assertEquals(new LuxiRequest.Unknown(null, "no method"), request("{\"method\": " + method + args));
        assertEquals(
                new LuxiRequest.MalformedQuery(LuxiMethod.QUERY_ANY, "repeated keys"),
                request("{\"method\": " + method + ", \"method\": \"Query\"" + args));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "query", "QUERY", " Query", "Query ", "Query\\u0000", "QueryLocks", "Qu\\u00e9ry"})
    void aNameThatNobodyKnowsIsUnknown(String name) {
        LuxiRequest request = request("{\"method\": \"" + name + "\", \"args\": [\"node\", [], null]}");
        LuxiRequest.Unknown unknown = assertInstanceOf(LuxiRequest.Unknown.class, request);
        assertEquals("no such method", unknown.reason());
    }

    @Test
    void aLongNameIsCut() {
        LuxiRequest request = request("{\"method\": \"" + "x".repeat(100_000) + "\", \"args\": []}");
        assertEquals("x".repeat(LuxiRequest.Unknown.MAX_NAME_LENGTH), request.methodName());
    }

    @Test
    void aQueryOnLocksStaysWithThePrimary() {
        for (String lock : List.of("lock", "\\u006cock", Messages.escaped("lock"))) {
            assertLock(LuxiMethod.QUERY_ANY, "[\"" + lock + "\", [\"name\"], null]");
            assertLock(LuxiMethod.QUERY_FIELDS, "[\"" + lock + "\", null]");
        }
        assertInstanceOf(Query.class, request("{\"method\": \"QueryTags\", \"args\": [\"lock\", \"x\"]}"));
        assertInstanceOf(Query.class, request("{\"method\": \"Query\", \"args\": [\"node\", [\"lock\"], null]}"));
    }

    private static void assertLock(LuxiMethod method, String args) {
        String message = "{\"method\": \"" + method.wireName() + "\", \"args\": " + args + "}";
        LuxiRequest.LockQuery lock = assertInstanceOf(LuxiRequest.LockQuery.class, request(message));
        assertEquals(method, lock.method());
        assertEquals("lock", lock.terms().resource());
        assertEquals(RequestKind.QUERY, lock.kind());
    }

    @Test
    void aCommandTellsItsOpcodesAndNothingElse() {
        assertEquals(
                new LuxiRequest.Command(LuxiMethod.SUBMIT_MANY_JOBS, List.of("OP_TEST_DELAY", "OP_TEST_DUMMY")),
                request(Messages.of(LuxiMethod.SUBMIT_MANY_JOBS)));
        assertEquals(
                new LuxiRequest.Command(LuxiMethod.SUBMIT_JOB, List.of("?", "?", "?")),
                request(
                        "{\"method\": \"SubmitJob\", \"args\": [[{\"OP_ID\": \"pass word\"}, {\"OP_ID\": \"OP_\"}, {\"OP_ID\": \"OP_"
                                + "A".repeat(61) + "\"}]]}"));
        LuxiRequest many =
                request("{\"args\": [[" + "{\"OP_ID\": \"OP_X\"},".repeat(200) + "{}]], \"method\": \"SubmitJob\"}");
        assertEquals(
                LuxiRequest.Command.MAX_OPCODES,
                assertInstanceOf(LuxiRequest.Command.class, many).opcodes().size());
    }

    /** Nobody builds one around the proof, not even in this package. */
    @Test
    void aCommandIsNeverMadeAQuery() {
        QueryTerms none = new QueryTerms(null, null, null, null);
        for (LuxiMethod method : LuxiMethod.values()) {
            if (method.kind() != RequestKind.QUERY) {
                assertThrows(IllegalArgumentException.class, () -> new Query(Payload.of("{}"), method, none));
                assertThrows(IllegalArgumentException.class, () -> new QueryClass(method, null, false));
            }
        }
    }

    private static Payload inserted(byte[] message, int offset, int b) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(message, 0, offset);
        bytes.write(b);
        bytes.write(message, offset, message.length - offset);
        return Payload.wrap(bytes.toByteArray());
    }
}
