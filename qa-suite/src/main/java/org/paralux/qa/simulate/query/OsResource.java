package org.paralux.qa.simulate.query;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.FieldTable;
import org.paralux.qa.simulate.field.Getter;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.OperatingSystem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The operating systems that instances can have. */
final class OsResource extends Resource<OsResource.Row> {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final FieldTable<Row> fields;

    OsResource() {
        super("os", "OS", "name");
        Map<String, Function<String, Getter<Row>>> verbs = Map.of(
                "name", _ -> row -> Cell.of(row.os().name()),
                "valid", _ -> _ -> Cell.of(true),
                "hidden", _ -> row -> Cell.of(row.os().isHidden(row.image())),
                "blacklisted", _ -> row -> Cell.of(row.os().isBlacklisted(row.image())),
                "variants", _ -> row -> Cell.ofTexts(row.os().variants()),
                "parameters", _ -> _ -> Cell.ofTexts(List.of()),
                "versions", _ -> row -> Cell.of(numbers(row.os().interfaceVersions())),
                "by-node", _ -> row -> Cell.of(byNode(row)));
        fields = FieldTable.load("os.csv", verbs);
    }

    record Row(ClusterImage image, OperatingSystem os) {}

    @Override
    FieldTable<Row> fields() {
        return fields;
    }

    @Override
    List<Row> all(View view, List<String> touched) {
        return OperatingSystem.of(view.image()).stream()
                .map(os -> new Row(view.image(), os))
                .toList();
    }

    @Override
    List<Row> named(View view, JsonNode name) {
        return all(view, List.of()).stream()
                .filter(row -> row.os().name().equals(name.asString("")))
                .toList();
    }

    private static ArrayNode numbers(List<Integer> numbers) {
        ArrayNode array = JSON.arrayNode();
        numbers.forEach(array::add);
        return array;
    }

    /** For each node that answers what it has: folder, whether it is valid, why not, variants, parameters, versions. */
    private static ObjectNode byNode(Row row) {
        OperatingSystem os = row.os();
        ObjectNode byNode = JSON.objectNode();
        row.image().instanceHosts().forEach(node -> {
            ArrayNode copy = byNode.putArray(node.name())
                    .addArray()
                    .add(os.folder())
                    .add(true)
                    .add("");
            os.variants().forEach(copy.addArray()::add);
            copy.addArray();
            copy.add(numbers(os.interfaceVersions()));
        });
        return byNode;
    }
}
