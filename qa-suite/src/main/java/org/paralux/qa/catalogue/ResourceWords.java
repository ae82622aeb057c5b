package org.paralux.qa.catalogue;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What is known of one resource.
 *
 * @param resource its name on the wire
 * @param fields those of both daemons, in the primary's order; empty where neither serves it
 * @param names what its rows are called: texts, of jobs numbers
 * @param uuids of some of its rows
 */
public record ResourceWords(String resource, List<FieldWords> fields, List<JsonNode> names, List<JsonNode> uuids) {
    public ResourceWords {
        fields = List.copyOf(fields);
        names = List.copyOf(names);
        uuids = List.copyOf(uuids);
    }

    public List<String> fieldNames() {
        return fields.stream().map(FieldWords::name).toList();
    }

    /** The field that names its rows. */
    public String key() {
        return keyOf(resource);
    }

    static String keyOf(String resource) {
        return switch (resource) {
            case "job" -> "id";
            case "export" -> "node";
            case "filter" -> "uuid";
            default -> "name";
        };
    }

    /** Whether both daemons have anything to say of it. */
    boolean isServed() {
        return !fields.isEmpty();
    }
}
