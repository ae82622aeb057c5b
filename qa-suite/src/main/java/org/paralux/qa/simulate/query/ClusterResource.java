package org.paralux.qa.simulate.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.FieldTable;
import org.paralux.qa.simulate.field.Getter;
import tools.jackson.databind.JsonNode;

/** The cluster itself, in one row: what {@code QueryClusterInfo} and {@code QueryConfigValues} tell, by field. */
final class ClusterResource extends Resource<ClusterResource.Row> {
    private final FieldTable<Row> fields;

    ClusterResource() {
        super("cluster", "Cluster", "name");
        Map<String, Function<String, Getter<Row>>> verbs = Map.of(
                "info", key -> row -> row.value(key).map(Cell::of).orElse(Cell.UNAVAILABLE),
                "time",
                        key -> row -> row.value(key)
                                .map(Cell::of)
                                .orElseGet(row.view().rules()::missingTime),
                "tags", _ -> row -> Cell.ofTexts(row.view().rules().setOrder(row.tags())),
                "drained", _ -> row -> Cell.of(row.view().daemon().flags().drained()),
                "paused",
                        _ -> row -> row.view()
                                .daemon()
                                .flags()
                                .watcherPausedUntil()
                                .map(Instant::getEpochSecond)
                                .map(Cell::of)
                                .orElse(Cell.UNAVAILABLE));
        fields = FieldTable.load("cluster.csv", verbs);
    }

    record Row(View view, JsonNode info) {
        Optional<JsonNode> value(String key) {
            return info.optional(key).filter(value -> !value.isNull());
        }

        List<String> tags() {
            return info.path("tags").values().stream().map(JsonNode::asString).toList();
        }
    }

    @Override
    FieldTable<Row> fields() {
        return fields;
    }

    @Override
    List<Row> all(View view, List<String> touched) {
        return List.of(new Row(view, ClusterInfo.of(view.image(), view.daemon().release())));
    }

    @Override
    List<Row> named(View view, JsonNode name) {
        return all(view, List.of()).stream()
                .filter(row -> row.info().path("name").equals(name))
                .toList();
    }
}
