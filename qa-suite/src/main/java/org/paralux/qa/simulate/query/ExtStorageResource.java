package org.paralux.qa.simulate.query;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.FieldTable;
import org.paralux.qa.simulate.field.Getter;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.NodeGroup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The providers of external storage: those that disks of instances come from, taken to be on every node. */
final class ExtStorageResource extends Resource<ExtStorageResource.Row> {
    private static final String FOLDER = "/usr/share/ganeti/extstorage/";
    private static final String TEMPLATE = "ext";

    private final FieldTable<Row> fields;

    ExtStorageResource() {
        super("extstorage", "ExtStorage provider", "name");
        Map<String, Function<String, Getter<Row>>> verbs = Map.of(
                "name", _ -> row -> Cell.of(row.provider()),
                "by-node", _ -> row -> Cell.of(byNode(row)),
                "by-group", _ -> row -> Cell.of(byGroup(row)),
                "parameters", _ -> _ -> Cell.ofTexts(List.of()));
        fields = FieldTable.load("extstorage.csv", verbs);
    }

    record Row(ClusterImage image, String provider) {}

    @Override
    FieldTable<Row> fields() {
        return fields;
    }

    @Override
    List<Row> all(View view, List<String> touched) {
        ClusterImage image = view.image();
        return image.instances().stream()
                .flatMap(instance -> image.disks(instance).stream())
                .filter(disk -> disk.template().equals(TEMPLATE))
                .map(disk -> disk.tree().path("logical_id").path(0).asString(""))
                .distinct()
                .sorted()
                .map(provider -> new Row(image, provider))
                .toList();
    }

    @Override
    List<Row> named(View view, JsonNode name) {
        return all(view, List.of()).stream()
                .filter(row -> row.provider().equals(name.asString("")))
                .toList();
    }

    /** For each node that answers what it has: folder, whether it is valid, why not, parameters. */
    private static ObjectNode byNode(Row row) {
        ObjectNode byNode = JsonNodeFactory.instance.objectNode();
        row.image()
                .instanceHosts()
                .forEach(node -> byNode.putArray(node.name())
                        .addArray()
                        .add(FOLDER + row.provider())
                        .add(true)
                        .add("")
                        .addArray());
        return byNode;
    }

    /** Whether all nodes of a group have it. */
    private static ObjectNode byGroup(Row row) {
        ObjectNode byGroup = JsonNodeFactory.instance.objectNode();
        for (NodeGroup group : row.image().groups()) {
            byGroup.put(
                    group.name(),
                    row.image().instanceHosts().containsAll(row.image().members(group)));
        }
        return byGroup;
    }
}
