package org.paralux.qa.simulate.query;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
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
import org.paralux.qa.simulate.model.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the fields of an instance are found: what is configured here, devices and live state next door. */
final class InstanceVerbs {
    /** Parameters of the hypervisor that belong to the cluster, and are not shown with an instance. */
    private static final List<String> CLUSTER_WIDE =
            List.of("migration_bandwidth", "migration_mode", "migration_port", "xen_cmd");

    private InstanceVerbs() {}

    static FieldTable<ConfigRow<Instance>> fields() {
        Map<String, Function<String, Getter<ConfigRow<Instance>>>> verbs = new HashMap<>();
        verbs.put(
                "backend",
                key -> row -> Cell.orUnavailable(
                        row.image().backendParameters(row.object()).optional(key)));
        verbs.put("backends", _ -> row -> Cell.of(row.image().backendParameters(row.object())));
        verbs.put("hypervisor", key -> row -> Cell.orUnavailable(hypervisor(row).optional(key)));
        verbs.put("hypervisors", _ -> row -> Cell.of(hypervisor(row)));
        verbs.put("os-parameters", _ -> row -> Cell.of(osParameters(row)));
        verbs.put("admin-up", _ -> row -> Cell.of(row.object().adminState().equals("up")));
        verbs.put("node", _ -> row -> nodeName(row));
        verbs.put("group", key -> row -> groupOfPrimary(row, key));
        verbs.put("secondaries", InstanceVerbs::secondaries);
        verbs.putAll(DeviceVerbs.all());
        verbs.putAll(InstanceStateVerbs.all());
        return FieldTable.load("instance.csv", ConfigRow.verbs(verbs));
    }

    private static ObjectNode hypervisor(ConfigRow<Instance> row) {
        Instance instance = row.object();
        JsonNode settings = row.image().settings();
        return Parameters.without(
                Parameters.filled(
                        settings.path("hvparams").path(instance.hypervisor()),
                        settings.path("os_hvp").path(instance.os()).path(instance.hypervisor()),
                        instance.tree().path("hvparams")),
                CLUSTER_WIDE);
    }

    /** Those of the operating system, then of its variant, then the instance's own. */
    private static ObjectNode osParameters(ConfigRow<Instance> row) {
        JsonNode defaults = row.image().settings().path("osparams");
        String os = row.object().os();
        String withoutVariant = os.split("\\+", 2)[0];
        return Parameters.filled(
                defaults.path(withoutVariant),
                defaults.path(os),
                row.object().tree().path("osparams"));
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
