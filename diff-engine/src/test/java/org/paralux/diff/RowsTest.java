package org.paralux.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.paralux.diff.Replies.query;
import static org.paralux.diff.Replies.rows;
import static org.paralux.diff.Replies.success;
import static org.paralux.diff.Replies.told;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paralux.luxi.Query;

/** How rows are brought together, and what is said of their objects. */
class RowsTest {
    private static final Query UNNAMED = query("instance", "pnode", "os", "vcpus");

    private static String unnamed(String... rows) {
        return rows(
                "pnode os vcpus",
                List.of(rows).stream()
                        .map(row -> "[[0,\"" + row.replace(" ", "\"],[0,\"") + "\"]]")
                        .toArray(String[]::new));
    }

    private static Comparison compare(String primary, String shadow) {
        return Replies.compare(UNNAMED, primary, shadow);
    }

    @Test
    void rowsThatNothingNamesAreMatchedByTheirOrder() {
        Comparison found = compare(unnamed("a x 1", "b y 2", "c z 3"), unnamed("a x 1", "b y 5", "c w 3"));
        assertEquals("""
                result.data[1].vcpus value unexplained
                result.data[2].os value unexplained""", told(found));
        assertEquals(RowMatching.ORDER, found.rows());
        assertNull(found.divergences().getFirst().place().row());
    }

    @Test
    void orElseByTheirContent() {
        Comparison moved = compare(unnamed("a x 1", "b y 2", "c z 3"), unnamed("c z 3", "a x 1", "b y 2"));
        assertEquals("result.data order unexplained", told(moved));
        assertEquals(RowMatching.BEST_MATCH, moved.rows());
        Comparison lost = compare(unnamed("a x 1", "b y 2", "c z 3"), unnamed("a x 1", "c z 4"));
        assertEquals("""
                result.data[2].vcpus value unexplained
                result.data[1] missing-row unexplained""", told(lost));
        Comparison twice = compare(unnamed("a x 1", "a x 1", "b y 2"), unnamed("a x 1", "b y 2"));
        assertEquals("result.data[1] missing-row unexplained", told(twice));
        assertEquals(
                "result.data[1] extra-row unexplained",
                told(compare(unnamed("a x 1", "b y 2"), unnamed("a x 1", "a x 1", "b y 2"))));
    }

    @ParameterizedTest
    @CsvSource({
        "uuid, result.data[r].os",
        "id, result.data[r].os",
        "name, result.data[r].os",
        "node, result.data[r].os",
        "serial_no, result.data[0].os"
    })
    void aRowIsNamedByWhatWasAskedFor(String key, String path) {
        Comparison found = Replies.compare(
                query("instance", key, "os"),
                rows(key + " os", "[[0,\"r\"],[0,\"a\"]]"),
                rows(key + " os", "[[0,\"r\"],[0,\"b\"]]"));
        assertEquals(path, found.divergences().getFirst().path());
    }

    @Test
    void rowsOfOneNameAreMatchedInTheirOrder() {
        Query query = query("node", "name", "os");
        String two = rows("name os", "[[0,\"n\"],[0,1]]", "[[0,\"n\"],[0,2]]");
        assertEquals("match", told(Replies.compare(query, two, two + " ")));
        assertEquals(
                "result.data[n].os value unexplained",
                told(Replies.compare(query, two, rows("name os", "[[0,\"n\"],[0,1]]", "[[0,\"n\"],[0,3]]"))));
        assertEquals(
                "result.data[n] duplicate-row repeated-row",
                told(Replies.compare(query, two, rows("name os", "[[0,\"n\"],[0,1]]"))));
    }

