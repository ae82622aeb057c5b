package org.paralux.qa.simulate.query;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.FieldTable;
import org.paralux.qa.simulate.field.Getter;
import org.paralux.qa.simulate.model.Instance;
import org.paralux.qa.simulate.model.Node;
import org.paralux.qa.simulate.model.NodeGroup;
import org.paralux.qa.simulate.model.Parameters;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** How the fields of a node are found. */
final class NodeVerbs {
    private NodeVerbs() {}

    static FieldTable<ConfigRow<Node>> fields() {
        Map<String, Function<String, Getter<ConfigRow<Node>>>> verbs = Map.of(
                "live", key -> row -> live(row, key),
                "parameter", key -> row -> Cell.of(parameters(row).path(key)),
                "parameters", _ -> row -> Cell.of(parameters(row)),
                "group", _ -> NodeVerbs::groupName,
                "master", _ -> row -> Cell.of(isMaster(row)),
                "role", _ -> row -> Cell.of(role(row)),
                "powered", _ -> NodeVerbs::powered,
                "instances", which -> row -> ConfigRow.names(instances(row, which)),
                "instance-count", which -> row -> Cell.of(instances(row, which).size()),
                "unavailable", _ -> _ -> Cell.UNAVAILABLE);
        return FieldTable.load("node.csv", ConfigRow.verbs(verbs));
    }

    private static Cell live(ConfigRow<Node> row, String key) {
        Node node = row.object();
        if (node.offline()) {
            return Cell.OFFLINE;
        }
        if (!row.rules().asks(node)) {
            return Cell.UNAVAILABLE;
        }
        if (!row.image().runtime().reachable(node)) {
            return Cell.NO_DATA;
        }
        return row.image().runtime().value(node, key).map(Cell::of).orElseGet(row.rules()::missingLiveValue);
    }

    private static @Nullable NodeGroup group(ConfigRow<Node> row) {
        return row.image().groupByUuid(row.object().groupUuid());
    }

    private static Cell groupName(ConfigRow<Node> row) {
        NodeGroup group = group(row);
        return group == null ? row.rules().missingGroup() : Cell.of(group.name());
    }

    private static ObjectNode parameters(ConfigRow<Node> row) {
        NodeGroup group = group(row);
        return Parameters.filled(
                row.image().settings().path("ndparams"),
                group == null ? NullNode.getInstance() : group.tree().path("ndparams"),
                row.object().tree().path("ndparams"));
    }

    private static boolean isMaster(ConfigRow<Node> row) {
        return Objects.equals(row.image().master(), row.object());
    }

    private static String role(ConfigRow<Node> row) {
        if (isMaster(row)) {
            return "M";
        }
        Node node = row.object();
        if (node.flag("master_candidate")) {
            return "C";
        }
        if (node.drained()) {
            return "D";
        }
        return node.offline() ? "O" : "R";
    }

    /** Only known where a program can switch the power. */
    private static Cell powered(ConfigRow<Node> row) {
        boolean switchable = !parameters(row).path("oob_program").asString("").isEmpty();
        return switchable ? Cell.orUnavailable(row.object().value("powered")) : Cell.UNAVAILABLE;
    }

    private static List<Instance> instances(ConfigRow<Node> row, String which) {
        return switch (which) {
            case "primary" -> row.image().primaryInstances(row.object());
            case "secondary" -> row.image().secondaryInstances(row.object());
            default -> throw new IllegalArgumentException("instances: " + which + " (expected: primary or secondary)");
        };
    }
}
