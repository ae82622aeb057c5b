package org.paralux.qa.simulate.model;

import tools.jackson.databind.JsonNode;

/** A node of the cluster. */
public record Node(JsonNode tree) implements ConfigObject {
    public String groupUuid() {
        return text("group");
    }

    public boolean offline() {
        return flag("offline");
    }

    public boolean drained() {
        return flag("drained");
    }

    public boolean hostsInstances() {
        return tree().path("vm_capable").asBoolean(true);
    }
}
