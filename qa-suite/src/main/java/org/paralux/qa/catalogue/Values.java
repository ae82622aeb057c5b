package org.paralux.qa.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values to compare a field with: those that it has, those that it has not, and those at the edge. */
public final class Values {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String MISS = "no-such-value";
    private static final Pattern SPECIAL = Pattern.compile("[^A-Za-z0-9 _-]");

    /** More than a double holds exactly. */
    private static final long LARGE = (1L << 53) + 1;

    private Values() {}

    /** Values for {@code =}, {@code !=} and the operators of order. */
    public static List<JsonNode> scalars(FieldWords field) {
        Set<JsonNode> values = new LinkedHashSet<>(hits(field));
        switch (field.kind()) {
            case "number", "unit", "timestamp" -> addNumbers(field, values);
            case "bool" -> values.addAll(List.of(JSON.booleanNode(true), JSON.numberNode(1), JSON.stringNode("true")));
            default -> addTexts(field, values);
        }
        return List.copyOf(values);
    }

    private static void addNumbers(FieldWords field, Set<JsonNode> values) {
        hits(field).stream().filter(JsonNode::isIntegralNumber).limit(1).forEach(hit -> {
            values.add(JSON.numberNode(hit.asLong() + 1));
            values.add(JSON.stringNode(String.valueOf(hit.asLong())));
        });
        values.addAll(List.of(JSON.numberNode(-1), JSON.numberNode(0), JSON.numberNode(LARGE), JSON.numberNode(1.5)));
    }

    private static void addTexts(FieldWords field, Set<JsonNode> values) {
        hits(field).stream().filter(JsonNode::isString).limit(1).forEach(hit -> {
            String text = hit.stringValue();
            values.add(JSON.stringNode(text.toUpperCase(Locale.ROOT)));
            values.add(JSON.stringNode(text.split("\\.", 2)[0]));
        });
        values.addAll(List.of(JSON.stringNode(MISS), JSON.stringNode(""), JSON.numberNode(1)));
    }

    /** The scalars that the field has in the data. */
    static List<JsonNode> hits(FieldWords field) {
        return field.values().stream()
                .filter(value -> value.isString() || value.isIntegralNumber())
                .toList();
    }

    /** Patterns for {@code =~}. */
    public static List<JsonNode> patterns(FieldWords field) {
        List<JsonNode> patterns = new ArrayList<>();
        hits(field).stream().limit(1).map(JsonNode::asString).forEach(text -> {
            String quoted = SPECIAL.matcher(text).replaceAll("\\\\$0");
            patterns.add(JSON.stringNode("^" + quoted + "$"));
            patterns.add(JSON.stringNode(
                    quoted.substring(0, quoted.isEmpty() ? 0 : 1).replace("\\", ".")));
        });
        patterns.addAll(List.of(JSON.stringNode("."), JSON.stringNode("^" + MISS), JSON.stringNode("[")));
        return patterns;
    }

    /** Elements for {@code =[]}. */
    public static List<JsonNode> elements(FieldWords field) {
        Set<JsonNode> elements = new LinkedHashSet<>();
        for (JsonNode value : field.values()) {
            if (value.isArray() && value.path(0).isValueNode() && !value.path(0).isBoolean()) {
                elements.add(value.path(0));
            }
        }
        elements.addAll(List.of(JSON.stringNode(MISS), JSON.numberNode(1)));
        return List.copyOf(elements);
    }
}
