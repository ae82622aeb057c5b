package org.paralux.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A text of a record says what a full reader of JSON finds in it, however it was escaped. */
class JsonTextTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int TEXTS = 20_000;

    private static final List<String> PIECES = List.of(
            "\\\"",
            "\\\\",
            "\\/",
            "\\b",
            "\\f",
            "\\n",
            "\\r",
            "\\t",
            "\\u0041",
            "\\u00e9",
            "\\ud83d\\ude00",
            "\\u0000",
            "é",
            "語",
            "😀",
            "a",
            "instance",
            "0123456789abcdef",
            " ",
            "[",
            "{",
            ",");

    @Test
    void sayWhatAFullReaderFinds() throws Exception {
        long seed = System.nanoTime();
        RandomGenerator random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder escaped = new StringBuilder();
            for (int piece = random.nextInt(12); piece > 0; piece--) {
                escaped.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            byte[] line = (escaped + "\",\"next\":1").getBytes(StandardCharsets.UTF_8);
            int end = JsonText.endOfText(line, 0, line.length);
            assertEquals(
                    JSON.readValue("\"" + escaped + "\"", String.class),
                    JsonText.decode(line, 0, end),
                    () -> "seed " + seed + ": " + escaped);
        }
    }

    @Test
    void halfOfAPairStaysWhatItIs() throws Exception {
        byte[] line = "\\ud800x\"".getBytes(StandardCharsets.UTF_8);
        assertEquals("\ud800x", JsonText.decode(line, 0, line.length - 1));
    }
}
