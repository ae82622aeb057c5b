package org.paralux.qa.arbiter;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/**
 * Parameters at one place of the configuration.
 *
 * @param owner the object that they belong to
 */
record Layer(String path, JsonNode parameters, JsonNode owner) {
    /** That of one parameter, set in the first of these layers that has it. */
    static Place of(String key, List<Layer> innermostFirst) {
        OptionalDouble changed = changed(innermostFirst);
        List<String> without = new ArrayList<>();
        for (Layer layer : innermostFirst) {
            if (layer.parameters().has(key)) {
                String note = without.isEmpty() ? "" : "a default: " + String.join(" and ", without) + " has none";
                return new Place(layer.path() + "." + key, note, changed);
            }
            without.add(layer.path());
        }
        return new Place(innermostFirst.getFirst().path() + "." + key, "not set anywhere", changed);
    }

    /** That of all parameters together. */
    static Place ofAll(List<Layer> innermostFirst) {
        List<String> defaults = innermostFirst.stream().skip(1).map(Layer::path).toList();
        return new Place(
                innermostFirst.getFirst().path(),
                "the rest filled from " + String.join(" and ", defaults),
                changed(innermostFirst));
    }

    private static OptionalDouble changed(List<Layer> layers) {
        return changed(layers.stream().map(Layer::owner).toArray(JsonNode[]::new));
    }

    /** The latest change of any of these objects; empty where one does not tell. */
    static OptionalDouble changed(JsonNode... objects) {
        double latest = 0;
        for (JsonNode object : objects) {
            if (!object.path("mtime").isNumber()) {
                return OptionalDouble.empty();
            }
            latest = Math.max(latest, object.path("mtime").doubleValue());
        }
        return OptionalDouble.of(latest);
    }
}
