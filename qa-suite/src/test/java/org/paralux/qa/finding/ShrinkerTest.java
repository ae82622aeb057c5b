package org.paralux.qa.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paralux.qa.catalogue.FilterTree;
import org.paralux.qa.catalogue.QueryForm;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Of any query nothing is left but what the difference needs. */
class ShrinkerTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final FindingKey KEY = new FindingKey("node", "missing-row", "filter-semantics", null);

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsLeftIsWhatTheDifferenceNeeds(int seed) throws InterruptedException {
        Random random = new Random(seed);
        List<String> fields = IntStream.range(0, 2 + random.nextInt(40))
                .mapToObj(i -> "f" + i)
                .toList();
        Set<String> needed = new HashSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            needed.add(fields.get(random.nextInt(fields.size())));
        }
        boolean needsLeaf = random.nextBoolean();
        QueryForm whole = QueryForm.query("node", fields, tree(random, 4));
        Shrinker shrinker = new Shrinker(
                KEY,
                form -> names(form.fields().orElseThrow()).containsAll(needed)
                        && (!needsLeaf
                                || form.filter().map(ShrinkerTest::hasNeedle).orElse(false)));
        QueryForm shrunk = shrinker.shrink(whole);
        assertEquals(needed, names(shrunk.fields().orElseThrow()), "seed " + seed);
        assertEquals(needed.size(), shrunk.fieldCount(), "seed " + seed);
        assertEquals(needsLeaf ? 1 : 0, shrunk.filterLeaves(), "seed " + seed + ": " + shrunk.text());
        assertTrue(shrinker.probes() <= 400, "seed " + seed);
    }

    /** A tree that holds the needle at least once. */
    private static JsonNode tree(Random random, int depth) {
        if (depth == 0) {
            return FilterTree.leaf("=", "needle", JSON.stringNode("x" + random.nextInt(9)));
        }
        List<JsonNode> operands = new ArrayList<>(List.of(tree(random, depth - 1)));
        for (int i = random.nextInt(3); i > 0; i--) {
            operands.add(random.nextInt(operands.size() + 1), FilterTree.truth("hay" + i));
        }
        return operands.size() == 1
                ? FilterTree.not(operands.getFirst())
                : FilterTree.combination(random.nextBoolean() ? "&" : "|", operands);
    }

    private static boolean hasNeedle(JsonNode filter) {
        return filter.toString().contains("needle");
    }

    private static Set<String> names(List<JsonNode> list) {
        Set<String> names = new HashSet<>();
        list.forEach(each -> names.add(each.asString()));
        return names;
    }
}
