package org.paralux.qa.simulate.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paralux.luxi.LuxiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings the formats of {@code config.data} of Ganeti 2.7 to 3.1 to that of 3.0. What differs between them is told by what
 * is in the file, not by its version, since a file may have been upgraded in part:
 *
 * <ul>
 *   <li>nodes and instances under their names, later under their UUIDs; who points to a node does so likewise;
 *   <li>disks in their instances, with the words of LVM and DRBD for their types and without UUIDs, later with them, then
 *       in a section of their own;
 *   <li>the network of an interface by its name, later by its UUID;
 *   <li>the limits of an instance policy as {@code min} and {@code max}, later as a list of pairs of them, and
 *       {@code std} for groups as well;
 *   <li>sections and settings that came later, which are as an upgrade sets them.
 * </ul>
 */
final class ConfigurationFormat {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** 2.7.0 as Ganeti counts: two digits for the minor release, four for the revision. */
    private static final long OLDEST = 2_070_000;

    /** What comes after 3.1. */
    private static final long TOO_NEW = 3_020_000;

    private static final List<String> REQUIRED = List.of("cluster", "nodes", "nodegroups", "instances");

    /** Settings of the cluster that were added since 2.7, as an upgrade sets them; JSON. */
    private static final Map<String, String> LATER_SETTINGS = Map.ofEntries(
            Map.entry("install_image", "\"\""),
            Map.entry("instance_communication_network", "\"\""),
            Map.entry("zeroing_image", "\"\""),
            Map.entry("compression_tools", "[\"gzip\", \"gzip-fast\", \"gzip-slow\"]"),
            Map.entry("enabled_user_shutdown", "false"),
            Map.entry("default_iallocator_params", "{}"),
            Map.entry("candidate_certs", "{}"),
            Map.entry("data_collectors", "{}"),
            Map.entry("max_running_jobs", "20"),
            Map.entry("max_tracked_jobs", "25"),
            Map.entry("ssh_key_type", "\"dsa\""),
            Map.entry("ssh_key_bits", "1024"));

    private final ObjectNode tree;
    private final Map<String, String> nodeUuids = new HashMap<>();

    private ConfigurationFormat(ObjectNode tree) {
        this.tree = tree;
    }

    /**
     * A configuration in the format of today, and how the file is laid out.
     *
     * @param tree the same that was read, upgraded in place
     */
    record Read(JsonNode tree, FileLayout layout) {}

    /** @throws ClusterException where it is no configuration, or one of another release */
    static Read read(String file, JsonNode tree) {
        for (String section : REQUIRED) {
            if (!tree.path(section).isObject()) {
                throw new ClusterException("cluster file " + file + ": section '" + section
                        + "' is missing (expected: a config.data of Ganeti 2.7 to 3.1)");
            }
        }
        long version = tree.path("version").asLong(OLDEST);
        if (version < OLDEST || version >= TOO_NEW) {
            throw new ClusterException("cluster file " + file + ": version " + version
                    + " (expected: that of Ganeti 2.7 to 3.1, 2070000 to 3010000)");
        }
        FileLayout layout =
                new FileLayout(isByName(tree.path("nodes")), isByName(tree.path("instances")), hasDisksInside(tree));
        return new Read(new ConfigurationFormat((ObjectNode) tree).upgraded(), layout);
    }

    private static boolean isByName(JsonNode section) {
        return section.properties().stream()
                .anyMatch(entry -> entry.getValue().path("uuid").isString()
                        && !entry.getKey().equals(entry.getValue().path("uuid").asString()));
    }

    private static boolean hasDisksInside(JsonNode tree) {
        return tree.path("instances").values().stream()
                .flatMap(instance -> instance.path("disks").values().stream())
                .anyMatch(JsonNode::isObject);
    }

    private JsonNode upgraded() {
        for (String section : List.of("networks", "filters", "disks")) {
            if (!tree.path(section).isObject()) {
                tree.putObject(section);
            }
        }
        upgradeSettings(section("cluster"));
        tree.path("nodes").values().forEach(node -> nodeUuids.put(text(node, "name"), text(node, "uuid")));
        replaceNode(section("cluster"), "master_node");
        Map<String, String> networks = new HashMap<>();
        tree.path("networks").values().forEach(each -> networks.put(text(each, "name"), text(each, "uuid")));
        for (JsonNode instance : tree.path("instances")) {
            upgradeInstance((ObjectNode) instance, networks);
        }
        tree.path("nodegroups").values().forEach(group -> upgradePolicy(group.path("ipolicy"), true));
        tree.set("nodes", byUuid(tree.path("nodes")));
        tree.set("instances", byUuid(tree.path("instances")));
        return tree;
    }

    private ObjectNode section(String name) {
        return (ObjectNode) tree.path(name);
    }

    private static String text(JsonNode object, String key) {
        return object.path(key).asString("");
    }

    private static JsonNode byUuid(JsonNode section) {
        if (!isByName(section)) {
            return section;
        }
        ObjectNode byUuid = JSON.objectNode();
        section.values().forEach(each -> byUuid.set(text(each, "uuid"), each));
        return byUuid;
    }

    /** What points to a node by its name does so by its UUID then. */
    private void replaceNode(ObjectNode object, String key) {
        String uuid = nodeUuids.get(text(object, key));
        if (uuid != null) {
            object.put(key, uuid);
        }
    }

    private static void upgradeSettings(ObjectNode cluster) {
        LATER_SETTINGS.forEach((key, value) -> {
            if (!cluster.hasNonNull(key)) {
                cluster.set(key, LuxiJson.MAPPER.readTree(value));
            }
        });
        upgradePolicy(cluster.path("ipolicy"), false);
    }

    private static void upgradePolicy(JsonNode policy, boolean ofGroup) {
        if (!(policy instanceof ObjectNode limits)) {
            return;
        }
        ObjectNode pair = JSON.objectNode();
        for (String key : List.of("min", "max")) {
            JsonNode limit = limits.remove(key);
            if (limit != null && !limit.isEmpty()) {
                pair.set(key, limit);
            }
        }
        if (!pair.isEmpty()) {
            limits.putArray("minmax").add(pair);
        }
        if (ofGroup) {
            limits.remove("std");
        }
    }

    private void upgradeInstance(ObjectNode instance, Map<String, String> networks) {
        replaceNode(instance, "primary_node");
        if (!instance.hasNonNull("disks_active")) {
            instance.put("disks_active", text(instance, "admin_state").equals("up"));
        }
        for (JsonNode nic : instance.path("nics")) {
            String uuid = networks.get(text(nic, "network"));
            if (uuid != null) {
                ((ObjectNode) nic).put("network", uuid);
            }
        }
        ArrayNode uuids = JSON.arrayNode();
        for (JsonNode disk : instance.path("disks")) {
            uuids.add(disk instanceof ObjectNode inside ? moved(inside, instance, uuids.size()) : disk.asString(""));
        }
        instance.set("disks", uuids);
    }

    /** The UUID of a disk that stands in its section then; one without has no UUID to show, but a key. */
    private String moved(ObjectNode disk, JsonNode instance, int index) {
        if (disk.path("logical_id") instanceof ArrayNode logicalId) {
            for (int i = 0; i < logicalId.size(); i++) {
                String uuid = nodeUuids.get(logicalId.path(i).asString(""));
                if (uuid != null) {
                    logicalId.set(i, JSON.stringNode(uuid));
                }
            }
        }
        String key = disk.path("uuid").asString(text(instance, "uuid") + "-disk-" + index);
        section("disks").set(key, disk);
        return key;
    }
}
