package org.paralux.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.paralux.diff.Replies.query;
import static org.paralux.diff.Replies.rows;
import static org.paralux.diff.Replies.success;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;

/** What rules do, and what is said of a rules file. */
class RulesTest {
    private static final Query NODES = query("node", "name", "mfree", "pinst_list");
    private static final String PRIMARY = rows("name mfree pinst_list", "[[0,\"n1\"],[0,1000],[0,[\"a\",\"b\"]]]");

    private static String shadow(int mfree, String list) {
        return rows("name mfree pinst_list", "[[0,\"n1\"],[0," + mfree + "],[0," + list + "]]");
    }

    private static Rules rules(String match, String effect, String more) throws RulesException {
        return Rules.read("r.yaml", """
                rules:
                  - id: the-rule
                    match: {%s}
                    effect: %s
                    owner: somebody
                    reason: because
                    approved: 2026-01-01
                    expires: 2026-12-31
                """.formatted(match, effect) + more);
    }

    private static Comparison compare(Rules rules, String shadow) {
        return new Comparer(rules).compare(NODES, Payload.of(PRIMARY), Payload.of(shadow));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            path: "result.data[*].mfree"                        | ignore                      | 5000 | equivalent
            path: "result.data[n1].mfree", kind: value          | ignore                      | 5000 | equivalent
            path: "result.data[*].mfree", class: Query/node/live | ignore                     | 5000 | equivalent
            path: "**", class: "Query/node*"                    | ignore                      | 5000 | equivalent
            path: "result.data[*].mfree", kind: [status, type]  | ignore                      | 5000 | divergent
            path: "result.data[n2].mfree"                       | ignore                      | 5000 | divergent
            path: "result.*"                                    | ignore                      | 5000 | divergent
            path: "result.data[*].mfree", class: Query/node     | ignore                      | 5000 | divergent
            path: "result.data[*].mfree", client: "0 *"         | ignore                      | 5000 | divergent
            path: "result.data[*].mfree", version: "2.10"       | ignore                      | 5000 | divergent
            path: "result.data[*].mfree"                        | tolerance: {absolute: 64}   | 1064 | equivalent
            path: "result.data[*].mfree"                        | tolerance: {absolute: 64}   | 1065 | divergent
            path: "result.data[*].mfree"                        | tolerance: {relative: 0.1}  | 900  | equivalent
            path: "result.data[*].mfree"                        | tolerance: {relative: 0.1}  | 899  | divergent
            path: "result.data[*].mfree"                        | cause: stale-configuration  | 5000 | divergent
            """)
    void aRuleClearsWhatItMeansAndNoMore(String match, String effect, int mfree, String verdict) throws RulesException {
        String written = effect.contains(":") ? "{" + effect + "}" : effect;
        Comparison comparison = compare(rules(match, written, ""), shadow(mfree, "[\"a\",\"b\"]"));
        assertEquals(verdict, comparison.verdict().word());
        boolean fired = verdict.equals("equivalent") || effect.startsWith("cause");
        assertEquals(fired ? Map.of("the-rule", 1L) : Map.of(), comparison.rules());
    }

    @Test
    void aRuleMayGiveTheCause() throws RulesException {
        Rules rules = rules("path: \"result.data[*].mfree\"", "{cause: stale-configuration}", "");
        assertEquals(
                "result.data[n1].mfree value stale-configuration",
                Replies.told(compare(rules, shadow(1, "[\"a\",\"b\"]"))));
    }

    @Test
    void anUnorderedListHasItsElementsNamedByValue() throws RulesException {
        Rules rules = rules("path: \"result.data[*].pinst_list\"", "unordered", "");
        assertEquals("equivalent", Replies.told(compare(rules, shadow(1000, "[\"b\",\"a\"]"))));
        assertEquals("""
                result.data[n1].pinst_list[b] missing unexplained
                result.data[n1].pinst_list[c] extra unexplained""", Replies.told(compare(rules, shadow(1000, "[\"a\",\"c\"]"))));
        assertEquals(
                "result.data[n1].pinst_list[1] value unexplained",
                Replies.told(compare(Rules.none(), shadow(1000, "[\"a\",\"c\"]"))));
    }

    @Test
    void objectsOfAListAreMatchedByTheMemberThatARuleNames() throws RulesException {
        Rules rules = rules("path: result.disks", "{key: uuid}", "");
        Payload a = Payload.of(success("{\"disks\":[{\"uuid\":\"x\",\"size\":1},{\"uuid\":\"y\",\"size\":2}]}"));
        Payload b = Payload.of(success("{\"disks\":[{\"uuid\":\"y\",\"size\":2},{\"uuid\":\"x\",\"size\":1}]}"));
        Payload c = Payload.of(success("{\"disks\":[{\"uuid\":\"y\",\"size\":3},{\"uuid\":\"x\",\"size\":1}]}"));
        assertEquals("equivalent", Replies.told(new Comparer(rules).compare(null, a, b)));
        assertEquals("result.disks[y].size value unexplained", Replies.told(new Comparer(rules).compare(null, a, c)));
    }

    @Test
    void whoAskedAndTheReleaseMayBePartOfARule() throws RulesException {
        Rules rules = rules("path: \"**.mfree\", client: \"0 *\", version: \"<2.8\"", "ignore", "");
        Payload a = Payload.of(PRIMARY);
        Payload b = Payload.of(shadow(1, "[\"a\",\"b\"]"));
        Comparer comparer = new Comparer(rules);
        assertEquals(
                Verdict.EQUIVALENT,
                comparer.compare(NODES, a, b, new ComparisonContext("0 /bin/x", "2.7.2"))
                        .verdict());
        assertEquals(
                Verdict.DIVERGENT,
                comparer.compare(NODES, a, b, new ComparisonContext("1 /bin/x", "2.7.2"))
                        .verdict());
        assertEquals(
                Verdict.DIVERGENT,
                comparer.compare(NODES, a, b, new ComparisonContext("0 /bin/x", "2.8.0"))
                        .verdict());
        assertEquals(
                Verdict.DIVERGENT,
                comparer.compare(NODES, a, b, new ComparisonContext("0 /bin/x", null))
                        .verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "2.7.2, <2.8, true",
        "2.8, <2.8, false",
        "2.10.7, 2.10, true",
        "2.1, 2.10, false",
        "3.0.2, >=2.12, true",
        "2.12.0~rc1, <=2.12, true",
        "2.10, >2.9, true",
        "unknown, <2.8, true"
    })
    void releasesAreComparedByTheirNumbers(String release, String range, boolean isIn) {
        boolean known = !release.equals("unknown");
        assertEquals(isIn, !known || Releases.of(range).orElseThrow().contain(release));
    }

    @Test
    void beyondItsBudgetARuleClearsNothing() throws RulesException {
        Rules rules = rules("path: \"**\"", "ignore", "    budget: 1\n");
        Comparison comparison = compare(rules, shadow(1, "[\"b\",\"a\"]"));
        assertEquals(1, comparison.divergenceCount());
        assertEquals(Map.of("the-rule", 1L), comparison.rules());
    }

    @Test
    void aRuleHoldsFromItsApprovalToItsLastDay() throws RulesException {
        Rules rules = rules("path: \"**.mfree\"", "ignore", "");
        String shadow = shadow(1, "[\"a\",\"b\"]");
        assertEquals(
                Verdict.DIVERGENT,
                compare(rules.on(LocalDate.parse("2025-12-31")), shadow).verdict());
        assertEquals(
                Verdict.EQUIVALENT,
                compare(rules.on(LocalDate.parse("2026-01-01")), shadow).verdict());
        assertEquals(
                Verdict.EQUIVALENT,
                compare(rules.on(LocalDate.parse("2026-12-31")), shadow).verdict());
        assertEquals(
                Verdict.DIVERGENT,
                compare(rules.on(LocalDate.parse("2027-01-01")), shadow).verdict());
    }

    @Test
    void theHashTellsRulesApart() throws RulesException {
        Rules one = rules("path: \"**.mfree\"", "ignore", "");
        assertEquals(one.hash(), rules("path: \"**.mfree\"", "ignore", "").hash());
        assertNotEquals(one.hash(), rules("path: \"**.mnode\"", "ignore", "").hash());
        assertNotEquals(one.hash(), rules("path: \"**.mfree\"", "unordered", "").hash());
        assertNotEquals(
                one.hash(),
                rules("path: \"**.mfree\", kind: value", "ignore", "").hash());
        assertNotEquals(
                one.hash(),
                rules("path: \"**.mfree\"", "ignore", "    budget: 2\n").hash());
        assertNotEquals(one.hash(), Rules.shipped().hash());
        assertNotEquals(Rules.none().hash(), Rules.shipped().hash());
    }

    @Test
    void expiredAndOverBroadRulesAreReported() throws RulesException {
        Rules broad = rules("path: \"result.**\"", "ignore", "");
        assertEquals(
                List.of(RuleFinding.Sort.OVER_BROAD),
                broad.findings(LocalDate.parse("2026-06-01")).stream()
                        .map(RuleFinding::sort)
                        .toList());
        Rules exact = rules("path: \"**.mfree\"", "ignore", "");
        assertEquals(List.of(), exact.findings(LocalDate.parse("2026-12-31")));
        RuleFinding expired = exact.findings(LocalDate.parse("2027-01-01")).getFirst();
        assertEquals(RuleFinding.Sort.EXPIRED, expired.sort());
        assertEquals(2, expired.line());
        assertEquals(
                RuleFinding.Sort.NOT_YET_APPROVED,
                exact.findings(LocalDate.parse("2025-01-01")).getFirst().sort());
    }

    @Test
    void noShippedRuleNeedsAttention() {
        assertEquals(5, Rules.shipped().all().size());
        Rules.shipped().all().forEach(rule -> assertEquals(null, rule.expires()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            rules: 5                                    | r.yaml:1: rules: '5' (expected: a list of rules)
            rule: []                                    | r.yaml:1: rule: no such key (expected: one of rules)
            [1, 2]                                      | r.yaml:1: a list (expected: keys with values)
            rules: [5]                                  | r.yaml:1: rule: '5' (expected: keys with values)
            "rules: {"                                  | r.yaml:1: 'rules: {' (expected: keys with values)
            rules: [                                    | r.yaml:1: not YAML: while parsing a flow node
            """)
    void whatIsNoRulesFileIsToldWithItsLine(String yaml, String complaint) {
        RulesException problem = assertThrows(RulesException.class, () -> Rules.read("r.yaml", yaml + "\n"));
        assertEquals(
                complaint,
                String.valueOf(problem.getMessage()).lines().findFirst().orElse(""));
    }

