package org.paralux.qa.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.LuxiMethod;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.qa.ask.HarmlessRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A query as a method and its arguments, of which any can be replaced by another. Immutable: an argument that is handed
 * out must not be changed.
 *
 * @param arguments in order, whatever they are
 */
public record QueryForm(LuxiMethod method, List<JsonNode> arguments) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int NOWHERE = -1;

    public QueryForm {
        arguments = List.copyOf(arguments);
    }

    /** {@code Query} with its three arguments. */
    public static QueryForm query(String resource, List<String> fields, @Nullable JsonNode filter) {
        return new QueryForm(
                LuxiMethod.QUERY_ANY,
                List.of(JSON.stringNode(resource), texts(fields), filter == null ? JSON.nullNode() : filter));
    }

    /** {@code QueryFields}; null asks for all. */
    public static QueryForm fields(String resource, @Nullable List<String> fields) {
        return new QueryForm(
                LuxiMethod.QUERY_FIELDS,
                List.of(JSON.stringNode(resource), fields == null ? JSON.nullNode() : texts(fields)));
    }

    /** A classic call of nodes, groups, instances or networks. */
    public static QueryForm classic(LuxiMethod method, List<String> names, List<String> fields) {
        return new QueryForm(method, List.of(texts(names), texts(fields), JSON.booleanNode(false)));
    }

    /** Any call with arguments from JSON text. */
    public static QueryForm of(LuxiMethod method, String arguments) {
        return new QueryForm(method, elements(LuxiJson.MAPPER.readTree(arguments)));
    }

    /** The form of a query that is one. */
    public static QueryForm of(Query query) {
        JsonNode request = LuxiJson.MAPPER.readTree(query.payload().toByteArray());
        return new QueryForm(query.method(), elements(request.path("args")));
    }

    private static List<JsonNode> elements(JsonNode list) {
        return List.copyOf(list.values());
    }

    /** A list of texts. */
    static ArrayNode texts(List<String> words) {
        ArrayNode list = JSON.arrayNode();
        words.forEach(list::add);
        return list;
    }

    /** The fields asked for; empty where there is no list of them. */
    public Optional<List<JsonNode>> fields() {
        return list(fieldsAt());
    }

    /** The names, uuids or job ids asked for; empty where there is no list of them. */
    public Optional<List<JsonNode>> names() {
        return list(namesAt());
    }

    /** The filter of a {@code Query}; empty where there is none. */
    public Optional<JsonNode> filter() {
        return method == LuxiMethod.QUERY_ANY && !arguments.get(2).isNull()
                ? Optional.of(arguments.get(2))
                : Optional.empty();
    }

    /** Whether the call takes a list of fields, sent or not. */
    public boolean takesFields() {
        return fieldsAt() != NOWHERE;
    }

    public QueryForm withFields(List<JsonNode> fields) {
        return with(fieldsAt(), JSON.arrayNode().addAll(fields));
    }

    public QueryForm withNames(List<JsonNode> names) {
        return with(namesAt(), JSON.arrayNode().addAll(names));
    }

    public QueryForm withFilter(@Nullable JsonNode filter) {
        return with(2, filter == null ? JSON.nullNode() : filter);
    }

    /** The resource that is asked about; null where the call has none. */
    public @Nullable String resource() {
        return switch (method) {
            case QUERY_ANY, QUERY_FIELDS -> arguments.getFirst().asString("");
            case QUERY_NODES -> "node";
            case QUERY_GROUPS -> "group";
            case QUERY_INSTANCES -> "instance";
            case QUERY_NETWORKS -> "network";
            case QUERY_JOBS -> "job";
            case QUERY_FILTERS -> "filter";
            case QUERY_EXPORTS -> "export";
            default -> null;
        };
    }

    /** The classic call of a resource with names, fields and a third argument; empty where it has none. */
    public static Optional<LuxiMethod> classicMethod(String resource) {
        return switch (resource) {
            case "node" -> Optional.of(LuxiMethod.QUERY_NODES);
            case "group" -> Optional.of(LuxiMethod.QUERY_GROUPS);
            case "instance" -> Optional.of(LuxiMethod.QUERY_INSTANCES);
            case "network" -> Optional.of(LuxiMethod.QUERY_NETWORKS);
            default -> Optional.empty();
        };
    }

    /** The classic call for the same names, where the filter is nothing but names and there is such a call. */
    public Optional<QueryForm> asClassic() {
        Optional<List<JsonNode>> names = filter().flatMap(filter -> FilterTree.namesIn(
                filter, ResourceWords.keyOf(arguments.getFirst().asString(""))));
        Optional<LuxiMethod> classic = method == LuxiMethod.QUERY_ANY && fields().isPresent()
                ? classicMethod(arguments.getFirst().asString(""))
                : Optional.empty();
        return names.flatMap(list -> classic.map(call -> new QueryForm(
                call, List.of(JSON.arrayNode().addAll(list), arguments.get(1), JSON.booleanNode(false)))));
    }

    /** The field that names its rows. */
    public String rowKey() {
        String resource = resource();
        return ResourceWords.keyOf(resource == null ? "" : resource);
    }

    /** How many leaves its filter has: parts that compare a field. */
    public int filterLeaves() {
        return filter().map(QueryForm::leaves).orElse(0);
    }

    /** How many fields it asks for, repeats counted. */
    public int fieldCount() {
        return fields().map(List::size).orElse(0);
    }

    private static int leaves(JsonNode filter) {
        if (!FilterTree.isCombination(filter)) {
            return 1;
        }
        return FilterTree.operands(filter).stream().mapToInt(QueryForm::leaves).sum();
    }

    public Payload payload() {
        return Payload.of(text());
    }

    /** As it goes over the wire. */
    public String text() {
        return JSON.objectNode()
                .put("method", method.wireName())
                .set("args", JSON.arrayNode().addAll(arguments))
                .toString();
    }

    public HarmlessRequest request() {
        return HarmlessRequest.required(payload());
    }

    private int fieldsAt() {
        return switch (method) {
            case QUERY_ANY, QUERY_FIELDS, QUERY_JOBS, QUERY_FILTERS -> 1;
            case QUERY_NODES, QUERY_GROUPS, QUERY_INSTANCES, QUERY_NETWORKS -> 1;
            case QUERY_CONFIG_VALUES -> 0;
            default -> NOWHERE;
        };
    }

    private int namesAt() {
        return switch (method) {
            case QUERY_JOBS, QUERY_FILTERS, QUERY_EXPORTS -> 0;
            case QUERY_NODES, QUERY_GROUPS, QUERY_INSTANCES, QUERY_NETWORKS -> 0;
            default -> NOWHERE;
        };
    }

    private Optional<List<JsonNode>> list(int index) {
        return index == NOWHERE || !arguments.get(index).isArray()
                ? Optional.empty()
                : Optional.of(elements(arguments.get(index)));
    }

    private QueryForm with(int index, JsonNode argument) {
        List<JsonNode> others = new ArrayList<>(arguments);
        others.set(index, argument);
        return new QueryForm(method, others);
    }
}
