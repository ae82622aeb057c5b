package org.paralux.qa.simulate.query;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.FieldTable;
import org.paralux.qa.simulate.field.Getter;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.Instance;
import org.paralux.qa.simulate.model.NiceSort;
import org.paralux.qa.simulate.model.Node;
import org.paralux.qa.simulate.model.NodeGroup;
import org.paralux.qa.simulate.model.Parameters;

/** How the fields of a node group are found. */
final class GroupVerbs {
    private GroupVerbs() {}

    static FieldTable<ConfigRow<NodeGroup>> fields() {
        Map<String, Function<String, Getter<ConfigRow<NodeGroup>>>> verbs = Map.of(
                "parameter",
                        key -> row ->
                                Cell.of(row.image().nodeParameters(row.object()).path(key)),
                "parameters", _ -> row -> Cell.of(row.image().nodeParameters(row.object())),
                "filled",
                        key -> row -> Cell.of(Parameters.filled(
                                row.image().settings().path(key),
                                row.object().tree().path(key))),
                "filled-by-name",
                        key -> row -> Cell.of(Parameters.filledByName(
                                row.image().settings().path(key),
                                row.object().tree().path(key))),
                "nodes", _ -> row -> ConfigRow.names(nodes(row)),
                "node-count", _ -> row -> Cell.of(nodes(row).size()),
                "instances", _ -> row -> Cell.ofTexts(instances(row)),
                "instance-count", _ -> row -> Cell.of(instances(row).size()));
        return FieldTable.load("group.csv", ConfigRow.verbs(verbs));
    }

    private static List<Node> nodes(ConfigRow<NodeGroup> row) {
        return row.image().members(row.object());
    }

    private static List<String> instances(ConfigRow<NodeGroup> row) {
        ClusterImage image = row.image();
        return image.members(row.object()).stream()
                .flatMap(node -> image.primaryInstances(node).stream())
                .map(Instance::name)
                .sorted(NiceSort.INSTANCE)
                .toList();
    }
}
