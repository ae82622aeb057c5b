package org.paralux.qa.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;

/** Each rule is told when it is broken, and only then. */
class ContractTest {
    private static final Query QUERY = Query.in(
                    Payload.of("{\"method\": \"Query\", \"args\": [\"node\", [\"name\", \"n\"], null]}"))
            .orElseThrow();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "number | [[[0, \"a\"], [0, 1]]]                       | -",
                "number | [[[0, \"a\"], [3, null]], [[0, \"b\"], [0, 2]]]   | -",
                "number | [[[0, \"node2\"], [0, 1]], [[0, \"node10\"], [0, 1]]] | -",
                "number | [[[0, \"node10\"], [0, 1]], [[0, \"node2\"], [0, 1]]] | rows are sorted by name",
                "number | [[[0, \"a\"], [0, \"1\"]]]                   | values are of their field's kind",
                "number | [[[0, \"a\"], [0, null]]]                    | values are of their field's kind",
                "bool   | [[[0, \"a\"], [0, 1]]]                       | values are of their field's kind",
                "other  | [[[0, \"a\"], [0, {}]]]                      | -",
                "number | [[[0, \"a\"], [2, 1]]]                       | no value where the status says none",
                "number | [[[0, \"a\"], [7, null]]]                    | a cell is a status and a value",
                "number | [[[0, \"a\"]]]                               | as many cells as fields"
            })
    void aBreachIsTold(String kind, String data, String rule) {
        String reply = """
                {"success": true, "result": {"fields": [{"name": "name", "kind": "text"}, {"name": "n", "kind": "%s"}],
                 "data": %s}}""".formatted(kind, data);
        List<String> broken = Contract.check(QUERY, Payload.of(reply)).stream()
                .map(Breach::rule)
                .toList();
        assertEquals(rule == null ? List.of() : List.of(rule), broken);
    }
}
