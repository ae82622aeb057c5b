package org.paralux.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paralux.report.text.Table.Column;

class TextPageTest {
    private static IntStream everyWidth() {
        return IntStream.rangeClosed(20, 130);
    }

    private static List<String> words(String page) {
        return Arrays.stream(page.split("[ \n]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static void assertFits(String page, int width, String hint) {
        for (String line : page.split("\n", -1)) {
            boolean oneWord = line.strip().indexOf(' ') < 0;
            assertTrue(line.length() <= width || (oneWord && line.strip().length() > width), () -> hint + ": " + line);
        }
    }

    private static String randomText(Random random, int longestWord) {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(40); i >= 0; i--) {
            words.add("x".repeat(1 + random.nextInt(longestWord)));
        }
        return String.join(" ", words);
    }

    @ParameterizedTest
    @MethodSource("everyWidth")
    void linesFitAndNoWordIsLost(int width) {
        for (int seed = 0; seed < 20; seed++) {
            String text = randomText(new Random(seed), 30);
            TextPage page = new TextPage(width, false);
            page.labelled(Tone.PLAIN, "   label  ", text);
            assertFits(page.toString(), width, "seed " + seed + ", width " + width);
            assertEquals(words("label " + text), words(page.toString()), "seed " + seed + ", width " + width);
        }
    }

    @Test
    void whatDoesNotFitIsIndentedBelowTheText() {
        TextPage page = new TextPage(20, false);
        page.labelled(Tone.PLAIN, "asks  ", "one two three four five");
        assertEquals("asks  one two three\n      four five\n", page.toString());
    }

    @ParameterizedTest
    @MethodSource("everyWidth")
    void tablesFitAndKeepTheirFirstColumnAndTheImportantOnes(int width) {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            String hint = "seed " + seed;
            Table table = new Table(
                    Column.text("NAME", 9),
                    Column.text("USER", 2),
                    Column.number("N", Integer.MAX_VALUE),
                    Column.text("T", 1));
            List<String> kept = new ArrayList<>();
            for (int row = 0; row < 5; row++) {
                String name = randomText(random, 12);
                String number = String.valueOf(random.nextInt(100));
                table.row(name, "user" + random.nextInt(), number, "t".repeat(random.nextInt(20)));
                kept.addAll(words(name));
                kept.add(number);
            }
            TextPage page = new TextPage(width, false);
            page.table(table, 0, 5, Tone.PLAIN, row -> {});
            assertFits(page.toString(), width, hint);
            List<String> shown = new ArrayList<>(words(page.toString()));
            for (String word : kept) {
                assertTrue(
                        shown.remove(word), () -> "seed " + random + ", width " + width + ": " + word + " in\n" + page);
            }
        }
    }

    @Test
    void columnsLineUpAndALongNameHasItsOwnLine() {
        Table table = new Table(Column.text("NAME", 9), Column.number("COUNT", 9), Column.text("USER", 1));
        table.row("short", "7", "root");
        table.row("a-name-of-thirty-characters-xx", "12345", "bob");
        TextPage page = new TextPage(32, false);
        page.table(table, 0, 2, Tone.PLAIN, row -> page.labelled(Tone.PLAIN, " - ", "row " + row));
        assertEquals("""
                NAME                 COUNT  USER
                short                    7  root
                 - row 0
                a-name-of-thirty-characters-xx
                                     12345  bob
                 - row 1
                """, page.toString());
    }

    @Test
    void theOnlyEscapeSequencesAreColoursAndOnlyWhenAsked() {
        for (Tone tone : Tone.values()) {
            TextPage plain = new TextPage(40, false);
            plain.paragraph(tone, "evil \u001b[31m text");
            assertEquals("evil \\x1b[31m text\n", plain.toString());
            TextPage coloured = new TextPage(40, true);
            coloured.paragraph(tone, "evil \u001b[31m text");
            assertEquals(plain.toString(), coloured.toString().replaceAll("\u001b\\[[0-9]m|\u001b\\[3[0-9]m", ""));
        }
        assertFalse(Tone.STRONG.around("x").equals("x"));
    }

    @Test
    void refusesAWidthThatNothingFits() {
        assertThrows(IllegalArgumentException.class, () -> new TextPage(19, false));
    }
}
