package org.paralux.qa.simulate.model;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Parameters that are set in layers, from the cluster's defaults to the object's own. */
public final class Parameters {
    private Parameters() {}

    /** The union of {@code layers}, of which the later ones win. A layer that is no object counts as empty. */
    public static ObjectNode filled(JsonNode... layers) {
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        for (JsonNode layer : layers) {
            if (layer instanceof ObjectNode object) {
                filled.setAll(object);
            }
        }
        return filled;
    }

    /** As {@link #filled}, for parameters that are kept by the name of what they belong to. */
    public static ObjectNode filledByName(JsonNode outer, JsonNode inner) {
        ObjectNode filled = filled(outer);
        for (var entry : inner.properties()) {
            filled.set(entry.getKey(), filled(outer.path(entry.getKey()), entry.getValue()));
        }
        return filled;
    }

    /** The object without the members called {@code names}. */
    public static ObjectNode without(ObjectNode parameters, List<String> names) {
        return filled(parameters).remove(names);
    }
}
