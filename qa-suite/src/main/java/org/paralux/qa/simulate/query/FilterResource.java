package org.paralux.qa.simulate.query;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.FieldTable;
import org.paralux.qa.simulate.field.Getter;
import org.paralux.qa.simulate.model.FilterRule;
import tools.jackson.databind.JsonNode;

/** The rules about jobs. They have no names, so a filter by UUID is a filter like any other. */
final class FilterResource extends Resource<FilterRule> {
    private final FieldTable<FilterRule> fields;

    FilterResource() {
        super("filter", "Filter", "");
        Map<String, Function<String, Getter<FilterRule>>> verbs =
                Map.of("config", key -> rule -> Cell.orUnavailable(rule.value(key)));
        fields = FieldTable.load("filter.csv", verbs);
    }

    @Override
    FieldTable<FilterRule> fields() {
        return fields;
    }

    @Override
    List<FilterRule> all(View view, List<String> touched) {
        return view.image().filterRules();
    }

    @Override
    List<FilterRule> named(View view, JsonNode name) {
        return view.image().filterRules().stream()
                .filter(rule -> rule.uuid().equals(name.asString("")))
                .toList();
    }
}
