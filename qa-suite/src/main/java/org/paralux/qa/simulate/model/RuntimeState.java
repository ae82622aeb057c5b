package org.paralux.qa.simulate.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the nodes would tell when asked: their hardware, and which instances run where. Our own format, JSON:
 *
 * <pre>{@code
 * {"nodes": {"node1.example.com": {"reachable": true, "bootid": "…", "mtotal": 32768, …, "exports": ["web.example.com"]}},
 *  "instances": {"web.example.com": {"node": "node1.example.com", "memory": 1024, "vcpus": 2}}}
 * }</pre>
 *
 * <p>The members of a node are the names of its live fields. An instance that is not there does not run.
 */
public final class RuntimeState {
    private static final long TOTAL_DISK = 819_200;
    private static final long TOTAL_MEMORY = 32_768;
    private static final long OWN_MEMORY = 512;

    private final JsonNode tree;

    RuntimeState(JsonNode tree) {
        this.tree = tree;
    }

    JsonNode tree() {
        return tree;
    }

    /** A running instance: on which node, with how much memory (mebibytes) and how many processors. */
    public record Guest(String nodeName, JsonNode memory, JsonNode processors) {}

    /** Whether the node answers at all. */
    public boolean reachable(Node node) {
        return tree.path("nodes").path(node.name()).path("reachable").asBoolean(false);
    }

    /** A live value of the node, where it tells one. */
    public Optional<JsonNode> value(Node node, String key) {
        JsonNode value = tree.path("nodes").path(node.name()).path(key);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    public List<String> exports(Node node) {
        return tree.path("nodes").path(node.name()).path("exports").values().stream()
                .map(JsonNode::asString)
                .toList();
    }

    public Optional<Guest> guest(Instance instance) {
        JsonNode guest = tree.path("instances").path(instance.name());
        return guest.isObject()
                ? Optional.of(new Guest(guest.path("node").asString(""), guest.path("memory"), guest.path("vcpus")))
                : Optional.empty();
    }

    /**
     * What is likely where no state was given: all nodes answer, what should run does, with all its memory, and a node has
     * the memory and disk that its instances leave.
     */
    static RuntimeState assumedFor(ClusterImage image) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        ObjectNode nodes = tree.putObject("nodes");
        for (Node node : image.nodes()) {
            nodes.putObject(node.name())
                    .put("reachable", true)
                    .put(
                            "bootid",
                            "00000000-0000-4000-8000-%012x"
                                    .formatted(node.name().hashCode() & 0xFFFF_FFFFL))
                    .put("cnodes", 1)
                    .put("cnos", 2)
                    .put("csockets", 1)
                    .put("ctotal", 8)
                    .put("dfree", Math.max(0, TOTAL_DISK - configuredDisk(image, node)))
                    .put("dtotal", TOTAL_DISK)
                    .put("mfree", Math.max(0, TOTAL_MEMORY - OWN_MEMORY - configuredMemory(image, node)))
                    .put("mnode", OWN_MEMORY)
                    .put("mtotal", TOTAL_MEMORY);
        }
        ObjectNode instances = tree.putObject("instances");
        for (Instance instance : image.instances()) {
            Node node = image.nodeByUuid(instance.primaryNodeUuid());
            if (shouldRun(instance) && node != null && !node.offline()) {
                ObjectNode backend = image.backendParameters(instance);
                ObjectNode guest = instances.putObject(instance.name()).put("node", node.name());
                guest.set("memory", backend.path("maxmem"));
                guest.set("vcpus", backend.path("vcpus"));
            }
        }
        return new RuntimeState(tree);
    }

    private static boolean shouldRun(Instance instance) {
        return instance.adminState().equals("up");
    }

    private static long configuredMemory(ClusterImage image, Node node) {
        return image.primaryInstances(node).stream()
                .filter(RuntimeState::shouldRun)
                .mapToLong(instance ->
                        image.backendParameters(instance).path("maxmem").asLong(0))
                .sum();
    }

    private static long configuredDisk(ClusterImage image, Node node) {
        return Stream.concat(image.primaryInstances(node).stream(), image.secondaryInstances(node).stream())
                .flatMap(instance -> image.disks(instance).stream())
                .mapToLong(Disk::size)
                .sum();
    }
}
