package org.paralux.qa.simulate.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a configuration of today in the format of an older release, as far as that can say it. */
enum OldFormat {
    /** All by name, disks inside and without UUIDs, old words for their types. */
    V2_7(2_070_000, true, true, true, false),
    /** Disks have UUIDs. */
    V2_9(2_090_000, true, true, true, true),
    /** Nodes by UUID. */
    V2_11(2_110_000, false, true, true, true),
    /** Instances as well. */
    V2_12(2_120_000, false, false, true, true),
    /** Disks in a section of their own. */
    V2_16(2_160_000, false, false, false, true),
    V3_1(3_010_000, false, false, false, true);

    private static final List<String> LATER = List.of(
            "install_image",
            "instance_communication_network",
            "zeroing_image",
            "compression_tools",
            "enabled_user_shutdown");

    private final long version;
    private final boolean nodesByName;
    private final boolean instancesByName;
    private final boolean disksInside;
    private final boolean diskUuids;

    OldFormat(long version, boolean nodesByName, boolean instancesByName, boolean disksInside, boolean diskUuids) {
        this.version = version;
        this.nodesByName = nodesByName;
        this.instancesByName = instancesByName;
        this.disksInside = disksInside;
        this.diskUuids = diskUuids;
    }

    /** The same in the format of today, but for what the old one has no words for. */
    JsonNode withoutWhatItCannotSay(JsonNode today) {
        ObjectNode tree = (ObjectNode) today.deepCopy();
        ObjectNode cluster = (ObjectNode) tree.path("cluster");
        cluster.put("ssh_key_type", "dsa").put("ssh_key_bits", 1024);
        cluster.set("data_collectors", JsonNodeFactory.instance.objectNode());
        cluster.put("install_image", "")
                .put("instance_communication_network", "")
                .put("zeroing_image", "");
        cluster.put("enabled_user_shutdown", false);
        cluster.putArray("compression_tools").add("gzip").add("gzip-fast").add("gzip-slow");
        tree.putObject("filters");
        for (JsonNode instance : tree.path("instances")) {
            ((ObjectNode) instance)
                    .put(
                            "disks_active",
                            instance.path("admin_state").asString("").equals("up"));
        }
        if (!diskUuids) {
            tree.path("disks").values().forEach(disk -> ((ObjectNode) disk).remove("uuid"));
        }
        return tree;
    }

    JsonNode of(JsonNode today) {
        ObjectNode tree = (ObjectNode) withoutWhatItCannotSay(today);
        tree.put("version", version);
        tree.remove("filters");
        ObjectNode cluster = (ObjectNode) tree.path("cluster");
        cluster.remove(LATER);
        cluster.remove(List.of("ssh_key_type", "ssh_key_bits", "data_collectors"));
        Map<String, String> nodes = names(tree.path("nodes"), nodesByName);
        Map<String, String> networks = names(tree.path("networks"), nodesByName);
        replace(cluster, "master_node", nodes);
        for (JsonNode each : tree.path("instances")) {
            ObjectNode instance = (ObjectNode) each;
            replace(instance, "primary_node", nodes);
            instance.remove("disks_active");
            instance.path("nics").values().forEach(nic -> replace((ObjectNode) nic, "network", networks));
            if (disksInside) {
                putDisksInside(instance, tree.path("disks"), nodes);
            }
        }
        if (disksInside) {
            tree.remove("disks");
        }
        if (nodesByName) {
            tree.set("nodes", byName(tree.path("nodes")));
        }
        if (instancesByName) {
            tree.set("instances", byName(tree.path("instances")));
        }
        splitLimits(cluster.path("ipolicy"));
        return tree;
    }

    private static Map<String, String> names(JsonNode section, boolean wanted) {
        Map<String, String> names = new HashMap<>();
        if (wanted) {
            section.properties()
                    .forEach(each -> names.put(
                            each.getKey(), each.getValue().path("name").asString("")));
        }
        return names;
    }

    private static void replace(ObjectNode object, String key, Map<String, String> names) {
        String name = names.get(object.path(key).asString(""));
        if (name != null) {
            object.put(key, name);
        }
    }

    private static ObjectNode byName(JsonNode section) {
        ObjectNode byName = JsonNodeFactory.instance.objectNode();
        section.values().forEach(each -> byName.set(each.path("name").asString(""), each));
        return byName;
    }

    private static void putDisksInside(ObjectNode instance, JsonNode disks, Map<String, String> nodes) {
        ArrayNode inside = JsonNodeFactory.instance.arrayNode();
        for (JsonNode uuid : instance.path("disks")) {
            ObjectNode disk = (ObjectNode) disks.path(uuid.asString("")).deepCopy();
            disk.remove("nodes");
            String type = disk.path("dev_type").asString("");
            disk.put("dev_type", type.equals("plain") ? "lvm" : type.equals("drbd") ? "drbd8" : type);
            if (disk.path("logical_id") instanceof ArrayNode id) {
                for (int i = 0; i < id.size(); i++) {
                    String name = nodes.get(id.path(i).asString(""));
                    if (name != null) {
                        id.set(i, JsonNodeFactory.instance.stringNode(name));
                    }
                }
            }
            inside.add(disk);
        }
        instance.set("disks", inside);
    }

    private static void splitLimits(JsonNode policy) {
        if (policy.path("minmax").size() == 1) {
            JsonNode pair = policy.path("minmax").path(0);
            ObjectNode limits = (ObjectNode) policy;
            limits.remove("minmax");
            limits.set("min", pair.path("min"));
            limits.set("max", pair.path("max"));
        }
    }
}
