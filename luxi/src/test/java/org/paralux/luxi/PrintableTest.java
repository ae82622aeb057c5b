package org.paralux.luxi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {
    /** All code points, lone surrogates included. */
    private static IntStream everyCodePoint() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT);
    }

    @Test
    void aLineHasNoBreakAndKeepsItsBackslashes() {
        assertEquals("a\\\\t\\x0ab\u00e9\\x85", Printable.line("a\\\\t\nb\u00e9\u0085"));
        assertEquals("a\\\\t", Printable.line("a\\\\t"));
    }

    @Test
    void noCharacterReachesATerminalButPlainOnes() {
        everyCodePoint().forEach(point -> {
            String printable = Printable.of("a" + Character.toString(point));
            assertTrue(
                    printable.chars().allMatch(PrintableTest::isHarmless),
                    () -> "code point " + Integer.toHexString(point) + ": " + printable);
        });
    }

    /** Printable ASCII, or a letter of Latin, Greek and Cyrillic by its script, one column wide. */
    private static boolean isHarmless(int c) {
        if (c < 0x80) {
            return c >= 0x20 && c < 0x7f;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case LATIN, GREEK, COPTIC, CYRILLIC -> Character.isLetter(c);
            default -> false;
        };
    }

    @Test
    void differentCharactersStayDifferent() {
        Map<String, Integer> seen = new HashMap<>();
        everyCodePoint().forEach(point -> {
            Integer other = seen.put(Printable.of(Character.toString(point)), point);
            assertNull(other, () -> Integer.toHexString(point) + " reads as " + Integer.toHexString(other));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'plain text-1', 'plain text-1'",
        "'größe.py', 'größe.py'",
        "'\u001b[2J', '\\x1b[2J'",
        "'a\\x1b', 'a\\\\x1b'",
        "'\u202e', '\\u202e'",
        "'\ud83d\ude00', '\\U0001f600'",
        "'\udc80', '\\udc80'",
        "'\u009b31m', '\\x9b31m'",
        "'\u00a0', '\\xa0'",
    })
    void escapesReadAsTheirNumber(String text, String printable) {
        assertEquals(printable, Printable.of(text));
    }
}
