package org.paralux.luxi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** A secret in a message is in nothing that prints: no reason, no exception's text, no {@code toString}. */
class SecrecyTest {
    /** No name of a class, method, field or operator. */
    private static final String SECRET = "hunter-2";

    private static final List<String> WRAPPINGS = List.of(
            SECRET,
            "\"" + SECRET + "\"",
            ",\"" + SECRET + "\"",
            "\"" + SECRET + "\",",
            "\"" + SECRET + "\":1,",
            "{\"OP_ID\":\"" + SECRET + "\"}",
            "\\" + SECRET,
            "\u0001" + SECRET,
            "\u00e9" + SECRET);

    private static void assertSilent(String printed) {
        assertFalse(printed.contains(SECRET), printed);
        assertFalse(printed.contains("\n"), printed);
    }

    private static void assertSilent(Payload message) {
        LuxiRequest request = LuxiRequest.in(message);
        assertSilent(request.toString());
        if (request instanceof Query query) {
            assertSilent(query.terms().toString());
            assertSilent(query.queryClass().toString());
            assertSilent(query.queryClass().name());
        }
        assertSilent(LuxiReply.in(message).toString());
        assertSilent(message.toString());
        assertSilent(new ReplyEnds(message, message, message.length()).toString());
        try (JsonParser parser = LuxiJson.parser(message)) {
            parser.readValueAsTree();
        } catch (JacksonException e) {
            assertSilent(LuxiJson.describe(e));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereverItStandsInARequest(LuxiMethod method) {
        String message = Messages.of(method);
        for (int offset = 0; offset <= message.length(); offset++) {
            for (String wrapping : WRAPPINGS) {
                String inserted = message.substring(0, offset) + wrapping + message.substring(offset);
                assertSilent(Payload.of(inserted));
                assertSilent(Payload.wrap(inserted.getBytes(ISO_8859_1)));
                assertSilent(Payload.of(message.substring(0, offset) + wrapping));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":true,\"result\":[\"a\"]}",
                "{\"result\": [\"OpPrereqError\", [\"x\", \"wrong_input\"]], \"success\": false}",
                "{\"success\":false,\"result\":\"Failed to parse request: x\"}"
            })
    void whereverItStandsInAReply(String message) {
        for (int offset = 0; offset <= message.length(); offset++) {
            for (String wrapping : WRAPPINGS) {
                String inserted = message.substring(0, offset) + wrapping + message.substring(offset);
                assertSilent(Payload.of(inserted));
                assertSilent(Payload.wrap(inserted.getBytes(ISO_8859_1)));
                assertSilent(Payload.of(message.substring(0, offset) + wrapping));
            }
        }
    }

    @Test
    void inALockQueryAndInAnUnknownOne() {
        assertSilent(Payload.of(
                "{\"method\":\"Query\",\"args\":[\"lock\",[\"" + SECRET + "\"],[\"=\",\"name\",\"" + SECRET + "\"]]}"));
        assertSilent(Payload.of("{\"method\":\"" + SECRET + "\",\"args\":[\"" + SECRET + "\"]}"));
    }

    /** Of a query it tells resource, fields and operators, which are the shape of a program and no one's secret. */
    @Test
    void aFingerprintHoldsNoNameAndNoLiteral() {
        for (String message : List.of(
                "{\"method\":\"QueryNodes\",\"args\":[[\"" + SECRET + "\"],[\"name\"],false]}",
                "{\"method\":\"QueryTags\",\"args\":[\"node\",\"" + SECRET + "\"]}",
                "{\"method\":\"QueryClusterInfo\",\"args\":[\"" + SECRET + "\"]}",
                "{\"method\":\"Query\",\"args\":[\"node\",[\"name\"],[\"|\",[\"=\",\"name\",\"" + SECRET + "\"],\""
                        + SECRET + "\",[\"=\",\"name\",[\"" + SECRET + "\"],{\"a\":\"" + SECRET + "\"}]]]}")) {
            assertSilent(
                    Query.in(Payload.of(message)).orElseThrow().fingerprint().text());
        }
    }

    /** Code that prints nothing would pass the others. */
    @Test
    void whatIsNoSecretIsPrinted() {
        assertEquals(
                "Query[QueryTags/instance, 73ffd3cf6646f4a5]",
                LuxiRequest.in(Payload.of("{\"method\":\"QueryTags\",\"args\":[\"instance\",\"x\"]}"))
                        .toString());
        assertEquals(
                "Failure[OpPrereqError, wrong_input]",
                LuxiReply.in(Payload.of("{\"success\":false,\"result\":[\"OpPrereqError\",[\"x\",\"wrong_input\"]]}"))
                        .toString());
        assertEquals("FailureText[5 characters]", new LuxiReply.FailureText("12345").toString());
        assertEquals("Payload[3 bytes]", Payload.of("abc").toString());
        QueryTerms terms = new QueryTerms("node", List.of("a", "b"), null, null);
        assertEquals("QueryTerms[fields: 2, names: none, filter: none]", terms.toString());
    }

    @Test
    void anExceptionOfAPayloadTellsNumbersAlone() {
        byte[] bytes = SECRET.getBytes(ISO_8859_1);
        IndexOutOfBoundsException problem =
                assertThrows(IndexOutOfBoundsException.class, () -> Payload.copyOf(bytes, 5, 10));
        assertSilent(problem.toString());
        assertTrue(problem.toString().contains("10"), problem::toString);
    }
}
