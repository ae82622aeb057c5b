package org.paralux.qa.simulate.model;

import tools.jackson.databind.JsonNode;

/** A group of nodes. */
public record NodeGroup(JsonNode tree) implements ConfigObject {
    /** How the network is connected here: an object of mode, link and vlan, missing where it is not. */
    public JsonNode connectionOf(Network network) {
        return tree().path("networks").path(network.uuid());
    }
}
