package org.paralux.qa.simulate.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class TextStyleTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final TextStyle MASTERD = new MasterdText();
    private static final TextStyle LUXID = new LuxidText();

    @ParameterizedTest
    @CsvSource({
        "4.0, 4.0, 4",
        "0.0, 0.0, 0",
        "-2.5, -2.5, -2.5",
        "0.1, 0.1, 0.1",
        "0.05, 0.05, 5.0e-2",
        "0.00001, 1e-05, 1.0e-5",
        "0.000012345, 1.2345e-05, 1.2345e-5",
        "1358761234.5678, 1358761234.5678, 1.3587612345678e9",
        "9999999.5, 9999999.5, 9999999.5",
        "12345678.5, 12345678.5, 1.23456785e7",
        "1e16, 1e+16, 10000000000000000",
        "NaN, NaN, null",
        "Infinity, Infinity, null"
    })
    void doublesAreWrittenAsEachLanguageDoes(double value, String masterd, String luxid) {
        assertEquals(masterd, MASTERD.text(JSON.numberNode(value)));
        assertEquals(luxid, LUXID.text(JSON.numberNode(value)));
    }

    @Test
    void textIsEscapedOrNot() {
        JsonNode text = JSON.stringNode("a\"\\\n\u0001\u007Fé🌲");
        assertEquals("\"a\\\"\\\\\\n\\u0001\u007F\\u00e9\\ud83c\\udf32\"", MASTERD.text(text));
        assertEquals("\"a\\\"\\\\\\n\\u0001\u007Fé🌲\"", LUXID.text(text));
    }

    @Test
    void theEnvelopeIsEachDaemonsOwn() {
        assertEquals("{\"result\": [1, {}], \"success\": true}\n", reply(MASTERD));
        assertEquals("{\"success\":true,\"result\":[1,{}]}", reply(LUXID));
    }

    private static String reply(TextStyle style) {
        ArrayNode result = JSON.arrayNode().add(1);
        result.addObject();
        return new String(style.reply(true, result).toByteArray(), StandardCharsets.UTF_8);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bothStylesSayTheSame(long seed) {
        JsonNode value = randomValue(new Random(seed), 4);
        JsonNode masterd = read(MASTERD.reply(true, value));
        assertEquals(comparable(value), comparable(masterd.path("result")), () -> "seed " + seed);
        assertEquals(comparable(masterd), comparable(read(LUXID.reply(true, value))), () -> "seed " + seed);
        assertTrue(masterd.path("success").asBoolean());
    }

    private static JsonNode read(Payload payload) {
        return LuxiJson.MAPPER.readTree(LuxiJson.parser(payload));
    }

    private static JsonNode randomValue(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextLong() >> random.nextInt(64));
            case 3 -> JSON.numberNode(random.nextGaussian() * Math.pow(10, random.nextInt(-20, 14)));
            case 4 -> JSON.stringNode(randomText(random));
            case 5 -> {
                ArrayNode array = JSON.arrayNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    array.add(randomValue(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = JSON.objectNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.set(randomText(random), randomValue(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String randomText(Random random) {
        return random.ints(random.nextInt(8), 0, 0x11000)
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Text in which the order of members and the type of a number play no part. */
    private static String comparable(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map((Map.Entry<String, JsonNode> member) -> member.getKey() + "=" + comparable(member.getValue()))
                    .sorted()
                    .toList()
                    .toString();
        }
        if (value.isArray()) {
            return value.values().stream()
                    .map(TextStyleTest::comparable)
                    .toList()
                    .toString();
        }
        return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.toString();
    }
}
