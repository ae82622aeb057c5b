package org.paralux.luxi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one program asks reads the same whatever it asks about, and what differs in shape reads differently. */
class FingerprintTest {
    private static Fingerprint of(String method, String args) {
        return in("{\"method\": \"" + method + "\", \"args\": " + args + "}");
    }

    private static Fingerprint in(String message) {
        return Query.in(Payload.of(message)).orElseThrow().fingerprint();
    }

    private static String text(String method, String args) {
        return of(method, args).text();
    }

    /** Fingerprints are written to records that outlive a release: this one is here for ever. */
    @Test
    void theTextAndTheIdAreFrozen() {
        Fingerprint fingerprint = in("""
                {"method": "Query", "args": ["node", ["name", "mfree", "name"],
                  ["&", ["|", ["=", "name", "n1"], ["=", "name", "n2"]], ["!", ["?", "offline"]]]], "version": 3000000}""");
        assertEquals(
                "Query/node fields=mfree,name,name names=- filter=(& (! (? offline)) (| (= name ?)))",
                fingerprint.text());
        assertEquals("66629feb4987d3f6", fingerprint.id());
    }

    @Test
    void everyMethodReadsAsDocumented() {
        assertEquals("Query/node fields=name names=- filter=-", text("Query", "[\"node\", [\"name\"], null]"));
        assertEquals("QueryFields/job fields=- names=- filter=-", text("QueryFields", "[\"job\", null]"));
        assertEquals("QueryFields/job fields= names=- filter=-", text("QueryFields", "[\"job\", []]"));
        assertEquals(
                "QueryJobs/job fields=id,status names=all filter=-", text("QueryJobs", "[null, [\"status\", \"id\"]]"));
        assertEquals(
                "QueryNodes/node fields=name names=some filter=-", text("QueryNodes", "[[\"x\"], [\"name\"], false]"));
        assertEquals("QueryExports/export fields=- names=all filter=-", text("QueryExports", "[[], false]"));
        assertEquals("QueryTags/cluster fields=- names=all filter=-", text("QueryTags", "[\"cluster\", null]"));
        assertEquals("QueryTags/node fields=- names=some filter=-", text("QueryTags", "[\"node\", \"n1\"]"));
        assertEquals("QueryConfigValues fields=a names=- filter=-", text("QueryConfigValues", "[[\"a\"]]"));
        assertEquals("QueryClusterInfo fields=- names=- filter=-", text("QueryClusterInfo", "[1, {\"a\": \"b\"}]"));
        assertEquals("QueryFilters/filter fields=uuid names=all filter=-", text("QueryFilters", "[null, [\"uuid\"]]"));
    }

    @Test
    void whatIsAskedAboutMakesNoDifference() {
        String base = text(
                "Query",
                "[\"instance\", [\"name\", \"status\"], [\"|\", [\"=\", \"name\", \"a\"], [\"<\", \"vcpus\", 2]]]");
        for (String args : List.of(
                "[\"instance\", [\"status\", \"name\"], [\"|\", [\"=\", \"name\", \"a\"], [\"<\", \"vcpus\", 2]]]",
                "[\"instance\", [\"name\", \"status\"], [\"|\", [\"<\", \"vcpus\", 2], [\"=\", \"name\", \"a\"]]]",
                "[\"instance\", [\"name\", \"status\"], [\"|\", [\"<\", \"vcpus\", 99.5], [\"=\", \"name\", \"zzz\"]]]",
                "[\"instance\", [\"name\", \"status\"], [\"|\", [\"=\", \"name\", \"a\"], [\"=\", \"name\", \"b\"], [\"<\", \"vcpus\", 2]]]",
                "[\"instance\",[\"n\\u0061me\",\"status\"],[\"\\u007c\",[\"=\",\"name\",null],[\"<\",\"vcpus\",{\"a\":[1]}]]]")) {
            assertEquals(base, text("Query", args), args);
        }
        assertEquals(
                in("{\"method\": \"QueryNodes\", \"args\": [[\"a\"], [\"name\"], false]}"),
                in(
                        "\n{ \"version\":2070000,\n\"x\":{}, \"args\" :[[\"b\", \"c\"],[\"name\"],true],\t\"method\":\"QueryNodes\"}\n"));
    }

