package org.paralux.qa.simulate.model;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A disk of an instance. */
public record Disk(JsonNode tree) implements ConfigObject {
    /** The template in the words of today, also where the configuration still uses those of before 2.12. */
    public String template() {
        return switch (text("dev_type")) {
            case "lvm" -> "plain";
            case "drbd8" -> "drbd";
            case String today -> today;
        };
    }

    /** Mebibytes. */
    public long size() {
        return tree().path("size").asLong(0);
    }

    public List<String> nodeUuids() {
        if (tree().has("nodes")) {
            return texts("nodes");
        }
        JsonNode logicalId = tree().path("logical_id");
        return template().equals("drbd")
                ? List.of(logicalId.path(0).asString(""), logicalId.path(1).asString(""))
                : List.of();
    }
}
