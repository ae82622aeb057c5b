package org.paralux.qa.simulate.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One version of a cluster's configuration, indexed, with the run-time state that goes with it. Immutable.
 *
 * <p>Objects are listed in nice-sort order of their names.
 */
public final class ClusterImage {
    private static final List<String> CLUSTER_WIDE =
            List.of("migration_bandwidth", "migration_mode", "migration_port", "xen_cmd");

    private final JsonNode tree;
    private final FileLayout layout;
    private final Section<Node> nodes;
    private final Section<NodeGroup> groups;
    private final Section<Instance> instances;
    private final Section<Network> networks;
    private final Section<FilterRule> filterRules;
    private final Map<String, Disk> disks;
    private final Map<String, List<Instance>> byPrimaryNode;
    private final Map<String, List<Instance>> bySecondaryNode;
    private final RuntimeState runtime;

    /**
     * @param tree a configuration in the format of Ganeti 3.0
     * @param runtime null for what is likely: all that should run does
     */
    ClusterImage(JsonNode tree, @Nullable JsonNode runtime) {
        this(new ConfigurationFormat.Read(tree, FileLayout.TODAY), runtime);
    }

    ClusterImage(ConfigurationFormat.Read read, @Nullable JsonNode runtime) {
        tree = read.tree();
        layout = read.layout();
        nodes = Section.of(tree.path("nodes"), Node::new);
        groups = Section.of(tree.path("nodegroups"), NodeGroup::new);
        instances = Section.of(tree.path("instances"), Instance::new);
        networks = Section.of(tree.path("networks"), Network::new);
        filterRules = Section.of(tree.path("filters"), FilterRule::new);
        disks = Section.of(tree.path("disks"), Disk::new).byUuid();
        byPrimaryNode = new HashMap<>();
        bySecondaryNode = new HashMap<>();
        for (Instance instance : instances.byName()) {
            add(byPrimaryNode, instance.primaryNodeUuid(), instance);
            secondaryNodeUuids(instance).forEach(node -> add(bySecondaryNode, node, instance));
        }
        this.runtime = runtime == null ? RuntimeState.assumedFor(this) : new RuntimeState(runtime);
    }

    private ClusterImage(ClusterImage of, RuntimeState runtime) {
        tree = of.tree;
        layout = of.layout;
        nodes = of.nodes;
        groups = of.groups;
        instances = of.instances;
        networks = of.networks;
        filterRules = of.filterRules;
        disks = of.disks;
        byPrimaryNode = of.byPrimaryNode;
        bySecondaryNode = of.bySecondaryNode;
        this.runtime = runtime;
    }

    /** The same configuration while the nodes tell something else. */
    ClusterImage withRuntime(RuntimeState other) {
        return other == runtime ? this : new ClusterImage(this, other);
    }

    private static void add(Map<String, List<Instance>> index, String node, Instance instance) {
        index.computeIfAbsent(node, _ -> new ArrayList<>()).add(instance);
    }

    /** The cluster's own settings. */
    public JsonNode settings() {
        return tree.path("cluster");
    }

    /** The version of the configuration, which is also that of the protocol: 3000000 for 3.0. */
    public long version() {
        return tree.path("version").asLong(0);
    }

    /** When the file was last written by the daemon that owns it, in seconds since the epoch; empty where it does not tell. */
    public OptionalDouble changed() {
        return tree.path("mtime").isNumber()
                ? OptionalDouble.of(tree.path("mtime").doubleValue())
                : OptionalDouble.empty();
    }

    JsonNode tree() {
        return tree;
    }

    /** How the file is laid out that it was read from. */
    public FileLayout layout() {
        return layout;
    }

    public RuntimeState runtime() {
        return runtime;
    }

    public List<Node> nodes() {
        return nodes.byName();
    }

    /** The nodes that answer and may have instances. */
    public List<Node> instanceHosts() {
        return nodes().stream()
                .filter(node -> !node.offline() && node.hostsInstances() && runtime.reachable(node))
                .toList();
    }

