package org.paralux.qa.simulate.model;

import tools.jackson.databind.JsonNode;

/** A rule that says which jobs are held back or refused. */
public record FilterRule(JsonNode tree) implements ConfigObject {
    public long priority() {
        return tree().path("priority").asLong(0);
    }

    public long watermark() {
        return tree().path("watermark").asLong(0);
    }
}
