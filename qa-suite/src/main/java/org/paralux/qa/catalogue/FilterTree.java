package org.paralux.qa.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Filters as trees: combinations of leaves, each of which compares a field. */
public final class FilterTree {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> COMBINATIONS = Set.of("&", "|", "!");

    private FilterTree() {}

    /** Whether the operands of {@code filter} are filters themselves. */
    public static boolean isCombination(JsonNode filter) {
        return filter.isArray() && COMBINATIONS.contains(filter.path(0).asString(""));
    }

    /** What stands behind the operator. */
    public static List<JsonNode> operands(JsonNode filter) {
        return List.copyOf(filter.values()).subList(1, filter.size());
    }

    public static JsonNode combination(String operator, List<JsonNode> operands) {
        ArrayNode filter = JSON.arrayNode().add(operator);
        return filter.addAll(operands);
    }

    public static JsonNode and(JsonNode... operands) {
        return combination("&", Arrays.asList(operands));
    }

    public static JsonNode or(JsonNode... operands) {
        return combination("|", Arrays.asList(operands));
    }

    public static JsonNode not(JsonNode operand) {
        return combination("!", List.of(operand));
    }

    /** A leaf with a value. */
    public static JsonNode leaf(String operator, String field, JsonNode value) {
        return JSON.arrayNode().add(operator).add(field).add(value);
    }

    /** Whether a field is true. */
    public static JsonNode truth(String field) {
        return JSON.arrayNode().add("?").add(field);
    }

    /** One of several values of one field: the form in which stock clients ask for names. */
    public static JsonNode oneOf(String field, List<JsonNode> values) {
        return combination(
                "|", values.stream().map(value -> leaf("=", field, value)).toList());
    }

    /** The values of a filter that {@link #oneOf} made, or that looks so; empty where it does not. */
    static Optional<List<JsonNode>> namesIn(JsonNode filter, String field) {
        if (!filter.path(0).asString("").equals("|")) {
            return Optional.empty();
        }
        List<JsonNode> values = new ArrayList<>();
        for (JsonNode operand : operands(filter)) {
            boolean isName = operand.size() == 3
                    && operand.path(0).asString("").equals("=")
                    && operand.path(1).asString("").equals(field);
            if (!isName) {
                return Optional.empty();
            }
            values.add(operand.get(2));
        }
        return Optional.of(values);
    }
}