    @Test
    void everyDifferenceOfShapeMakesOne() {
        Map<Fingerprint, String> seen = new HashMap<>();
        for (String message : List.of(
                "Query [\"node\", [\"name\"], null]",
                "Query [\"instance\", [\"name\"], null]",
                "Query [\"unheard-of\", [\"name\"], null]",
                "Query [\"unheard of\", [\"name\"], null]",
                "Query [5, [\"name\"], null]",
                "Query [\"node\", [\"uuid\"], null]",
                "Query [\"node\", [\"name\", \"name\"], null]",
                "Query [\"node\", [\"name\", \"uuid\"], null]",
                "Query [\"node\", [\"name,uuid\"], null]",
                "Query [\"node\", [\"name names=- filter=-\"], null]",
                "Query [\"node\", [\"-\"], null]",
                "Query [\"node\", [\"\"], null]",
                "Query [\"node\", [], null]",
                "Query [\"node\", null, null]",
                "Query [\"node\", \"name\", null]",
                "Query [\"node\", [\"name\"], []]",
                "Query [\"node\", [\"name\"], true]",
                "Query [\"node\", [\"name\"], [\"=\", \"name\", \"a\"]]",
                "Query [\"node\", [\"name\"], [\"=\", \"uuid\", \"a\"]]",
                "Query [\"node\", [\"name\"], [\"==\", \"name\", \"a\"]]",
                "Query [\"node\", [\"name\"], [\"!=\", \"name\", \"a\"]]",
                "Query [\"node\", [\"name\"], [\"=~\", \"name\", \"a\"]]",
                "Query [\"node\", [\"name\"], [\"=[]\", \"name\", \"a\"]]",
                "Query [\"node\", [\"name\"], [\"=\", \"name\"]]",
                "Query [\"node\", [\"name\"], [\"=\"]]",
                "Query [\"node\", [\"name\"], [\"=\", \"name\", \"a\", \"b\"]]",
                "Query [\"node\", [\"name\"], [\"=\", 5, \"a\"]]",
                "Query [\"node\", [\"name\"], [\"=\", \"?\", \"a\"]]",
                "Query [\"node\", [\"name\"], [\"=\", \"name ?) (=\", \"a\"]]",
                "Query [\"node\", [\"name\"], [\"?\", \"name\"]]",
                "Query [\"node\", [\"name\"], [5, \"name\"]]",
                "Query [\"node\", [\"name\"], [\"weird op\", \"name\"]]",
                "Query [\"node\", [\"name\"], [\"&\", [\"=\", \"name\", \"a\"]]]",
                "Query [\"node\", [\"name\"], [\"|\", [\"=\", \"name\", \"a\"]]]",
                "Query [\"node\", [\"name\"], [\"!\", [\"=\", \"name\", \"a\"]]]",
                "Query [\"node\", [\"name\"], [\"!\", [\"!\", [\"=\", \"name\", \"a\"]]]]",
                "Query [\"node\", [\"name\"], [\"|\", [\"=\", \"name\", \"a\"], [\"=\", \"uuid\", \"a\"]]]",
                "QueryFields [\"node\", [\"name\"]]",
                "QueryFields [\"node\", null]",
                "QueryFields [\"node\", []]",
                "QueryNodes [[], [\"name\"], false]",
                "QueryNodes [[\"a\"], [\"name\"], false]",
                "QueryNodes [[\"a\"], [\"uuid\"], false]",
                "QueryGroups [[\"a\"], [\"name\"], false]",
                "QueryTags [\"cluster\", null]",
                "QueryTags [\"cluster\", \"\"]",
                "QueryTags [\"node\", null]")) {
            int space = message.indexOf(' ');
            Fingerprint fingerprint = of(message.substring(0, space), message.substring(space + 1));
            String same = seen.put(fingerprint, message);
            assertNull(same, () -> message + " reads like " + same + ": " + fingerprint.text());
        }
        assertEquals(
                seen.size(),
                seen.keySet().stream().map(Fingerprint::id).distinct().count());
    }

    /** Records hold one on a line each, and a client must not make them long. */
    @ParameterizedTest
    @ValueSource(longs = {1, 22, 333})
    void aTextIsShortPrintableAndOnOneLine(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String args = "[" + hostile(random) + ", [" + hostile(random) + ", " + hostile(random) + "], ["
                    + hostile(random) + ", " + hostile(random) + ", [\"&\", [" + hostile(random) + "]]]]";
            String text = text("Query", args);
            assertTrue(text.matches("[ -~]{1,600}"), () -> "seed " + seed + ": " + text);
        }
    }

    private static String hostile(Random random) {
        StringBuilder word = new StringBuilder("\"");
        for (int length = random.nextInt(100); length > 0; length--) {
            word.append(
                    switch (random.nextInt(5)) {
                        case 0 -> "\\u%04x".formatted(random.nextInt(0x10000));
                        case 1 -> "\\n";
                        case 2 -> String.valueOf(" ,=()#?-".charAt(random.nextInt(8)));
                        default -> "x";
                    });
        }
        return word.append('"').toString();
    }

    @Test
    void allFieldsOfAnInstanceAreReadableAndAMillionAreNot() {
        Recorded all = Recorded.all().stream()
                .filter(exchange -> exchange.name().equals("query.instance.all"))
                .findFirst()
                .orElseThrow();
        String text =
                Query.in(all.requests().getFirst()).orElseThrow().fingerprint().text();
        assertTrue(text.contains(",name,") && text.contains("hv/"), text);

        String many = "[[" + "\"name\",".repeat(1_000_000) + "\"name\"]]";
        assertTrue(text("QueryConfigValues", many).matches("QueryConfigValues fields=#[0-9a-f]{16} names=- filter=-"));
    }

    @Test
    void aDeepOrWideFilterStaysShort() {
        String deep = "[\"!\",".repeat(400) + "[\"?\",\"offline\"]" + "]".repeat(400);
        String deeper = "[\"!\"," + deep + "]";
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            operands.add("[\"=\",\"field" + i + "\",1]");
        }
        String wide = "[\"|\"," + String.join(",", operands) + "]";
        Collections.shuffle(operands, new Random(7));
        String shuffled = "[\"|\"," + String.join(",", operands) + "]";
        for (String filter : List.of(deep, deeper, wide)) {
            assertTrue(of(filter).length() < 600, of(filter));
        }
        assertEquals(of(wide), of(shuffled));
        assertEquals(
                3, List.of(of(deep), of(deeper), of(wide)).stream().distinct().count());
    }

    private static String of(String filter) {
        return text("Query", "[\"node\", [\"name\"], " + filter + "]");
    }
}
