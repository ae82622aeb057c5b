package org.paralux.report.asked;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The {@code gnt-*} command line that asks what a query asks, where there is one. The filter is put into the language of
 * {@code -F}; what a shell could take for more than a word stands in quotes.
 */
public final class GntLine {
    private static final Map<String, String> COMMANDS = Map.of(
            "node", "gnt-node",
            "instance", "gnt-instance",
            "group", "gnt-group",
            "network", "gnt-network",
            "job", "gnt-job",
            "export", "gnt-backup",
            "filter", "gnt-filter");
    private static final Map<String, String> TAGGED = Map.of(
            "node", "gnt-node",
            "instance", "gnt-instance",
            "nodegroup", "gnt-group",
            "network", "gnt-network");
    private static final Map<String, String> OPERATORS = Map.of(
            "=", "==",
            "==", "==",
            "!=", "!=",
            "<", "<",
            ">", ">",
            "<=", "<=",
            ">=", ">=");

    private GntLine() {}

    /** The line, or empty where no command asks that. */
    public static Optional<String> of(AskedQuery query) {
        return switch (query.method()) {
            case "Query", "QueryNodes", "QueryInstances", "QueryGroups", "QueryNetworks", "QueryJobs" -> list(query);
            case "QueryFields" ->
                command(query.resource()).map(command -> command + " list-fields" + words(query.fields()));
            case "QueryExports" -> Optional.of("gnt-backup list");
            case "QueryClusterInfo" -> Optional.of("gnt-cluster info");
            case "QueryConfigValues" -> configValue(query.fields());
            case "QueryTags" -> tags(query);
            default -> Optional.empty();
        };
    }

    private static Optional<String> command(@Nullable String resource) {
        return resource == null ? Optional.empty() : Optional.ofNullable(COMMANDS.get(resource));
    }

    private static Optional<String> list(AskedQuery query) {
        Optional<String> command = command(query.resource());
        List<String> fields = query.fields();
        if (command.isEmpty() || fields == null || fields.isEmpty()) {
            return Optional.empty();
        }
        String line = command.get() + " list --no-headers --separator=: -o " + quoted(String.join(",", fields));
        if (query.filter() == null) {
            return Optional.of(line + words(query.names()));
        }
        JsonNode filter = query.filterTree();
        return Optional.ofNullable(filter == null ? null : expression(filter))
                .map(text -> line + " -F " + quoted(text));
    }

    private static Optional<String> configValue(@Nullable List<String> names) {
        boolean master = names != null && names.equals(List.of("master_node"));
        return master ? Optional.of("gnt-cluster getmaster") : Optional.empty();
    }

    private static Optional<String> tags(AskedQuery query) {
        if ("cluster".equals(query.resource())) {
            return Optional.of("gnt-cluster list-tags");
        }
        String command = query.resource() == null ? null : TAGGED.get(query.resource());
        return Optional.ofNullable(command).map(found -> found + " list-tags" + words(query.names()));
    }

    /** The filter in the language of {@code -F}; null where that cannot say it. */
    private static @Nullable String expression(JsonNode filter) {
        if (!filter.isArray() || filter.isEmpty() || !filter.get(0).isString()) {
            return null;
        }
        String operator = filter.get(0).stringValue();
        return switch (operator) {
            case "&", "|" -> joined(filter, operator.equals("&") ? " and " : " or ");
            case "!" -> filter.size() == 2 ? prefixed("not ", expression(filter.get(1))) : null;
            case "?" -> filter.size() == 2 ? filter.get(1).asString(null) : null;
            case "=~" ->
                filter.size() == 3 ? field(filter) + " =~ m'" + filter.get(2).asString("") + "'" : null;
            case "=[]" -> filter.size() == 3 ? literal(filter.get(2)) + " in " + field(filter) : null;
            default -> {
                String written = OPERATORS.get(operator);
                yield written == null || filter.size() != 3
                        ? null
                        : field(filter) + " " + written + " " + literal(filter.get(2));
            }
        };
    }

    private static @Nullable String prefixed(String prefix, @Nullable String expression) {
        return expression == null ? null : prefix + "(" + expression + ")";
    }

    private static @Nullable String joined(JsonNode filter, String word) {
        List<String> parts = new ArrayList<>();
        for (int i = 1; i < filter.size(); i++) {
            String part = expression(filter.get(i));
            if (part == null) {
                return null;
            }
            parts.add(parts.isEmpty() && filter.size() == 2 ? part : "(" + part + ")");
        }
        return parts.isEmpty() ? null : String.join(word, parts);
    }

    private static String field(JsonNode filter) {
        return filter.get(1).asString("?");
    }

    private static String literal(JsonNode node) {
        return node.isNumber() ? node.asString() : "\"" + node.asString("").replace("\"", "\\\"") + "\"";
    }

    private static String words(@Nullable List<String> words) {
        StringJoiner line = new StringJoiner("");
        if (words != null) {
            words.forEach(word -> line.add(" " + quoted(word)));
        }
        return line.toString();
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_.,:/+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
