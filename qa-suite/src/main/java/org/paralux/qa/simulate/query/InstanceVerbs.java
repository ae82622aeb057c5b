package org.paralux.qa.simulate.query;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.FieldTable;
import org.paralux.qa.simulate.field.Getter;
import org.paralux.qa.simulate.model.ConfigObject;
import org.paralux.qa.simulate.model.Instance;
import org.paralux.qa.simulate.model.NiceSort;
import org.paralux.qa.simulate.model.Node;
import org.paralux.qa.simulate.model.NodeGroup;

/** How the fields of an instance are found: what is configured here, devices and live state next door. */
final class InstanceVerbs {
    private InstanceVerbs() {}

    static FieldTable<ConfigRow<Instance>> fields() {
        Map<String, Function<String, Getter<ConfigRow<Instance>>>> verbs = new HashMap<>();
        verbs.put(
                "backend",
                key -> row -> Cell.orUnavailable(
                        row.image().backendParameters(row.object()).optional(key)));
        verbs.put("backends", _ -> row -> Cell.of(row.image().backendParameters(row.object())));
        verbs.put(
                "hypervisor",
                key -> row -> Cell.orUnavailable(
                        row.image().hypervisorParameters(row.object()).optional(key)));
        verbs.put("hypervisors", _ -> row -> Cell.of(row.image().hypervisorParameters(row.object())));
        verbs.put("os-parameters", _ -> row -> Cell.of(row.image().osParameters(row.object())));
        verbs.put("admin-up", _ -> row -> Cell.of(row.object().adminState().equals("up")));
        verbs.put("node", _ -> row -> nodeName(row));
        verbs.put("group", key -> row -> groupOfPrimary(row, key));
        verbs.put("secondaries", InstanceVerbs::secondaries);
        verbs.putAll(DeviceVerbs.all());
        verbs.putAll(InstanceStateVerbs.all());
        return FieldTable.load("instance.csv", ConfigRow.verbs(verbs));
    }

    private static Cell nodeName(ConfigRow<Instance> row) {
        Node node = row.image().nodeByUuid(row.object().primaryNodeUuid());
        return node == null ? Cell.UNAVAILABLE : Cell.of(node.name());
    }

    private static Cell groupOfPrimary(ConfigRow<Instance> row, String key) {
        Node node = row.image().nodeByUuid(row.object().primaryNodeUuid());
        NodeGroup group = node == null ? null : row.image().groupByUuid(node.groupUuid());
        return group == null ? Cell.UNAVAILABLE : Cell.of(group.text(key));
    }

    /** {@code secondaries name}, {@code secondaries group} and {@code secondaries group.uuid}. */
    private static Getter<ConfigRow<Instance>> secondaries(String what) {
        BiFunction<ConfigRow<Instance>, Node, String> told = switch (what) {
            case "name" -> (_, node) -> node.name();
            case "group" -> (row, node) -> ofGroup(row, node, "name");
            case "group.uuid" -> (row, node) -> ofGroup(row, node, "uuid");
            default ->
                throw new IllegalArgumentException("secondaries: " + what + " (expected: name, group or group.uuid)");
        };
        return row -> Cell.ofTexts(row.image().secondaryNodes(row.object()).stream()
                .sorted(Comparator.comparing(ConfigObject::name, NiceSort.INSTANCE))
                .map(node -> told.apply(row, node))
                .toList());
    }

    private static String ofGroup(ConfigRow<Instance> row, Node node, String key) {
        NodeGroup group = row.image().groupByUuid(node.groupUuid());
        return group == null ? "" : group.text(key);
    }
}
