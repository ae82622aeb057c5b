package org.paralux.qa.simulate.flaw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.paralux.diff.Verdict;

/** The page about the flaws lists those that there are. */
class FlawsPageTest {
    @Test
    void listsEveryFlawAsItIs() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", "docs", "flaws.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertEquals(
                Arrays.stream(Flaw.values()).map(FlawsPageTest::row).collect(Collectors.joining("\n")),
                String.join("\n", rows));
    }

    private static String row(Flaw flaw) {
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        flaw.word(),
                        flaw.sentence(),
                        flaw.trace().classes().stream()
                                .map(each -> "`" + each + "`")
                                .collect(Collectors.joining(", ")),
                        foundAs(flaw.trace()),
                        flaw.knownAs());
    }

    private static String foundAs(Trace trace) {
        if (trace.verdict() != Verdict.DIVERGENT) {
            return trace.verdict().word();
        }
        return trace.signs().isEmpty()
                ? "whatever differs then"
                : trace.signs().stream().map(Sign::words).collect(Collectors.joining(", "));
    }
}
