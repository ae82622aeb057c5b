package org.paralux.qa.simulate.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One write to a configuration, and to what the nodes would tell, as a job makes it: what is written gets its next
 * serial number and the time of the write.
 *
 * <p>Methods that name an object return false, and write nothing, where there is none. Belongs to one thread.
 */
public final class ConfigEdit {
    private final ObjectNode tree;
    private final ObjectNode runtime;
    private final Instant now;

    ConfigEdit(ObjectNode tree, ObjectNode runtime, Instant now) {
        this.tree = tree;
        this.runtime = runtime;
        this.now = now;
    }

    /** The kinds of objects that have names. */
    public enum Section {
        NODES,
        NODEGROUPS,
        INSTANCES,
        NETWORKS;

        private String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Optional<ObjectNode> find(Section section, String name) {
        return tree.path(section.key()).values().stream()
                .filter(object -> object.path("name").asString("").equals(name)
                        || object.path("uuid").asString("").equals(name))
                .map(ObjectNode.class::cast)
                .findFirst();
    }

    private void touch(ObjectNode object) {
        stamp(object);
        stamp(tree);
    }

    private void stamp(ObjectNode object) {
        object.put("serial_no", object.path("serial_no").asLong(0) + 1);
        object.put("mtime", now.toEpochMilli() / 1000.0);
    }

    /** Puts other values of parameters into an object; null leaves its own away. */
    public boolean set(Section section, String name, Map<String, JsonNode> values) {
        Optional<ObjectNode> found = find(section, name);
        found.ifPresent(object -> {
            values.forEach((key, value) -> put(object, key, value));
            touch(object);
        });
        return found.isPresent();
    }

    /** Members of an object are put one by one, so that those not named stay. */
    private static void put(ObjectNode object, String key, JsonNode value) {
        if (value.isNull()) {
            object.remove(key);
        } else if (value.isObject() && object.path(key) instanceof ObjectNode old) {
            value.properties().forEach(member -> put(old, member.getKey(), member.getValue()));
        } else {
            object.set(key, value);
        }
    }

    public boolean addTags(Section section, String name, List<String> tags) {
        return retag(section, name, tags, Set.of());
    }

    public boolean removeTags(Section section, String name, List<String> tags) {
        return retag(section, name, List.of(), Set.copyOf(tags));
    }

    private boolean retag(Section section, String name, List<String> more, Set<String> less) {
        Optional<ObjectNode> found = find(section, name);
        found.ifPresent(object -> retag(object, more, less));
        return found.isPresent();
    }

    /** The cluster's own tags. */
    public void tagCluster(List<String> more, Set<String> less) {
        retag(tree.withObjectProperty("cluster"), more, less);
    }

    private void retag(ObjectNode object, List<String> more, Set<String> less) {
        Set<String> tags = new TreeSet<>(more);
        object.path("tags").forEach(tag -> tags.add(tag.asString()));
        tags.removeAll(less);
        ArrayNode array = object.putArray("tags");
        tags.forEach(array::add);
        touch(object);
    }

    public boolean rename(Section section, String name, String newName) {
        Optional<ObjectNode> found = find(section, name);
        found.ifPresent(object -> {
            object.put("name", newName);
            JsonNode guest = runtime.withObjectProperty("instances").remove(name);
            if (guest != null) {
                runtime.withObjectProperty("instances").set(newName, guest);
            }
            touch(object);
        });
        return found.isPresent();
    }

    public boolean remove(Section section, String name) {
        Optional<ObjectNode> found = find(section, name);
        found.ifPresent(object -> {
            object.path("disks")
                    .forEach(disk -> tree.withObjectProperty("disks").remove(disk.asString("")));
            tree.withObjectProperty(section.key()).remove(object.path("uuid").asString(""));
            runtime.withObjectProperty("instances").remove(name);
            stamp(tree);
        });
        return found.isPresent();
    }

    /** What is wanted of an instance, and what its node makes of it at once. */
    public boolean setRunning(String instance, boolean running) {
        Optional<ObjectNode> found = find(Section.INSTANCES, instance);
        found.ifPresent(object -> {
            object.put("admin_state", running ? "up" : "down");
            touch(object);
            ObjectNode guests = runtime.withObjectProperty("instances");
            guests.remove(instance);
            if (running) {
                JsonNode backend = object.path("beparams");
                guests.putObject(instance)
                        .put(
                                "node",
                                nameOf(
                                        Section.NODES,
                                        object.path("primary_node").asString("")))
                        .put("memory", backend.path("maxmem").asLong(512))
                        .put("vcpus", backend.path("vcpus").asLong(1));
            }
        });
        return found.isPresent();
    }

    private String nameOf(Section section, String uuid) {
        return find(section, uuid)
                .map(object -> object.path("name").asString(""))
                .orElse("");
    }

    /**
     * A new instance without disks and interfaces, which is down; false where the name is taken or the node is not there.
     */
    public boolean addInstance(String name, String node, String hypervisor, JsonNode backendParameters) {
        Optional<ObjectNode> host = find(Section.NODES, node);
        if (host.isEmpty() || find(Section.INSTANCES, name).isPresent()) {
            return false;
        }
        ObjectNode instance = add(Section.INSTANCES, name);
        instance.put("primary_node", host.get().path("uuid").asString(""))
                .put("os", "debootstrap+default")
                .put("hypervisor", hypervisor)
                .put("admin_state", "down")
                .put("admin_state_source", "admin")
                .put("disks_active", false);
        instance.set("beparams", backendParameters);
        for (String parameters : List.of("hvparams", "osparams", "osparams_private")) {
            instance.putObject(parameters);
        }
        instance.putArray("nics");
        instance.putArray("disks");
        touch(instance);
        return true;
    }

    /** A new network without addresses in use; false where the name is taken. */
    public boolean addNetwork(String name, String network, String gateway) {
        if (find(Section.NETWORKS, name).isPresent()) {
            return false;
        }
        ObjectNode added = add(Section.NETWORKS, name);
        added.put("network", network)
                .put("gateway", gateway)
                .put("reservations", "0".repeat(256))
                .put("ext_reservations", "1" + "0".repeat(254) + "1");
        touch(added);
        return true;
    }

    /** Its UUID follows from its name and the moment. */
    private ObjectNode add(Section section, String name) {
        String uuid = UUID.nameUUIDFromBytes((section.key() + name + now).getBytes(StandardCharsets.UTF_8))
                .toString();
        ObjectNode object = tree.withObjectProperty(section.key()).putObject(uuid);
        object.put("name", name)
                .put("uuid", uuid)
                .put("ctime", now.toEpochMilli() / 1000.0)
                .put("serial_no", 0)
                .putArray("tags");
        return object;
    }
}
