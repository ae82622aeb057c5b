package org.paralux.qa.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.LuxiMethod;
import org.paralux.qa.catalogue.FilterTree;
import org.paralux.qa.catalogue.QueryForm;
import tools.jackson.databind.JsonNode;

/** Each law holds for answers that keep to it, and for no others. */
class RelationTest {
    private static final JsonNode FILTER = FilterTree.truth("offline");

    private static JsonNode rows(String names) {
        List<String> rows = Arrays.stream(names.split(" "))
                .filter(name -> !name.equals("-"))
                .map(name -> "[[0, \"%s\"], [%s]]".formatted(name, name.startsWith("x") ? "2, null" : "0, 1"))
                .toList();
        return LuxiJson.MAPPER.readTree("{\"data\": " + rows + "}");
    }

    @ParameterizedTest
    @CsvSource({"a b, a, true", "a b, -, true", "a b, a b, true", "a, a b, false", "-, a, false"})
    void aConjunctionIsWithinAndADisjunctionAround(String one, String other, boolean within) {
        Relation narrows = new Relation.Narrows("node", "name", FILTER, FILTER);
        Relation widens = new Relation.Widens("node", "name", FILTER, FILTER);
        assertEquals(within, narrows.breach(List.of(rows(one), rows(other))).isEmpty());
        assertEquals(within, widens.breach(List.of(rows(other), rows(one))).isEmpty());
    }

    /** What begins with x has no data and may be anywhere. */
    @ParameterizedTest
    @CsvSource({"a, b, true", "a b, -, true", "a, a b, false", "a, -, false", "a x, b x, true", "a, b x, true"})
    void aNegationComplementsOnRowsWithData(String with, String without, boolean holds) {
        Relation relation = new Relation.Complements("node", "name", "offline", FILTER);
        assertEquals(
                holds,
                relation.breach(List.of(rows("a b x"), rows(with), rows(without)))
                        .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"'[[\"a\", 1]]', true", "'[[\"a\", 2]]', false", "'[[\"b\", 1]]', false"})
    void namesGiveWhatTheClassicCallGives(String classic, boolean holds) {
        Relation relation = new Relation.NamesAsClassic(
                QueryForm.query("node", List.of("name", "n"), FILTER),
                QueryForm.classic(LuxiMethod.QUERY_NODES, List.of("a"), List.of("name", "n")));
        assertEquals(
                holds,
                relation.breach(List.of(rows("a"), LuxiJson.MAPPER.readTree(classic)))
                        .isEmpty());
    }
}
