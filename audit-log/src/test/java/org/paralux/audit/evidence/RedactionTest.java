package org.paralux.audit.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import tools.jackson.databind.JsonNode;

/** Secrets become tokens, equal ones equal tokens, and nothing else changes by a byte. */
final class RedactionTest {
    private static final String SECRET = "s3cr3t";

    private final Redaction redaction = new Redaction(new Tokens(new byte[32]));

    private static Payload query(String resource, String... fields) {
        return Payload.of("{\"method\":\"Query\",\"args\":[\"" + resource + "\",[\"" + String.join("\",\"", fields)
                + "\"],null]}");
    }

    private String reply(Payload request, String reply) {
        return text(redaction.ofReply(request, Payload.of(reply)));
    }

    private static String text(Payload payload) {
        return new String(payload.toByteArray(), StandardCharsets.UTF_8);
    }

    /** Every place at which the secret may stand is marked by it. */
    @ParameterizedTest
    @ValueSource(strings = {"ops", "opresult", "oplog", "osparams", "custom_osparams", "osparams_private"})
    void noFormOfAReplyShowsASecret(String field) {
        List<String> replies = List.of(
                "{\"success\":true,\"result\":{\"fields\":[{\"name\":\"id\"},{\"name\":\"" + field
                        + "\"}],\"data\":[[[0,7],[0,[{\"s3cr3t\":\"s3cr3t\"}]]],[[0,8],[0,\"s3cr3t\"]]]}}",
                "{\"success\":true,\"result\":{\"data\":[[[0,7],[0,\"s3cr3t\"]]],\"fields\":[]}}",
                "{\"success\":true,\"result\":{\"data\":[[[0,7],\"s3cr3t\"],[[0,7],[\"s3cr3t\",0]],[[0,7],[0,1,\"s3cr3t\"]]]}}",
                "{\"success\":true,\"result\":[[7,[\"s3cr3t\"]],null,[8,{\"a\":[1,\"s3cr3t\"]}],[9,\"s3cr3t\",10]]}",
                "{\"result\":[[7,\"s3cr3t\"]],\"success\":true,\"result\":[[7,\"\\u0073\\u0033cr3t\"]]}",
                "{\"success\":true,\"result\":{\"" + field + "\":{\"x\":\"s3cr3t\"}}}",
                "{\"success\":true,\"result\":{\"a\":[{\"" + field + "\" :\n \"s3cr3t\"}]}}",
                "{\"success\":true,\"result\":{\"\\u006f" + field.substring(1) + "\":\"s3cr3t\"}}",
                "{\"success\":true,\"result\":[[7,\"s3cr3t",
                "s3cr3t",
                "{\"success\":true,\"result\":1} s3cr3t");
        for (String reply : replies) {
            String redacted = reply(query("job", "id", field), reply);
            assertFalse(redacted.contains(SECRET), redacted);
            assertFalse(redacted.contains("\\u0073"), redacted);
            assertTrue(redacted.contains("hmac:"), redacted);
        }
    }

    @Test
    void definitionsAloneMakeAColumnSecret() {
        String redacted = reply(
                Payload.of("{}"),
                "{\"success\":true,\"result\":{\"data\":[[[0,\"s3cr3t\"],[0,\"shown\"]]],"
                        + "\"fields\":[{\"title\":\"Ops\",\"name\":\"o\\u0070s\"},{\"name\":\"status\"}]}}");
        assertFalse(redacted.contains(SECRET), redacted);
        assertTrue(redacted.contains("[0,\"shown\"]"), redacted);
        assertTrue(redacted.contains("{\"title\":\"Ops\",\"name\":\"o\\u0070s\"}"), redacted);
    }

    @Test
    void onlyAStatusBeforeOneValueStays() {
        for (String cell : List.of("[5]", "[5,6,7]", "[55,6]", "[[5],6]", "5")) {
            String redacted = reply(query("job", "ops"), "{\"success\":true,\"result\":{\"data\":[[" + cell + "]]}}");
            assertFalse(redacted.replaceAll("hmac:[0-9a-f]+", "").contains("5"), redacted);
        }
        String status = reply(query("job", "ops"), "{\"success\":true,\"result\":{\"data\":[[[5,6]]]}}");
        assertTrue(status.contains("[[[5,\"hmac:"), status);
    }

    @Test
    void aRequestKeepsItsFieldsAndFilterAndLosesSecretMembers() {
        String filter =
                "{\"method\":\"Query\",\"args\":[\"job\",[\"id\",\"ops\"],[\"=\",\"ops\",\"literal\"]],\"version\":1}";
        assertEquals(filter, text(redaction.ofRequest(Payload.of(filter))));
        String other = text(redaction.ofRequest(Payload.of("{\"method\":\"Query\",\"ops\":[{\"a\":\"s3cr3t\"}]}")));
        assertTrue(other.startsWith("{\"method\":\"Query\",\"ops\":[{\"hmac:"), other);
        assertFalse(other.contains(SECRET), other);
    }

    @Test
    void whatIsNotSecretStaysByteForByte() {
        List<String> replies = List.of(
                " {\"success\" : true,\n\"result\":{\"fields\":[{\"name\":\"id\"}],\"data\":[[[0,4.0]],[[0,1e2]]]}} \n",
                "{\"success\":true,\"result\":[[\"\\u00fc\",\"\u20ac\"],null,[],{},NaN]}",
                "{\"success\":false,\"result\":[\"OpPrereqError\",[\"ops\",\"unknown_entity\"]]}",
                "{\"success\":true,\"success\":true,\"result\":-Infinity}",
                "{\"success\":true,\"result\":\"ops: osparams\"}",
                "[]",
                "1");
        for (String reply : replies) {
            assertEquals(reply, reply(query("node", "name", "tags"), reply));
        }
    }

