package org.paralux.qa.simulate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.paralux.qa.simulate.jobs.OpcodeRunner.Outcome;
import org.paralux.qa.simulate.jobs.OpcodeTable;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.ConfigObject;
import org.paralux.qa.simulate.model.Disk;
import org.paralux.qa.simulate.model.Instance;
import org.paralux.qa.simulate.model.Node;
import org.paralux.qa.simulate.model.OperatingSystem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The opcodes that ask, as what Ganeti's tools show of operating systems, storage and tags, and {@code gnt-instance info},
 * comes as the result of a job. What a node would tell comes from what is known of its state; a node that does not answer
 * tells nothing.
 */
final class QueryOpcodes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> LVM_TEMPLATES = Set.of("plain", "drbd");
    private static final long EXTENT_MEBIBYTES = 4;

    private static final Map<String, Function<Asked, JsonNode>> ANSWERS = Map.of(
            "OP_OS_DIAGNOSE", QueryOpcodes::operatingSystems,
            "OP_TAGS_SEARCH", QueryOpcodes::tags,
            "OP_NODE_QUERY_STORAGE", QueryOpcodes::storage,
            "OP_NODE_QUERYVOLS", QueryOpcodes::volumes,
            "OP_INSTANCE_QUERY_DATA", QueryOpcodes::instances);

    private QueryOpcodes() {}

    /** What is asked, and of which cluster. */
    private record Asked(JsonNode opcode, ClusterImage image) {
        List<String> texts(String parameter) {
            return opcode.path(parameter).values().stream()
                    .map(value -> value.asString(""))
                    .toList();
        }

        String text(String parameter) {
            return opcode.path(parameter).asString("");
        }

        /** The nodes that are asked for, or all; of these those that answer. */
        List<Node> answeringNodes() {
            List<String> names = texts("nodes");
            return image.nodes().stream()
                    .filter(node -> names.isEmpty() || names.contains(node.name()))
                    .filter(node -> !node.offline() && image.runtime().reachable(node))
                    .toList();
        }

        /** A row for each of {@code objects}: the fields that are asked for, null where one is not known. */
        JsonNode rows(List<Map<String, JsonNode>> objects) {
            ArrayNode rows = JSON.arrayNode();
            for (Map<String, JsonNode> object : objects) {
                ArrayNode row = rows.addArray();
                texts("output_fields").forEach(field -> row.add(object.getOrDefault(field, NullNode.getInstance())));
            }
            return rows;
        }
    }

    static boolean asks(JsonNode opcode) {
        return ANSWERS.containsKey(OpcodeTable.id(opcode));
    }

    /** The outcome of an opcode that asks; empty where it is none. */
    static Optional<Outcome> outcome(JsonNode opcode, ClusterImage image) {
        Function<Asked, JsonNode> answer = ANSWERS.get(OpcodeTable.id(opcode));
        if (answer == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Outcome.Succeeded(answer.apply(new Asked(opcode, image))));
        } catch (RefusedException e) {
            return Optional.of(new Outcome.Failed(e.error));
        }
    }

    /** An opcode whose parameters do not fit the cluster. */
    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient JsonNode error;

        RefusedException(String text, String code) {
            super(text, null, false, false);
            error = JSON.arrayNode()
                    .add("OpPrereqError")
                    .add(JSON.arrayNode().add(text).add(code));
        }
    }

    private static JsonNode operatingSystems(Asked asked) {
        List<String> names = asked.texts("names");
        return asked.rows(OperatingSystem.of(asked.image()).stream()
                .filter(os -> names.isEmpty() || names.contains(os.name()))
                .map(os -> operatingSystem(asked.image(), os))
                .toList());
    }

    private static Map<String, JsonNode> operatingSystem(ClusterImage image, OperatingSystem os) {
        ArrayNode variants = texts(os.variants());
        ArrayNode versions = JSON.arrayNode();
        os.interfaceVersions().forEach(versions::add);
        ObjectNode byNode = JSON.objectNode();
        for (Node node : image.instanceHosts()) {
            byNode.putArray(node.uuid())
                    .addArray()
                    .add(os.folder())
                    .add(true)
                    .add("")
                    .add(variants)
                    .add(JSON.arrayNode())
                    .add(versions)
                    .add(true);
        }
        JsonNode settings = image.settings();
        return Map.ofEntries(
                Map.entry("name", JSON.stringNode(os.name())),
                Map.entry("valid", JSON.booleanNode(true)),
                Map.entry("variants", variants),
                Map.entry("parameters", JSON.arrayNode()),
                Map.entry("api_versions", versions),
                Map.entry("node_status", byNode),
                Map.entry("hidden", JSON.booleanNode(os.isHidden(image))),
                Map.entry("blacklisted", JSON.booleanNode(os.isBlacklisted(image))),
                Map.entry("os_hvp", onlyOf(settings.path("os_hvp"), os.name())),
                Map.entry("osparams", onlyOf(settings.path("osparams"), os.name())),
                Map.entry("trusted", JSON.booleanNode(true)));
    }

    private static ObjectNode onlyOf(JsonNode byName, String name) {
        ObjectNode only = JSON.objectNode();
        byName.optional(name).ifPresent(value -> only.set(name, value));
        return only;
    }

    static ArrayNode texts(Iterable<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** Pairs of a path and a tag, in the order in which masterd goes through the cluster. */
    private static JsonNode tags(Asked asked) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(asked.text("pattern"));
        } catch (PatternSyntaxException e) {
            throw new RefusedException(
                    "Invalid search pattern '" + asked.text("pattern") + "': " + e.getDescription(), "wrong_input");
        }
        ClusterImage image = asked.image();
        ArrayNode found = JSON.arrayNode();
        List<String> ofCluster = image.settings().path("tags").values().stream()
                .map(JsonNode::asString)
                .toList();
        addMatching(found, "/cluster", ofCluster, pattern);
        image.instances().forEach(each -> addMatching(found, "/instances/" + each.name(), each.tags(), pattern));
        image.nodes().forEach(each -> addMatching(found, "/nodes/" + each.name(), each.tags(), pattern));
        image.groups().forEach(each -> addMatching(found, "/nodegroup/" + each.name(), each.tags(), pattern));
        image.networks().forEach(each -> addMatching(found, "/network/" + each.name(), each.tags(), pattern));
        return found;
    }

    private static void addMatching(ArrayNode found, String path, List<String> tags, Pattern pattern) {
        tags.stream()
                .filter(pattern.asPredicate())
                .forEach(tag -> found.addArray().add(path).add(tag));
    }

    private static JsonNode storage(Asked asked) {
        JsonNode settings = asked.image().settings();
        String type = storageType(asked);
        String key = switch (type) {
            case "file" -> "file_storage_dir";
            case "sharedfile" -> "shared_file_storage_dir";
            default -> "volume_group_name";
        };
        return asked.rows(asked.answeringNodes().stream()
                .map(node ->
                        storage(asked.image(), node, type, settings.path(key).asString("")))
                .toList());
    }

    /** That which is asked for, or the one that the cluster's disks are on. */
    private static String storageType(Asked asked) {
        String type = asked.text("storage_type");
        if (!type.isEmpty()) {
            return type;
        }
        boolean onVolumes = asked.image().settings().path("enabled_disk_templates").values().stream()
                .anyMatch(template -> LVM_TEMPLATES.contains(template.asString("")));
        return onVolumes ? "lvm-vg" : "file";
    }

    private static Map<String, JsonNode> storage(ClusterImage image, Node node, String type, String name) {
        long size = live(image, node, "dtotal");
        long free = live(image, node, "dfree");
        return Map.of(
                "node", JSON.stringNode(node.name()),
                "type", JSON.stringNode(type),
                "name", JSON.stringNode(name),
                "size", JSON.numberNode(size),
                "free", JSON.numberNode(free),
                "used", JSON.numberNode(size - free),
                "allocatable", JSON.booleanNode(true));
    }

    private static long live(ClusterImage image, Node node, String key) {
        return image.runtime().value(node, key).map(value -> value.asLong(0)).orElse(0L);
    }

    /** A logical volume for each disk that is one; the parts of a mirror are not told here. */
    private static JsonNode volumes(Asked asked) {
        ClusterImage image = asked.image();
        return asked.rows(asked.answeringNodes().stream()
                .flatMap(node -> image.primaryInstances(node).stream()
                        .flatMap(instance -> image.disks(instance).stream()
                                .filter(disk -> disk.template().equals("plain"))
                                .map(disk -> volume(node, instance, disk))))
                .toList());
    }

    private static Map<String, JsonNode> volume(Node node, Instance instance, Disk disk) {
        JsonNode logicalId = disk.tree().path("logical_id");
        long extents = Math.ceilDiv(disk.size(), EXTENT_MEBIBYTES);
        return Map.of(
                "node", JSON.stringNode(node.name()),
                "phys", JSON.stringNode("/dev/vdb"),
                "vg", logicalId.path(0),
                "name", logicalId.path(1),
                "size", JSON.numberNode(extents * EXTENT_MEBIBYTES),
                "instance", JSON.stringNode(instance.name()));
    }

    private static JsonNode instances(Asked asked) {
        ClusterImage image = asked.image();
        List<String> names = asked.texts("instances");
        List<String> known = image.instances().stream().map(ConfigObject::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new RefusedException("Instance '" + name + "' not known", "unknown_entity");
        });
        ObjectNode byName = JSON.objectNode();
        image.instances().stream()
                .filter(instance -> names.isEmpty() || names.contains(instance.name()))
                .forEach(instance -> byName.set(
                        instance.name(),
                        InstanceDetails.of(
                                image, instance, asked.opcode().path("static").asBoolean(false))));
        return byName;
    }
}
