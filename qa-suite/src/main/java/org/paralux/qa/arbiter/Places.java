package org.paralux.qa.arbiter;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.ConfigObject;
import org.paralux.qa.simulate.model.Disk;
import org.paralux.qa.simulate.model.FilterRule;
import org.paralux.qa.simulate.model.Instance;
import org.paralux.qa.simulate.model.Network;
import org.paralux.qa.simulate.model.Node;
import org.paralux.qa.simulate.model.NodeGroup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Where in the configuration the fields of its objects stand, by the verbs of the field tables. */
final class Places {
    /** What the configuration does not tell: the nodes are asked, or nobody knows. */
    private static final Set<String> NOT_CONFIGURED =
            Set.of("live", "running", "memory", "processors", "status", "console", "unavailable");

    private static final Set<String> LISTS_WITHOUT_ORDER =
            Set.of("tags", "instances", "nodes", "secondaries", "groups");

    private final ClusterImage image;

    Places(ClusterImage image) {
        this.image = image;
    }

    static boolean isConfigured(String source) {
        return !source.isEmpty() && !NOT_CONFIGURED.contains(verb(source));
    }

    static SameValue sameness(String source) {
        if (verb(source).equals("time")) {
            return SameValue.TO_THE_MICROSECOND;
        }
        return LISTS_WITHOUT_ORDER.contains(verb(source)) ? SameValue.IN_ANY_ORDER : SameValue.EXACTLY;
    }

    private static String verb(String source) {
        return source.split(" ", 2)[0];
    }

    /**
     * The place of one field.
     *
     * @param source how the field is found: a verb and its argument
     */
    Place of(ConfigObject object, String source) {
        String[] words = source.split(" ", 2);
        String argument = words.length == 2 ? words[1] : "";
        return switch (words[0]) {
            case "config", "time" -> own(object, argument);
            case "default" -> own(object, argument.split(" ", 2)[0]);
            case "tags" -> own(object, "tags");
            default ->
                switch (object) {
                    case Instance instance -> of(instance, words[0], argument);
                    case Node node -> of(node, words[0], argument);
                    case NodeGroup group -> of(group, words[0], argument);
                    case Network network -> of(network, words[0]);
                    case Disk _, FilterRule _ -> throw unknown(source);
                };
        };
    }

    private static IllegalArgumentException unknown(String source) {
        return new IllegalArgumentException("source: " + source + " (expected: a verb with a place)");
    }

    private String path(ConfigObject object) {
        String section = switch (object) {
            case Instance _ -> "instances.";
            case Node _ -> "nodes.";
            case NodeGroup _ -> "nodegroups.";
            case Network _ -> "networks.";
            case Disk _ -> "disks.";
            case FilterRule _ -> "filters.";
        };
        return section + image.layout().key(object);
    }

    private Place own(ConfigObject object, String key) {
        boolean set = object.value(key).isPresent();
        return new Place(path(object) + "." + key, set ? "" : "not set", Layer.changed(object.tree()));
    }

    /** What is told by objects of which any may have changed. */
    private Place together(String path) {
        return new Place(path, "", image.changed());
    }

    private Layer layer(ConfigObject object, String key) {
        return new Layer(path(object) + "." + key, object.tree().path(key), object.tree());
    }

    private Layer cluster(String... keys) {
        JsonNode found = image.settings();
        for (String key : keys) {
            found = found.path(key);
        }
        return new Layer("cluster." + String.join(".", keys), found, image.settings());
    }

    private Place of(Instance instance, String verb, String argument) {
        return switch (verb) {
            case "backend" -> Layer.of(argument, backend(instance));
            case "backends" -> Layer.ofAll(backend(instance));
            case "hypervisor" -> Layer.of(argument, hypervisor(instance));
            case "hypervisors" -> Layer.ofAll(hypervisor(instance));
            case "os-parameters" ->
                Layer.ofAll(List.of(layer(instance, "osparams"), cluster("osparams", instance.os())));
            case "admin-up" -> own(instance, "admin_state");
            case "node" -> through(instance, "primary_node", node(instance), "name");
            case "group" -> through(instance, "primary_node", group(node(instance)), argument);
            case "secondaries", "disks", "disk-count", "disk-template", "disk-usage" ->
                together(path(instance) + ".disks");
            case "disk" -> disk(instance, argument.split(" ", 2));
            case "nic" -> nic(instance, argument.split(" ", 2));
            case "nics", "nic-count", "nic-parameters" ->
                new Place(path(instance) + ".nics", "", Layer.changed(instance.tree(), image.settings()));
            default -> throw unknown(verb);
        };
    }

    private List<Layer> backend(Instance instance) {
        return List.of(layer(instance, "beparams"), cluster("beparams", "default"));
    }

