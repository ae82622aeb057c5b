package org.paralux.qa.simulate.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.paralux.luxi.LuxiJson;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.Getter;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.ConfigObject;
import tools.jackson.databind.JsonNode;

/** An object of the configuration as it is seen in one query. */
record ConfigRow<T extends ConfigObject>(View view, T object) {
    ClusterImage image() {
        return view.image();
    }

    QueryRules rules() {
        return view.rules();
    }

    /**
     * The verbs that every object understands: {@code config KEY}, {@code default KEY JSON}, {@code time KEY} and
     * {@code tags}; with those that only some do.
     */
    static <T extends ConfigObject> Map<String, Function<String, Getter<ConfigRow<T>>>> verbs(
            Map<String, Function<String, Getter<ConfigRow<T>>>> others) {
        Map<String, Function<String, Getter<ConfigRow<T>>>> verbs = new HashMap<>(others);
        verbs.put("config", key -> row -> Cell.orUnavailable(row.object().value(key)));
        verbs.put("default", ConfigRow::withDefault);
        verbs.put("time", key -> row -> row.object().value(key).map(Cell::of).orElseGet(row.rules()::missingTime));
        verbs.put(
                "tags",
                _ -> row -> Cell.ofTexts(row.rules().setOrder(row.object().tags())));
        return verbs;
    }

    private static <T extends ConfigObject> Getter<ConfigRow<T>> withDefault(String keyAndDefault) {
        String[] parts = keyAndDefault.split(" ", 2);
        JsonNode otherwise = LuxiJson.MAPPER.readTree(parts[1]);
        return row -> Cell.of(row.object().value(parts[0]).orElse(otherwise));
    }

    static Cell names(List<? extends ConfigObject> objects) {
        return Cell.ofTexts(objects.stream().map(ConfigObject::name).toList());
    }
}
