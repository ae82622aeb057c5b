package org.paralux.proxy.shadow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.paralux.diff.Comparer;
import org.paralux.diff.Rules;
import org.paralux.diff.RulesException;
import org.paralux.diff.Verdict;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;

/** A rule holds from the day of its approval to that of its expiry. */
class DailyComparerTest {
    private static final String RULE = """
            rules:
              - id: memory-of-one
                match: {class: Query/instance, path: "result.data[inst1.example.com].be/memory"}
                effect: ignore
                owner: me
                reason: a test
                approved: 2026-03-02
                expires: 2026-03-04
            """;

    private Instant now = Instant.parse("2026-03-01T23:59:59Z");

    private static Verdict verdict(DailyComparer daily, Rules rules) {
        return daily.comparer(rules)
                .compare(
                        Query.in(Payload.of(TrialsFixture.QUERY)).orElseThrow(),
                        Payload.of(TrialsFixture.reply(1)),
                        Payload.of(TrialsFixture.reply(2)))
                .verdict();
    }

    @Test
    void aRuleClearsNothingBeforeItsApprovalNorAfterItsExpiry() throws RulesException {
        Rules rules = Rules.read("rules.yaml", RULE);
        DailyComparer daily = new DailyComparer(rules, () -> now);
        assertEquals(Verdict.DIVERGENT, verdict(daily, rules));
        now = Instant.parse("2026-03-02T00:00:00Z");
        assertEquals(Verdict.EQUIVALENT, verdict(daily, rules));
        now = Instant.parse("2026-03-05T00:00:00Z");
        assertEquals(Verdict.DIVERGENT, verdict(daily, rules));
    }

    @Test
    void theSameDayHasTheSameComparer() {
        DailyComparer daily = new DailyComparer(Rules.shipped(), () -> now);
        Comparer first = daily.comparer(Rules.shipped());
        assertSame(first, daily.comparer(Rules.shipped()));
    }

    @Test
    void otherRulesHoldAtOnce() throws RulesException {
        Rules rules = Rules.read("rules.yaml", RULE);
        now = Instant.parse("2026-03-03T00:00:00Z");
        DailyComparer daily = new DailyComparer(Rules.shipped(), () -> now);
        assertEquals(Verdict.DIVERGENT, verdict(daily, Rules.shipped()));
        assertEquals(Verdict.EQUIVALENT, verdict(daily, rules));
    }
}