    private List<Layer> hypervisor(Instance instance) {
        return List.of(
                layer(instance, "hvparams"),
                cluster("os_hvp", instance.os(), instance.hypervisor()),
                cluster("hvparams", instance.hypervisor()));
    }

    private @Nullable Node node(Instance instance) {
        return image.nodeByUuid(instance.primaryNodeUuid());
    }

    private @Nullable NodeGroup group(@Nullable Node node) {
        return node == null ? null : image.groupByUuid(node.groupUuid());
    }

    /** What is told of another object that this one points to. */
    private Place through(ConfigObject from, String pointer, @Nullable ConfigObject to, String key) {
        String own = path(from) + "." + pointer;
        return to == null
                ? new Place(own, "points to nothing", Layer.changed(from.tree()))
                : new Place(path(to) + "." + key, "by " + own, image.changed());
    }

    private Place disk(Instance instance, String... keyAndIndex) {
        List<Disk> disks = image.disks(instance);
        int index = Integer.parseInt(keyAndIndex[1]);
        if (index < disks.size() && image.layout().disksInside()) {
            String path = path(instance) + ".disks[" + index + "]." + keyAndIndex[0];
            return new Place(path, "", Layer.changed(instance.tree()));
        }
        return index < disks.size()
                ? through(instance, "disks[" + index + "]", disks.get(index), keyAndIndex[0])
                : new Place(path(instance) + ".disks", "has no number " + index, Layer.changed(instance.tree()));
    }

    private Place nic(Instance instance, String... keyAndIndex) {
        int index = Integer.parseInt(keyAndIndex[1]);
        JsonNode nic = instance.tree().path("nics").path(index);
        String path = path(instance) + ".nics[" + index + "]";
        OptionalDouble changed = Layer.changed(instance.tree());
        if (nic.isMissingNode()) {
            return new Place(path(instance) + ".nics", "has no number " + index, changed);
        }
        return switch (keyAndIndex[0]) {
            case "mode", "link", "vlan" -> parameter(keyAndIndex[0], path, nic, instance);
            case "bridge" -> parameter("link", path, nic, instance);
            case "network.name" -> {
                Optional<Network> network = Optional.ofNullable(
                        image.networkByUuid(nic.path("network").asString("")));
                yield network.map(known -> new Place(path(known) + ".name", "by " + path + ".network", image.changed()))
                        .orElse(new Place(path + ".network", "not set", changed));
            }
            case String key -> new Place(path + "." + key, nic.hasNonNull(key) ? "" : "not set", changed);
        };
    }

    private Place parameter(String key, String path, JsonNode nic, Instance instance) {
        return Layer.of(
                key,
                List.of(
                        new Layer(path + ".nicparams", nic.path("nicparams"), instance.tree()),
                        cluster("nicparams", "default")));
    }

    private Place of(Node node, String verb, String argument) {
        return switch (verb) {
            case "parameter" -> Layer.of(argument, parameters(node));
            case "parameters" -> Layer.ofAll(parameters(node));
            case "powered" -> own(node, "powered");
            case "group" -> through(node, "group", group(node), "name");
            case "master" -> new Place("cluster.master_node", "", Layer.changed(image.settings()));
            case "role" ->
                new Place(
                        path(node),
                        "by cluster.master_node and its flags",
                        Layer.changed(node.tree(), image.settings()));
            case "instances", "instance-count" ->
                together(argument.equals("primary") ? "instances.*.primary_node" : "disks.*.nodes");
            default -> throw unknown(verb);
        };
    }

    private List<Layer> parameters(Node node) {
        NodeGroup group = group(node);
        Layer ofGroup = group == null
                ? new Layer(path(node) + ".group", MissingNode.getInstance(), node.tree())
                : layer(group, "ndparams");
        return List.of(layer(node, "ndparams"), ofGroup, cluster("ndparams"));
    }

    private Place of(NodeGroup group, String verb, String argument) {
        return switch (verb) {
            case "parameter" -> Layer.of(argument, List.of(layer(group, "ndparams"), cluster("ndparams")));
            case "parameters" -> Layer.ofAll(List.of(layer(group, "ndparams"), cluster("ndparams")));
            case "filled", "filled-by-name" -> Layer.ofAll(List.of(layer(group, argument), cluster(argument)));
            case "nodes", "node-count" -> together("nodes.*.group");
            case "instances", "instance-count" -> together("instances.*.primary_node");
            default -> throw unknown(verb);
        };
    }

    private Place of(Network network, String verb) {
        return switch (verb) {
            case "free-count", "reserved-count", "map" -> own(network, "reservations");
            case "external" -> own(network, "ext_reservations");
            case "groups", "group-count" -> together("nodegroups.*.networks." + network.uuid());
            case "instances", "instance-count" -> together("instances.*.nics[*].network");
            default -> throw unknown(verb);
        };
    }
}
