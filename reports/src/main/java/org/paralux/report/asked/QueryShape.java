package org.paralux.report.asked;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What sort of answer a query gets, and by which operators it filters. */
public final class QueryShape {
    /** Of any query that failed. */
    public static final String ERROR = "error";

    private static final int MOST_OPERATORS = 32;

    private QueryShape() {}

    /** The shape of the result of a query that does not fail. */
    public static String of(AskedQuery query) {
        return switch (query.method()) {
            case "Query" -> "rows";
            case "QueryFields" -> "definitions";
            case "QueryClusterInfo" -> "object";
            case "QueryTags", "QueryConfigValues" -> "list";
            default -> "table";
        };
    }

    /** The operators of its filter, each once; {@code names} where objects are named without one. */
    public static Set<String> operators(AskedQuery query) {
        Set<String> operators = new TreeSet<>();
        if (query.names() != null && !query.names().isEmpty()) {
            operators.add("names");
        }
        JsonNode filter = query.filterTree();
        if (filter == null) {
            if (query.filter() != null) {
                operators.add("cut");
            }
            return operators;
        }
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(filter);
        while (!open.isEmpty() && operators.size() < MOST_OPERATORS) {
            JsonNode node = open.pop();
            if (node.isArray() && !node.isEmpty() && node.get(0).isString()) {
                operators.add(node.get(0).stringValue());
                node.values().stream().skip(1).filter(JsonNode::isArray).forEach(open::push);
            }
        }
        return operators;
    }
}
