package org.paralux.luxi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** JSON as the two daemons write it, and no other. */
class LuxiJsonTest {
    private static JsonNode tree(byte[] json) {
        try (JsonParser parser = LuxiJson.parser(Payload.wrap(json))) {
            return parser.readValueAsTree();
        }
    }

    private static JsonNode tree(String json) {
        return tree(json.getBytes(UTF_8));
    }

    private static byte[] latin1(String text) {
        return text.getBytes(ISO_8859_1);
    }

    @Test
    void integersOfAnySizeAreExact() {
        for (String digits : List.of("9007199254740993", "-9007199254740993", "1".repeat(400), "-" + "7".repeat(400))) {
            assertEquals(new BigInteger(digits), tree("[" + digits + "]").get(0).bigIntegerValue());
        }
    }

    @Test
    void bareNumbersThatAreNoneAreRead() {
        assertTrue(Double.isNaN(tree("[NaN]").get(0).doubleValue()));
        assertEquals(Double.POSITIVE_INFINITY, tree("[Infinity]").get(0).doubleValue());
        assertEquals(Double.NEGATIVE_INFINITY, tree("[-Infinity]").get(0).doubleValue());
    }

    @Test
    void ofARepeatedKeyTheTreeHasTheLast() {
        assertEquals(2, tree("{\"a\": 1, \"\\u0061\": 2}").get("a").intValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[1,]",
                "[1 2]",
                "{\"a\"}",
                "{a: 1}",
                "['a']",
                "[01]",
                "[1.]",
                "[.5]",
                "[+1]",
                "[nan]",
                "[0x1]",
                "[\"\\x\"]",
                "[\"\\u12\"]",
                "[\"",
                "[tru]",
                "[/**/]",
                "[#\n]",
                "\u00a0[]",
                "\ufeff[]"
            })
    void whatIsNoJsonIsAnErrorOfOneLine(String text) {
        JacksonException problem = assertThrows(JacksonException.class, () -> {
            try (JsonParser parser = LuxiJson.parser(Payload.of(text))) {
                JsonToken token = parser.nextToken();
                while (token != null) {
                    token = parser.nextToken();
                }
                assertTrue(text.isBlank(), text);
                parser.readValueAsTree();
            }
        });
        assertTrue(LuxiJson.describe(problem).matches("not JSON( at (byte|character) \\d+)?"));
    }

    /** U+DC80 to U+DCFF, as Python's surrogateescape has it. */
    @Test
    void everyByteThatIsNoUtf8IsReadAndKeptDistinct() {
        Set<String> seen = new HashSet<>();
        for (int b = 0x80; b <= 0xFF; b++) {
            String read = tree(latin1("[\"a" + (char) b + "z\"]")).get(0).stringValue();
            assertEquals("a" + (char) (0xDC00 + b) + "z", read);
            assertTrue(seen.add(read));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "日", "😀", "\u0080", "\uffff"})
    void aSequenceCutAtTheEndOfATextIsReadByteByByte(String character) {
        byte[] sequence = character.getBytes(UTF_8);
        for (int length = 1; length < sequence.length; length++) {
            String cut = new String(sequence, 0, length, ISO_8859_1);
            StringBuilder expected = new StringBuilder("x");
            cut.chars().forEach(b -> expected.append((char) (0xDC00 + b)));
            assertEquals(
                    expected.toString(),
                    tree(latin1("[\"x" + cut + "\"]")).get(0).stringValue());
        }
        assertEquals("x" + character, tree("[\"x" + character + "\"]").get(0).stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "日", "😀"})
    void aSequenceCutAtTheEndOfTheMessageIsNoJson(String character) {
        byte[] sequence = character.getBytes(UTF_8);
        for (int length = 1; length < sequence.length; length++) {
            String cut = new String(sequence, 0, length, ISO_8859_1);
            for (String message : List.of("[\"x" + cut, "[1]" + cut, cut, "[" + cut)) {
                LuxiReply reply = LuxiReply.in(Payload.wrap(latin1(message)));
                String reason = ((LuxiReply.Malformed) reply).reason();
                assertTrue(reason.matches("no JSON object|not JSON at character \\d+"), reason);
            }
        }
    }

