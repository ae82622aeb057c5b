package org.paralux.qa.simulate.model;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A virtual machine as it is configured. */
public record Instance(JsonNode tree) implements ConfigObject {
    public String primaryNodeUuid() {
        return text("primary_node");
    }

    public String hypervisor() {
        return text("hypervisor");
    }

    public String os() {
        return text("os");
    }

    /** {@code up}, {@code down} or {@code offline}. */
    public String adminState() {
        return text("admin_state");
    }

    public List<JsonNode> nics() {
        return List.copyOf(tree().path("nics").values());
    }

    List<String> diskUuids() {
        return texts("disks");
    }
}
