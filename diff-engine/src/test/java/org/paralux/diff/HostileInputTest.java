package org.paralux.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paralux.diff.Replies.query;
import static org.paralux.diff.Replies.success;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.luxi.Payload;

/** Deep, large and malicious replies come to a verdict, without recursion on their depth and in time that grows with their length. */
class HostileInputTest {
    private static final int DEEP = JsonScanner.MAX_DEPTH - 10;

    private static String lists(int depth, String inside) {
        return "[".repeat(depth) + inside + "]".repeat(depth);
    }

    /** Objects in objects, the keys of each level in one order or the other. */
    private static String objects(int depth, boolean valueFirst, String inside) {
        String head = valueFirst ? "{\"b\":1,\"a\":" : "{\"a\":";
        String tail = valueFirst ? "}" : ",\"b\":1}";
        return head.repeat(depth) + inside + tail.repeat(depth);
    }

    @Test
    void depthCostsNoRecursion() {
        assertEquals("match", told(lists(DEEP, "1"), lists(DEEP, " 1")));
        assertEquals("match", told(objects(DEEP, false, "1"), objects(DEEP, true, "1.0")));
        assertEquals(
                ReplyDigest.of(Payload.of(success(objects(DEEP, false, "1")))),
                ReplyDigest.of(Payload.of(success(objects(DEEP, true, "1.0")))));
    }

    @Test
    void aDifferenceFarBelowIsTold() {
        assertEquals(1, compare(lists(DEEP, "1"), lists(DEEP, "2")).divergenceCount());
        assertEquals(
                1, compare(objects(DEEP, false, "1"), objects(DEEP, true, "2")).divergenceCount());
    }

    @Test
    void whatIsDeeperIsNoReply() {
        Comparison comparison = compare("1", lists(2 * JsonScanner.MAX_DEPTH, "1"));
        assertEquals(Verdict.SHADOW_FAILED, comparison.verdict());
        assertEquals("deeper than 100000 levels", comparison.problem());
        assertEquals(Verdict.SHADOW_FAILED, compare("1", "[".repeat(1_000_000)).verdict());
    }

    @Test
    void aMillionKeysOfOneObjectInAnotherOrderMatch() {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            members.add("\"key" + i + "\":" + i);
        }
        String ordered = "{" + String.join(",", members) + "}";
        Collections.shuffle(members, new Random(1));
        assertEquals("match", told(ordered, "{" + String.join(",", members) + "}"));
        members.set(7, "\"key\":0");
        assertEquals(2, compare(ordered, "{" + String.join(",", members) + "}").divergenceCount());
    }

    /** At each level a key stands twice, which makes comparison look at both. */
    @Test
    void repeatedKeysAtEachLevelCostNoMore() {
        String head = "{\"x\":1,\"a\":".repeat(2000);
        String there = head + "1" + ",\"k\":1,\"k\":2}".repeat(2000);
        String back = "{\"a\":".repeat(2000) + "1" + ",\"k\":1,\"k\":2,\"x\":1}".repeat(2000);
        assertEquals("match", told(there, back));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1_000_000})
    void longNumbersAreCompared(int digits) {
        String number = "1" + "2".repeat(digits);
        assertEquals("match", told(number, " " + number));
        assertEquals("result value unexplained", told(number, number.substring(1)));
        assertEquals("result value unexplained", told(number, "1.5e" + digits));
        assertEquals("match", told("1e999999999999", "10e999999999998"));
    }

    @Test
    void manyDivergencesAreCountedAndSomeAreKept() {
        StringBuilder a = new StringBuilder();
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            a.append(i == 0 ? "" : ",").append("[[0,\"n").append(i).append("\"],[0,1],[0,\"x\"],[3,null]]");
            b.append(i == 0 ? "" : ",").append("[[0,\"n").append(i).append("\"],[0,2],[0,\"y\"],[2,null]]");
        }
        String[] fields = {"name", "mfree", "pip", "hv_state"};
        Comparison comparison = Replies.compare(
                query("node", fields),
                Replies.rows(String.join(" ", fields), a.toString()),
                Replies.rows(String.join(" ", fields), b.toString()));
        assertEquals(30_000, comparison.divergenceCount());
        assertEquals(3, comparison.groups().size());
        assertTrue(comparison.groups().stream().allMatch(group -> group.count() == 10_000));
        assertTrue(comparison.divergences().size() <= Comparison.MAX_DIVERGENCES);
        assertEquals(
                3,
                comparison.divergences().stream()
                        .map(Divergence::cause)
                        .distinct()
                        .count());
    }

    @Test
    void longValuesAndNamesAreCutInWhatIsTold() {
        String name = "k".repeat(100_000);
        Comparison comparison = compare("{\"" + name + "\":\"" + name + "\"}", "{\"" + name + "\":\"x" + name + "\"}");
        Divergence divergence = comparison.divergences().getFirst();
        assertTrue(divergence.path().length() < 300, divergence::path);
        assertEquals(
                Divergence.MAX_TEXT + 1, String.valueOf(divergence.primary()).length());
    }

    private static Comparison compare(String a, String b) {
        return Replies.compare(null, success(a), success(b));
    }

    private static String told(String a, String b) {
        return Replies.told(compare(a, b));
    }
}
