package org.paralux.qa.simulate;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.Disk;
import org.paralux.qa.simulate.model.Instance;
import org.paralux.qa.simulate.model.Network;
import org.paralux.qa.simulate.model.Node;
import org.paralux.qa.simulate.model.NodeGroup;
import org.paralux.qa.simulate.model.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** All that {@code gnt-instance info} shows of an instance. The state of its disks, which a node would tell, is not known. */
final class InstanceDetails {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private InstanceDetails() {}

    /** @param isStatic without asking the node whether it runs */
    static ObjectNode of(ClusterImage image, Instance instance, boolean isStatic) {
        Node primary = image.nodeByUuid(instance.primaryNodeUuid());
        List<Node> secondaries = image.secondaryNodes(instance);
        ObjectNode told = JSON.objectNode()
                .put("name", instance.name())
                .put("config_state", instance.adminState())
                .put("run_state", isStatic ? null : runState(image, instance))
                .put("pnode", primary == null ? null : primary.name())
                .put("pnode_group_uuid", primary == null ? null : primary.groupUuid())
                .put("pnode_group_name", primary == null ? null : groupName(image, primary));
        told.set(
                "snodes",
                QueryOpcodes.texts(secondaries.stream().map(Node::name).toList()));
        told.set(
                "snodes_group_uuids",
                QueryOpcodes.texts(secondaries.stream().map(Node::groupUuid).toList()));
        told.set(
                "snodes_group_names",
                QueryOpcodes.texts(
                        secondaries.stream().map(node -> groupName(image, node)).toList()));
        told.put("os", instance.os());
        ArrayNode nics = told.putArray("nics");
        instance.nics().forEach(nic -> nics.add(nic(image, nic)));
        told.put("disk_template", template(image.disks(instance)));
        ArrayNode disks = told.putArray("disks");
        image.disks(instance).forEach(disk -> disks.add(disk(disk)));
        told.put("hypervisor", instance.hypervisor());
        told.set("network_port", instance.value("network_port").orElse(NullNode.getInstance()));
        told.set("hv_instance", Parameters.filled(instance.tree().path("hvparams")));
        told.set("hv_actual", image.hypervisorParameters(instance));
        told.set("be_instance", Parameters.filled(instance.tree().path("beparams")));
        told.set("be_actual", image.backendParameters(instance));
        told.set("os_instance", Parameters.filled(instance.tree().path("osparams")));
        told.set("os_actual", image.osParameters(instance));
        for (String key : List.of("serial_no", "mtime", "ctime", "uuid")) {
            told.set(key, instance.value(key).orElse(NullNode.getInstance()));
        }
        return told;
    }

    private static String runState(ClusterImage image, Instance instance) {
        if (image.runtime().guest(instance).isPresent()) {
            return "up";
        }
        return instance.adminState().equals("offline") ? "offline" : "down";
    }

    private static @Nullable String groupName(ClusterImage image, Node node) {
        NodeGroup group = image.groupByUuid(node.groupUuid());
        return group == null ? null : group.name();
    }

    private static ArrayNode nic(ClusterImage image, JsonNode nic) {
        ObjectNode parameters =
                Parameters.filled(image.settings().path("nicparams").path("default"), nic.path("nicparams"));
        Network network = image.networkByUuid(nic.path("network").asString(""));
        ArrayNode told = JSON.arrayNode();
        for (String key : List.of("name", "uuid", "ip", "mac")) {
            told.add(nic.optional(key).orElse(NullNode.getInstance()));
        }
        for (String key : List.of("mode", "link", "vlan")) {
            told.add(parameters.optional(key).orElse(JSON.stringNode("")));
        }
        return told.add(nic.optional("network").orElse(NullNode.getInstance()))
                .add(requireNonNullElse(network == null ? null : network.tree(), NullNode.getInstance()));
    }

    private static String template(List<Disk> disks) {
        List<String> templates = disks.stream().map(Disk::template).distinct().toList();
        return switch (templates.size()) {
            case 0 -> "diskless";
            case 1 -> templates.getFirst();
            default -> "mixed";
        };
    }

    private static ObjectNode disk(Disk disk) {
        ObjectNode told = JSON.objectNode();
        for (String key : List.of("iv_name", "dev_type", "logical_id", "mode", "size", "spindles", "name", "uuid")) {
            told.set(key, disk.value(key).orElse(NullNode.getInstance()));
        }
        told.putNull("drbd_info");
        told.putNull("pstatus");
        told.putNull("sstatus");
        told.putArray("children");
        return told;
    }
}
