package org.paralux.qa.simulate.model;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One object of the configuration: its JSON tree, which nobody changes, behind accessors. */
public sealed interface ConfigObject permits Node, NodeGroup, Instance, Disk, Network, FilterRule {
    JsonNode tree();

    default String uuid() {
        return text("uuid");
    }

    default String name() {
        return text("name");
    }

    /** The text at {@code key}, empty where there is none. */
    default String text(String key) {
        return tree().path(key).asString("");
    }

    /** The truth value at {@code key}, false where there is none. */
    default boolean flag(String key) {
        return tree().path(key).asBoolean(false);
    }

    /** The value at {@code key}, where it is present and not null. */
    default Optional<JsonNode> value(String key) {
        JsonNode value = tree().path(key);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    default List<String> texts(String key) {
        return tree().path(key).values().stream().map(JsonNode::asString).toList();
    }

    default List<String> tags() {
        return texts("tags");
    }
}
