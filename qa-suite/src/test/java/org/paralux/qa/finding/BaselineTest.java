package org.paralux.qa.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is accepted, by whom and until when. */
class BaselineTest {
    private static final String FILE = """
            accepted:
              - finding: node value/unexplained role
                owner: storage team
                reason: on purpose
                expires: 2027-01-31
            """;

    private static final FindingKey ROLE = new FindingKey("node", "value", "unexplained", "role");

    @ParameterizedTest
    @CsvSource({"2026-12-01, ACCEPTED, 0", "2027-01-31, ACCEPTED, 0", "2027-02-01, EXPIRED, 1"})
    void anEntryHoldsThroughItsLastDay(LocalDate day, Baseline.Standing standing, int expired) {
        Baseline baseline = Baseline.read("b.yaml", FILE);
        assertEquals(standing, baseline.standing(ROLE, day));
        assertEquals(expired, baseline.expired(day).size());
    }

    @Test
    void whatIsNotThereIsNew() {
        assertEquals(
                Baseline.Standing.NEW,
                Baseline.read("b.yaml", FILE)
                        .standing(new FindingKey("node", "value", "unexplained", "vm"), LocalDate.of(2026, 12, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accepted: 1                               | line 1",
                "'accepted:\n  - finding: x'               | line 2",
                "'accepted:\n  - finding: x\n    oner: y'  | line 3: oner",
                "'accepted:\n  - {finding: x, owner: y, reason: z, expires: soon}' | expires: 'soon'",
                "'accepted:\n  - 3'                        | line 2",
                "'{'                                       | no YAML"
            })
    void aMistakeIsToldWithItsLine(String yaml, String part) {
        String message = assertThrows(IllegalArgumentException.class, () -> Baseline.read("b.yaml", yaml))
                .getMessage();
        assertTrue(message != null && message.startsWith("b.yaml: ") && message.contains(part), () -> "" + message);
    }
}