    public List<NodeGroup> groups() {
        return groups.byName();
    }

    public List<Instance> instances() {
        return instances.byName();
    }

    public List<Network> networks() {
        return networks.byName();
    }

    public List<FilterRule> filterRules() {
        return filterRules.byName();
    }

    /** As they follow in the configuration's own order, that of their UUIDs. */
    public List<NodeGroup> groupsByUuid() {
        return List.copyOf(groups.byUuid().values());
    }

    /** As they follow in the configuration's own order, that of their UUIDs. */
    public List<Instance> instancesByUuid() {
        return List.copyOf(instances.byUuid().values());
    }

    public @Nullable Node nodeByUuid(String uuid) {
        return nodes.byUuid().get(uuid);
    }

    public @Nullable NodeGroup groupByUuid(String uuid) {
        return groups.byUuid().get(uuid);
    }

    public @Nullable Network networkByUuid(String uuid) {
        return networks.byUuid().get(uuid);
    }

    public @Nullable Node master() {
        return nodeByUuid(settings().path("master_node").asString(""));
    }

    public List<Instance> primaryInstances(Node node) {
        return byPrimaryNode.getOrDefault(node.uuid(), List.of());
    }

    public List<Instance> secondaryInstances(Node node) {
        return bySecondaryNode.getOrDefault(node.uuid(), List.of());
    }

    public List<Node> members(NodeGroup group) {
        return nodes().stream()
                .filter(node -> node.groupUuid().equals(group.uuid()))
                .toList();
    }

    public List<Disk> disks(Instance instance) {
        return instance.diskUuids().stream()
                .flatMap(uuid -> Stream.ofNullable(disks.get(uuid)))
                .toList();
    }

    /** The nodes that hold a copy of the instance's disks, but the primary. */
    public List<Node> secondaryNodes(Instance instance) {
        return secondaryNodeUuids(instance).stream()
                .map(this::nodeByUuid)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<String> secondaryNodeUuids(Instance instance) {
        return disks(instance).stream()
                .flatMap(disk -> disk.nodeUuids().stream())
                .distinct()
                .filter(Predicate.not(instance.primaryNodeUuid()::equals))
                .toList();
    }

    public ObjectNode backendParameters(Instance instance) {
        return Parameters.filled(
                settings().path("beparams").path("default"), instance.tree().path("beparams"));
    }

    /** Without those of the hypervisor that belong to the cluster, which are not shown with an instance. */
    public ObjectNode hypervisorParameters(Instance instance) {
        return Parameters.without(
                Parameters.filled(
                        settings().path("hvparams").path(instance.hypervisor()),
                        settings().path("os_hvp").path(instance.os()).path(instance.hypervisor()),
                        instance.tree().path("hvparams")),
                CLUSTER_WIDE);
    }

    /** Those of the operating system, then of its variant, then the instance's own. */
    public ObjectNode osParameters(Instance instance) {
        JsonNode defaults = settings().path("osparams");
        String withoutVariant = instance.os().split("\\+", 2)[0];
        return Parameters.filled(
                defaults.path(withoutVariant),
                defaults.path(instance.os()),
                instance.tree().path("osparams"));
    }

    public ObjectNode nodeParameters(NodeGroup group) {
        return Parameters.filled(settings().path("ndparams"), group.tree().path("ndparams"));
    }

    /** The objects of one section, by UUID and by name. */
    private record Section<T extends ConfigObject>(Map<String, T> byUuid, List<T> byName) {
        static <T extends ConfigObject> Section<T> of(JsonNode section, Function<JsonNode, T> object) {
            Map<String, T> byUuid = new TreeMap<>();
            section.properties().forEach(entry -> byUuid.put(entry.getKey(), object.apply(entry.getValue())));
            return new Section<>(
                    byUuid,
                    byUuid.values().stream()
                            .sorted(Comparator.comparing(ConfigObject::name, NiceSort.INSTANCE))
                            .toList());
        }
    }
}