    /** Whatever the order, each changed row is told by its own name, and the order once. */
    @Test
    void permutedRowsAreMatchedByName() {
        Query query = query("node", "name", "pip");
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int count = 2 + random.nextInt(40);
            List<String> names = new ArrayList<>();
            List<String> before = new ArrayList<>();
            List<String> after = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                names.add("n" + i);
                before.add("[[0,\"n" + i + "\"],[0,\"1\"]]");
            }
            for (String name : names) {
                boolean changed = random.nextInt(4) == 0;
                after.add("[[0,\"" + name + "\"],[0,\"" + (changed ? 2 : 1) + "\"]]");
                if (changed) {
                    expected.add("result.data[" + name + "].pip value unexplained");
                }
            }
            List<String> ordered = List.copyOf(after);
            Collections.shuffle(after, random);
            if (!after.equals(ordered)) {
                expected.addFirst("result.data order sort-order");
            }
            String found = told(Replies.compare(
                    query,
                    rows("name pip", before.toArray(String[]::new)),
                    rows("name pip", after.toArray(String[]::new))));
            List<String> all = expected.isEmpty()
                    ? List.of("match")
                    : expected.stream().sorted().toList();
            assertEquals(all, found.lines().sorted().toList(), "seed " + seed);
        }
    }

    @Test
    void aListMayHaveLostAnElementAndItsOrder() {
        Comparison found = Replies.compare(
                query("{\"method\":\"QueryTags\",\"args\":[\"node\",\"n\"]}"),
                success("[\"a\",\"b\",\"c\",\"d\"]"),
                success("[\"d\",\"b\",\"c\"]"));
        assertEquals("result[a] missing unexplained", told(found));
        assertEquals(1L, found.rules().get("tags-alone-are-a-set"));
        assertEquals(
                """
                result.x[a] missing unexplained
                result.x order set-order""",
                told(Replies.compare(
                        null, success("{\"x\":[\"a\",\"b\",\"c\",\"d\"]}"), success("{\"x\":[\"d\",\"b\",\"c\"]}"))));
    }

    @Test
    void aDivergenceSaysWhatItsObjectIsAndWhenItWasWritten() {
        Query query = query("instance", "name", "uuid", "serial_no", "mtime", "os", "oper_ram");
        String fields = "name uuid serial_no mtime os oper_ram";
        Comparison found = Replies.compare(
                query,
                rows(fields, "[[0,\"i\"],[0,\"u\"],[0,5],[0,1.5],[0,\"a\"],[0,1]]"),
                rows(fields, "[[0,\"i\"],[0,\"u\"],[0,4],[0,1.25],[0,\"b\"],[0,2]]"));
        assertEquals("""
                result.data[i].serial_no value stale-configuration
                result.data[i].mtime value stale-configuration
                result.data[i].os value stale-configuration
                result.data[i].oper_ram value live-drift""", told(found));
        assertEquals(
                new ObjectState("instance", "i", "u", 5L, 4L, 1.5, 1.25),
                Objects.requireNonNull(found.divergences().getLast().object()));
        assertEquals(
                List.of(Volatility.CONFIG_BUMP, Volatility.CONFIG_BUMP, Volatility.CONFIG, Volatility.LIVE_DRIFT),
                found.divergences().stream().map(Divergence::volatility).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "node, mfree, LIVE_DRIFT",
        "instance, nic.mac/3, CONFIG",
        "instance, hv/acpi, CONFIG",
        "job, opresult, JOB_MOVING",
        "nodegroup, name, CONFIG",
        "cluster, drain_flag, FLAG",
        "node, newcomer, UNKNOWN",
        "newcomer, name, UNKNOWN"
    })
    void theVolatilityOfAFieldIsData(String resource, String field, Volatility volatility) {
        assertEquals(volatility, Volatility.of(resource, field));
        assertEquals(Volatility.UNKNOWN, Volatility.of(null, field));
    }

    @Test
    void aRepeatedMemberThatBothHaveDoesNotHideTheResult() {
        String head = "{\"success\":false,\"success\":true,\"result\":";
        assertEquals("result value unexplained", told(Replies.compare(null, head + "1}", head + "2}")));
    }

    /** As clients do that join lists of fields. */
    @Test
    void aFieldThatWasAskedForTwiceHasTheCauseThatItHasOnce() {
        Query once = query("node", "name", "role");
        Query twice = query("node", "role", "name", "role");
        String nodes = "[[0,\"n2\"],[0,\"R\"]]";
        assertEquals(
                "result.data[n1].role value master-unknown",
                told(Replies.compare(
                        once,
                        rows("name role", "[[0,\"n1\"],[0,\"M\"]]", nodes),
                        rows("name role", "[[0,\"n1\"],[0,\"C\"]]", nodes))));
        String regular = "[[0,\"R\"],[0,\"n2\"],[0,\"R\"]]";
        assertEquals(
                "result.data[n1].role value master-unknown\nresult.data[n1].role value master-unknown",
                told(Replies.compare(
                        twice,
                        rows("role name role", "[[0,\"M\"],[0,\"n1\"],[0,\"M\"]]", regular),
                        rows("role name role", "[[0,\"C\"],[0,\"n1\"],[0,\"C\"]]", regular))));
    }

    @Test
    void twoMastersThatAreUnknownAreUnexplained() {
        assertEquals(
                "result.data[n1].role value unexplained\nresult.data[n2].role value unexplained",
                told(Replies.compare(
                        query("node", "name", "role"),
                        rows("name role", "[[0,\"n1\"],[0,\"M\"]]", "[[0,\"n2\"],[0,\"M\"]]"),
                        rows("name role", "[[0,\"n1\"],[0,\"C\"]]", "[[0,\"n2\"],[0,\"R\"]]"))));
    }
}
