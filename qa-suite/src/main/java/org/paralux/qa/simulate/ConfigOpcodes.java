package org.paralux.qa.simulate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.paralux.qa.simulate.jobs.OpcodeTable;
import org.paralux.qa.simulate.model.ClusterSource;
import org.paralux.qa.simulate.model.ConfigEdit;
import org.paralux.qa.simulate.model.ConfigEdit.Section;
import tools.jackson.databind.JsonNode;

/** The opcodes that change the configuration, and how. */
final class ConfigOpcodes {
    private static final Set<String> KNOWN = Set.of(
            "OP_TAGS_SET",
            "OP_TAGS_DEL",
            "OP_INSTANCE_CREATE",
            "OP_INSTANCE_REMOVE",
            "OP_INSTANCE_RENAME",
            "OP_INSTANCE_SET_PARAMS",
            "OP_INSTANCE_SHUTDOWN",
            "OP_INSTANCE_STARTUP",
            "OP_NODE_SET_PARAMS",
            "OP_GROUP_RENAME",
            "OP_GROUP_SET_PARAMS",
            "OP_NETWORK_ADD",
            "OP_NETWORK_REMOVE",
            "OP_NETWORK_SET_PARAMS");

    private static final Set<String> OF_INSTANCES = Set.of("beparams", "hvparams", "osparams");
    private static final Set<String> OF_NODES =
            Set.of("offline", "drained", "master_candidate", "master_capable", "vm_capable", "powered", "ndparams");
    private static final Set<String> OF_GROUPS = Set.of("alloc_policy", "ipolicy", "ndparams", "diskparams");
    private static final Set<String> OF_NETWORKS = Set.of("gateway", "gateway6", "network6", "mac_prefix");

    private final ClusterSource cluster;

    ConfigOpcodes(ClusterSource cluster) {
        this.cluster = cluster;
    }

    static boolean changes(JsonNode opcode) {
        return KNOWN.contains(OpcodeTable.id(opcode));
    }

    /** False when there is no such object, or there is one already. */
    boolean apply(JsonNode opcode) {
        boolean[] done = {false};
        cluster.edit(edit -> done[0] = apply(opcode, edit));
        return done[0];
    }

    private static boolean apply(JsonNode opcode, ConfigEdit edit) {
        String instance = text(opcode, "instance_name");
        String group = text(opcode, "group_name");
        String network = text(opcode, "network_name");
        return switch (OpcodeTable.id(opcode)) {
            case "OP_TAGS_SET", "OP_TAGS_DEL" -> retag(opcode, edit);
            case "OP_INSTANCE_CREATE" ->
                edit.addInstance(instance, text(opcode, "pnode"), hypervisor(opcode), opcode.path("beparams"));
            case "OP_INSTANCE_REMOVE" -> edit.remove(Section.INSTANCES, instance);
            case "OP_INSTANCE_RENAME" -> edit.rename(Section.INSTANCES, instance, text(opcode, "new_name"));
            case "OP_INSTANCE_SET_PARAMS" -> edit.set(Section.INSTANCES, instance, given(opcode, OF_INSTANCES));
            case "OP_INSTANCE_SHUTDOWN" -> edit.setRunning(instance, false);
            case "OP_INSTANCE_STARTUP" -> edit.setRunning(instance, true);
            case "OP_NODE_SET_PARAMS" -> edit.set(Section.NODES, text(opcode, "node_name"), given(opcode, OF_NODES));
            case "OP_GROUP_RENAME" -> edit.rename(Section.NODEGROUPS, group, text(opcode, "new_name"));
            case "OP_GROUP_SET_PARAMS" -> edit.set(Section.NODEGROUPS, group, given(opcode, OF_GROUPS));
            case "OP_NETWORK_ADD" -> edit.addNetwork(network, text(opcode, "network"), text(opcode, "gateway"));
            case "OP_NETWORK_REMOVE" -> edit.remove(Section.NETWORKS, network);
            case "OP_NETWORK_SET_PARAMS" -> edit.set(Section.NETWORKS, network, given(opcode, OF_NETWORKS));
            default -> throw new IllegalArgumentException(OpcodeTable.id(opcode) + " (expected: one of " + KNOWN + ")");
        };
    }

    private static String text(JsonNode opcode, String parameter) {
        return opcode.path(parameter).asString("");
    }

    private static String hypervisor(JsonNode opcode) {
        String given = text(opcode, "hypervisor");
        return given.isEmpty() ? "kvm" : given;
    }

    /** The parameters of the opcode that are set, of those that are understood here. */
    private static Map<String, JsonNode> given(JsonNode opcode, Set<String> understood) {
        Map<String, JsonNode> given = new HashMap<>();
        opcode.properties().stream()
                .filter(parameter -> understood.contains(parameter.getKey()))
                .filter(Predicate.not(parameter -> parameter.getValue().isNull()))
                .forEach(parameter -> given.put(parameter.getKey(), parameter.getValue()));
        return given;
    }

    private static boolean retag(JsonNode opcode, ConfigEdit edit) {
        List<String> tags = opcode.path("tags").values().stream()
                .map(tag -> tag.asString(""))
                .toList();
        boolean less = OpcodeTable.id(opcode).equals("OP_TAGS_DEL");
        String name = text(opcode, "name");
        Section section = switch (text(opcode, "kind")) {
            case "node" -> Section.NODES;
            case "nodegroup" -> Section.NODEGROUPS;
            case "instance" -> Section.INSTANCES;
            case "network" -> Section.NETWORKS;
            default -> null;
        };
        if (section == null) {
            edit.tagCluster(less ? List.of() : tags, less ? Set.copyOf(tags) : Set.of());
            return true;
        }
        return less ? edit.removeTags(section, name, tags) : edit.addTags(section, name, tags);
    }
}
