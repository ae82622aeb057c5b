package org.paralux.qa.simulate;

import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.paralux.qa.simulate.jobs.OpcodeTable;
import org.paralux.qa.simulate.model.ClusterSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code OP_TAGS_SET} and {@code OP_TAGS_DEL}: the one way in which jobs change the configuration so far. */
final class TagChange {
    private final ClusterSource cluster;
    private final InstantSource clock;

    TagChange(ClusterSource cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /** False when there is no such object. */
    boolean apply(JsonNode opcode) {
        boolean[] found = {false};
        cluster.change(tree -> tagged(tree, opcode).ifPresent(object -> {
            found[0] = true;
            retag(object, opcode);
            touch(object);
            touch(tree);
        }));
        return found[0];
    }

    private static Optional<ObjectNode> tagged(ObjectNode tree, JsonNode opcode) {
        String section = switch (opcode.path("kind").asString("")) {
            case "node" -> "nodes";
            case "nodegroup" -> "nodegroups";
            case "instance" -> "instances";
            case "network" -> "networks";
            default -> "";
        };
        if (section.isEmpty()) {
            return Optional.of(tree.withObjectProperty("cluster"));
        }
        String name = opcode.path("name").asString("");
        return tree.path(section).values().stream()
                .filter(object -> object.path("name").asString("").equals(name))
                .map(ObjectNode.class::cast)
                .findFirst();
    }

    private static void retag(ObjectNode object, JsonNode opcode) {
        Set<String> tags = new LinkedHashSet<>();
        object.path("tags").forEach(tag -> tags.add(tag.asString()));
        for (JsonNode tag : opcode.path("tags")) {
            if (OpcodeTable.id(opcode).equals("OP_TAGS_DEL")) {
                tags.remove(tag.asString(""));
            } else {
                tags.add(tag.asString(""));
            }
        }
        ArrayNode array = object.putArray("tags");
        tags.forEach(array::add);
    }

    private void touch(ObjectNode object) {
        object.put("serial_no", object.path("serial_no").asLong(0) + 1);
        object.put("mtime", clock.millis() / 1000.0);
    }
}