    /** Overlong forms, encoded surrogates and what lies beyond Unicode are no UTF-8. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00c0\u00af",
                "\u00e0\u0080\u00af",
                "\u00ed\u00a0\u0080",
                "\u00f4\u0090\u0080\u0080",
                "\u00f8\u0088\u0080\u0080\u0080"
            })
    void aSequenceThatOnlyLooksLikeUtf8IsReadByteByByte(String bytes) {
        StringBuilder expected = new StringBuilder();
        bytes.chars().forEach(b -> expected.append((char) (0xDC00 + b)));
        assertEquals(
                expected.toString(), tree(latin1("[\"" + bytes + "\"]")).get(0).stringValue());
    }

    /** Whatever stands at the seams of the buffers. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void goodAndBadBytesMixAtAnyPlace(long seed) {
        Random random = new Random(seed);
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        StringBuilder expected = new StringBuilder();
        json.writeBytes(latin1("[\""));
        for (int i = 0; i < 20_000; i++) {
            if (random.nextBoolean()) {
                String good = List.of("a", "é", "日", "😀", "xyz").get(random.nextInt(5));
                json.writeBytes(good.getBytes(UTF_8));
                expected.append(good);
            } else {
                // None that could be part of what stands around it.
                int bad = List.of(0x80, 0xBF, 0xC0, 0xFF, 0xFE, 0xF8).get(random.nextInt(6));
                json.write(bad);
                expected.append((char) (0xDC00 + bad));
            }
        }
        json.writeBytes(latin1("\"]"));
        assertEquals(expected.toString(), tree(json.toByteArray()).get(0).stringValue(), () -> "seed " + seed);
    }

    /** luxid writes them into error texts; no request of a client may hold one. */
    @Test
    void aRawControlCharacterIsReadInAReplyAlone() {
        for (char c = 0; c < ' '; c++) {
            String text = "[\"a" + c + "b\"]";
            assertEquals("a" + c + "b", tree(text).get(0).stringValue());
            assertThrows(JacksonException.class, () -> {
                try (JsonParser parser = LuxiJson.requestParser(Payload.of(text))) {
                    parser.readValueAsTree();
                }
            });
        }
    }

    @Test
    void aLoneSurrogateEscapeIsReadAndWritten() {
        for (String escape : List.of("\\uD800", "\\uDFFF", "\\uDE00\\uD83D", "x\\uDCE9")) {
            JsonNode tree = tree("[\"" + escape + "\"]");
            assertEquals("[\"" + escape + "\"]", LuxiJson.MAPPER.writeValueAsString(tree));
            assertEquals("[\"" + escape + "\"]", new String(LuxiJson.MAPPER.writeValueAsBytes(tree), UTF_8));
        }
        assertEquals("😀", tree("[\"\\ud83d\\ude00\"]").get(0).stringValue());
    }

    @Test
    void whateverCanBeReadCanBeComparedCopiedAndWritten() {
        String deep = "[".repeat(LuxiJson.MAX_DEPTH) + "]".repeat(LuxiJson.MAX_DEPTH);
        JsonNode tree = tree(deep);
        assertEquals(tree, tree(deep).deepCopy());
        assertEquals(tree.hashCode(), tree(deep).hashCode());
        assertEquals(deep, tree.toString());
        assertEquals(deep, LuxiJson.MAPPER.writeValueAsString(tree));
        JsonNode around = LuxiJson.MAPPER.createObjectNode().set("reply", tree);
        assertEquals("{\"reply\":" + deep + "}", LuxiJson.MAPPER.writeValueAsString(around));
    }

    @Test
    void ourOwnFilesAreReadFromAStream() {
        try (JsonParser parser = LuxiJson.parser(new ByteArrayInputStream("[\"é\"]".getBytes(UTF_8)))) {
            assertEquals(JsonToken.START_ARRAY, parser.nextToken());
            assertEquals("é", parser.nextStringValue());
        }
    }

    @Test
    void aReaderWantsRoomForTwo() {
        SurrogateEscapeReader reader = new SurrogateEscapeReader(ByteBuffer.wrap("😀".getBytes(UTF_8)));
        assertThrows(IllegalArgumentException.class, () -> reader.read(new char[1], 0, 1));
        assertEquals(2, reader.read(new char[2], 0, 2));
        assertEquals(-1, reader.read(new char[2], 0, 2));
    }
}
