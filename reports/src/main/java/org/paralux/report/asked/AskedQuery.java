package org.paralux.report.asked;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent.Exchange;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.LuxiMethod;
import org.paralux.luxi.Query;
import org.paralux.luxi.QueryTerms;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A query as the log keeps it, with which it can be asked again.
 *
 * @param method its name on the wire
 * @param resource what is asked about; null where the method says it
 * @param fields null where none are named
 * @param names null where none are named
 * @param filter as JSON text; null where there is none
 */
public record AskedQuery(
        String method,
        @Nullable String resource,
        @Nullable List<String> fields,
        @Nullable List<String> names,
        @Nullable String filter) {
    public AskedQuery {
        fields = fields == null ? null : List.copyOf(fields);
        names = names == null ? null : List.copyOf(names);
    }

    /** The query of a record. */
    public static AskedQuery of(Exchange exchange) {
        String method = exchange.method();
        return new AskedQuery(
                method == null ? "?" : method,
                exchange.resource(),
                exchange.fields(),
                exchange.names(),
                exchange.filter());
    }

    public static AskedQuery of(Query query) {
        QueryTerms terms = query.terms();
        JsonNode filter = terms.filter();
        return new AskedQuery(
                query.methodName(),
                terms.resource(),
                terms.fields(),
                terms.names(),
                filter == null ? null : filter.toString());
    }

    /** The request, without its ETX; the same bytes as the client's only by chance. */
    public String request() {
        return "{\"method\":" + quoted(method) + ",\"args\":" + arguments() + "}";
    }

    private String arguments() {
        return switch (LuxiMethod.fromWireName(method).orElse(LuxiMethod.QUERY_CLUSTER_INFO)) {
            case QUERY_ANY -> list(text(resource), texts(fields), filter == null ? "null" : filter);
            case QUERY_FIELDS -> list(text(resource), texts(fields));
            case QUERY_JOBS -> list(jobs(), texts(fields));
            case QUERY_FILTERS -> list(texts(names), texts(fields));
            case QUERY_INSTANCES, QUERY_NODES, QUERY_GROUPS, QUERY_NETWORKS ->
                list(names == null ? "[]" : texts(names), texts(fields), "false");
            case QUERY_EXPORTS -> list(names == null ? "[]" : texts(names), "false");
            case QUERY_CONFIG_VALUES -> list(texts(fields));
            case QUERY_TAGS -> list(text(resource), names == null || names.isEmpty() ? "null" : text(names.getFirst()));
            default -> "[]";
        };
    }

    private String jobs() {
        if (names == null) {
            return "null";
        }
        return names.stream().allMatch(name -> name.matches("\\d{1,18}"))
                ? "[" + String.join(",", names) + "]"
                : texts(names);
    }

    private static String list(String... elements) {
        return "[" + String.join(",", elements) + "]";
    }

    private static String text(@Nullable String text) {
        return text == null ? "null" : quoted(text);
    }

    private static String texts(@Nullable List<String> texts) {
        if (texts == null) {
            return "null";
        }
        List<String> quoted = new ArrayList<>();
        texts.forEach(text -> quoted.add(quoted(text)));
        return list(quoted.toArray(String[]::new));
    }

    private static String quoted(String text) {
        return LuxiJson.MAPPER.writeValueAsString(text);
    }

    /** The filter as a tree; null where there is none, or it was cut when it was written. */
    @Nullable JsonNode filterTree() {
        if (filter == null) {
            return null;
        }
        try {
            return LuxiJson.MAPPER.readTree(filter);
        } catch (JacksonException e) {
            return null;
        }
    }
}