    @Test
    void bytesThatAreNoUtf8StayWhereTheyStand() {
        byte[] reply = "{\"success\":false,\"result\":\"x\"}".getBytes(StandardCharsets.ISO_8859_1);
        reply[27] = (byte) 0xE9;
        assertEquals(Payload.wrap(reply.clone()), redaction.ofReply(query("node", "name"), Payload.wrap(reply)));
    }

    /** Spelled in any way, on either side. */
    @Test
    void equalValuesHaveEqualTokensAndOthersOthers() {
        List<List<String>> equal = List.of(
                List.of("\"A\"", "\"\\u0041\"", "\"\\u0041\""),
                List.of("4", "4.0", "4e0", "0.4e1", "40E-1"),
                List.of("0", "-0", "0.0", "-0.0"),
                List.of("100", "1e2"),
                List.of("1e30", "1000000000000000019884624838656"),
                List.of("1e400", "10e399", "10.0E+399"),
                List.of("1e401"),
                List.of("Infinity"),
                List.of("-Infinity"),
                List.of("0.1", "1e-1", "0.10000000000000000555"),
                List.of("\"\u20ac/\"", "\"\\u20ac\\/\""),
                List.of("\"\\ud83d\\ude00\"", "\"\ud83d\ude00\""),
                List.of("true"),
                List.of("false"),
                List.of("\"true\""),
                List.of("\"4\""),
                List.of("9007199254740993"),
                List.of("9007199254740992"),
                List.of("1.0000000000000002"),
                List.of("1"),
                List.of("\"\\ud83d\""),
                List.of("\"\\n\""),
                List.of("\"n\""),
                List.of("NaN"),
                List.of("\"\""));
        for (List<String> one : equal) {
            for (List<String> other : equal) {
                for (String a : one) {
                    for (String b : other) {
                        assertEquals(one.equals(other), token(a).equals(token(b)), a + " and " + b);
                    }
                }
            }
        }
    }

    private String token(String value) {
        return reply(query("job", "ops"), "{\"success\":true,\"result\":[[" + value + "]]}");
    }

    @Test
    void nullAndTheShapeStay() {
        String redacted = reply(query("job", "ops"), "{\"success\":true,\"result\":[[[{\"a\":null}, [], {} ,true]]]}");
        assertTrue(
                redacted.matches("\\{\"success\":true,\"result\":\\[\\[\\[\\{\"hmac:[0-9a-f]{32}\":null}, \\[], \\{} ,"
                        + "\"hmac:[0-9a-f]{32}\"]]]}"),
                redacted);
    }

    @Test
    void anotherKeyGivesOtherTokens() {
        byte[] key = new byte[32];
        key[31] = 1;
        Payload request = query("job", "ops");
        Payload reply = Payload.of("{\"success\":true,\"result\":[[\"s3cr3t\"]]}");
        assertNotEquals(redaction.ofReply(request, reply), new Redaction(new Tokens(key)).ofReply(request, reply));
    }

    /** Whatever a reply looks like, what comes out is JSON if it was, of the same shape, and shows no secret. */
    @Test
    void anyReplyComesOutInItsShape() {
        long seed = 20261125;
        Random random = new Random(seed);
        for (int round = 0; round < 3000; round++) {
            StringBuilder reply = new StringBuilder("{\"success\":true,\"result\":");
            appendValue(reply, random, 0, false);
            reply.append('}');
            String message = "seed " + seed + ", round " + round + ": " + reply;
            String redacted = reply(query("job", "id", "ops"), reply.toString());
            assertFalse(redacted.contains(SECRET), () -> message + " became " + redacted);
            JsonNode before = LuxiJson.MAPPER.readTree(reply.toString());
            JsonNode after = LuxiJson.MAPPER.readTree(redacted);
            assertEquals(before.size(), after.size(), message);
            assertEquals(shape(before.toString()), shape(redacted), message);
        }
    }

    /** Only the brackets, for the texts in this test have none. */
    private static String shape(String json) {
        return json.replaceAll("hmac:[0-9a-f]+", "").replaceAll("[^\\[\\]{},:]+", "");
    }

    /** The secret stands only below a key that makes it one. */
    private static void appendValue(StringBuilder out, Random random, int depth, boolean secret) {
        switch (random.nextInt(depth > 4 ? 3 : 6)) {
            case 0 -> out.append(random.nextInt(100));
            case 1 -> out.append(secret ? "\"s3cr3t\"" : "\"shown\"");
            case 2 -> out.append("null");
            case 3 -> {
                out.append('[');
                for (int i = random.nextInt(4); i > 0; i--) {
                    appendValue(out, random, depth + 1, secret);
                    out.append(i > 1 ? "," : "");
                }
                out.append(']');
            }
            default -> {
                out.append('{');
                for (int i = random.nextInt(4); i > 0; i--) {
                    boolean hides = random.nextInt(3) == 0;
                    out.append('"').append(hides ? "osparams" : "key").append(i).append("\":");
                    appendValue(out, random, depth + 1, secret || hides);
                    out.append(i > 1 ? "," : "");
                }
                out.append('}');
            }
        }
    }
}