    @Test
    void everyMistakeIsToldWithItsLine() {
        RulesException problem = assertThrows(RulesException.class, () -> Rules.read("r.yaml", """
                rules:
                  - id: Bad Name
                    match:
                      path: "**"
                      kind: [value, colour]
                      version: new
                      host: x
                    effect: hide
                    owner:
                    reason: because
                    approved: yesterday
                    expires: 2026-01-01
                    budget: 0
                  - id: twice
                    match: {path: x}
                    effect: {tolerance: {absolute: -1}}
                    owner: a
                    reason: b
                    approved: 2026-02-01
                    expires: 2026-01-01
                  - id: twice
                    effect: {cause: bad luck}
                """));
        assertEquals("""
                r.yaml:2: id: 'Bad Name' (expected: small letters, digits and hyphens)
                r.yaml:7: host: no such key (expected: one of class, client, kind, path, version)
                r.yaml:6: version: 'new' (expected: a release such as 2.10, or a range such as <2.8)
                r.yaml:5: kind: 'colour' (expected: some of value, type, status, missing, extra, missing-row, extra-row, duplicate-row, order, field-definition, shape, answer-or-error, error-class, error-code, no-reply)
                r.yaml:8: effect: 'hide' (expected: ignore, unordered, tolerance, key or cause)
                r.yaml:9: owner: missing (expected: who answers for the rule)
                r.yaml:11: approved: 'yesterday' (expected: a date such as 2026-11-24)
                r.yaml:13: budget: '0' (expected: a whole number from 1 on)
                r.yaml:16: absolute: -1 (expected: more than 0)
                r.yaml:20: expires: 2026-01-01 (expected: not before approved, 2026-02-01)
                r.yaml:21: id: 'twice' stands twice (expected: once)
                r.yaml:21: match: missing (expected: class, path, kind, client or version)
                r.yaml:22: cause: 'bad luck' (expected: a cause of docs/comparison.md)
                r.yaml:21: owner: missing (expected: who answers for the rule)
                r.yaml:21: reason: missing (expected: why the rule is right)
                r.yaml:21: approved: missing (expected: a date such as 2026-11-24)
                r.yaml:21: expires: missing (expected: a date such as 2026-11-24)""", problem.getMessage());
    }
}
