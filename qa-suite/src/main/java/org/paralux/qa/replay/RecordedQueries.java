package org.paralux.qa.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.LuxiMethod;
import org.paralux.luxi.RequestKind;
import org.paralux.qa.ask.HarmlessRequest;
import org.paralux.qa.catalogue.QueryForm;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Makes the queries of a log again, from what it tells of each: method, resource, fields, filter and names. What the client
 * sent besides, such as its version, is lost. Not thread-safe.
 */
public final class RecordedQueries {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final List<RecordedQuery> queries = new ArrayList<>();
    private final Map<String, Long> leftOut = new TreeMap<>();

    /** Takes one record of the log, in order; those that are no exchanges count for nothing. */
    public void accept(AuditEntry entry) {
        if (!(entry.event() instanceof AuditEvent.Exchange exchange)) {
            return;
        }
        String reason = reasonAgainst(entry, exchange);
        Optional<HarmlessRequest> request = reason == null ? request(exchange) : Optional.empty();
        if (request.isPresent()) {
            queries.add(new RecordedQuery(entry.time(), request.get()));
        } else {
            leftOut.merge(reason == null ? "what cannot be made again" : reason, 1L, Long::sum);
        }
    }

    private static @Nullable String reasonAgainst(AuditEntry entry, AuditEvent.Exchange exchange) {
        if (exchange.kind() != RequestKind.QUERY) {
            return exchange.kind() == RequestKind.UNKNOWN ? "what is no request" : "commands and waits";
        }
        if ("lock".equals(exchange.resource())) {
            return "lock queries, which stay with the primary";
        }
        if (exchange.malformed() != null) {
            return "malformed queries";
        }
        return entry.truncated().isEmpty() ? null : "queries that the log has in part only";
    }

    /** In the order in which they were answered. */
    public List<RecordedQuery> all() {
        return List.copyOf(queries);
    }

    /** Why others of the log are not among them, and how many. */
    public Map<String, Long> leftOut() {
        return Map.copyOf(leftOut);
    }

    private static Optional<HarmlessRequest> request(AuditEvent.Exchange exchange) {
        return Optional.ofNullable(exchange.method())
                .flatMap(LuxiMethod::fromWireName)
                .flatMap(method -> arguments(method, exchange))
                .flatMap(form -> HarmlessRequest.in(form.payload()))
                .filter(request -> request.query() != null);
    }

    private static Optional<QueryForm> arguments(LuxiMethod method, AuditEvent.Exchange exchange) {
        JsonNode resource = JSON.stringNode(exchange.resource() == null ? "" : exchange.resource());
        JsonNode fields = texts(exchange.fields());
        JsonNode names = names(method, exchange.names());
        JsonNode no = JSON.booleanNode(false);
        List<JsonNode> arguments = switch (method) {
            case QUERY_ANY -> List.of(resource, fields, filter(exchange.filter()));
            case QUERY_FIELDS -> List.of(resource, fields);
            case QUERY_NODES, QUERY_GROUPS, QUERY_INSTANCES, QUERY_NETWORKS -> List.of(names, fields, no);
            case QUERY_JOBS, QUERY_FILTERS -> List.of(names, fields);
            case QUERY_EXPORTS -> List.of(names, no);
            case QUERY_CONFIG_VALUES -> List.of(fields);
            case QUERY_TAGS -> List.of(resource, names.path(0).isMissingNode() ? JSON.nullNode() : names.path(0));
            case QUERY_CLUSTER_INFO -> List.of();
            default -> List.of(JSON.nullNode());
        };
        return method.takes(arguments.size()) ? Optional.of(new QueryForm(method, arguments)) : Optional.empty();
    }

    private static JsonNode filter(@Nullable String text) {
        return text == null ? JSON.nullNode() : LuxiJson.MAPPER.readTree(text);
    }

    private static JsonNode texts(@Nullable List<String> words) {
        if (words == null) {
            return JSON.nullNode();
        }
        ArrayNode list = JSON.arrayNode();
        words.forEach(list::add);
        return list;
    }

    /** Job ids are numbers, and no names stand for all. */
    private static JsonNode names(LuxiMethod method, @Nullable List<String> names) {
        ArrayNode list = JSON.arrayNode();
        for (String name : names == null ? List.<String>of() : names) {
            if (method == LuxiMethod.QUERY_JOBS && NUMBER.matcher(name).matches()) {
                list.add(Long.parseLong(name));
            } else {
                list.add(name);
            }
        }
        return list;
    }
}
