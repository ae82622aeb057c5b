package org.paralux.qa.simulate.query;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.simulate.field.Field;
import org.paralux.qa.simulate.filter.Filter;
import org.paralux.qa.simulate.filter.FilterCompiler;
import org.paralux.qa.simulate.model.ConfigObject;
import org.paralux.qa.simulate.model.FilterRule;
import org.paralux.qa.simulate.wire.RequestFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers queries over one view of the cluster.
 *
 * <p>Immutable; made for each request. Every method throws {@link RequestFailure} for a request that has no answer.
 */
public final class QueryEngine {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final View view;

    public QueryEngine(View view) {
        this.view = view;
    }

    /** What is known of a field of a resource. */
    public static Optional<? extends Field<?>> field(String resource, String name) {
        return Resources.fromWireName(resource).flatMap(each -> each.fields().find(name));
    }

    /** The names of all fields of a resource, in nice-sort order; none where there is no such resource. */
    public static List<String> fieldNames(String resource) {
        return Resources.fromWireName(resource).stream()
                .flatMap(each -> each.fields().all().stream())
                .<String>map(Field::name)
                .toList();
    }

    /** {@code {fields: [definition, …], data: [[[status, value], …], …]}}: the method {@code Query}. */
    public JsonNode query(String resource, List<String> fieldNames, JsonNode filter) {
        return query(served(resource), fieldNames, filter);
    }

    private <R> JsonNode query(Resource<R> resource, List<String> fieldNames, JsonNode filterJson) {
        resource.check(view, filterJson);
        Filter filter = view.rules().filters().parse(filterJson);
        List<Field<R>> fields =
                fieldNames.stream().map(resource.fields()::findOrUnknown).toList();
        Predicate<R> condition =
                new FilterCompiler<>(resource.fields(), view.rules().filters()).compile(filter);
        ObjectNode answer = definitions(fields);
        ArrayNode data = answer.putArray("data");
        for (R row : rows(resource, fieldNames, filter)) {
            if (condition.test(row)) {
                ArrayNode cells = data.addArray();
                fields.forEach(field -> cells.add(field.getter().in(row).toJson()));
            }
        }
        return answer;
    }

    /** When a filter asks for names and nothing else, just these are fetched, in the order asked. */
    private <R> List<R> rows(Resource<R> resource, List<String> fieldNames, Filter filter) {
        Optional<List<JsonNode>> names = filter.namesOnly(resource.nameField()).filter(Predicate.not(List::isEmpty));
        if (names.isPresent() && names.get().stream().allMatch(name -> isName(resource, name))) {
            return view.rules().namesToFetch(names.get()).stream()
                    .flatMap(name -> known(resource, name).stream())
                    .toList();
        }
        Stream<String> filtered = view.rules().filtersReachTheArchive() ? filter.fields() : Stream.of();
        return resource.all(view, Stream.concat(fieldNames.stream(), filtered).toList());
    }

    private static boolean isName(Resource<?> resource, JsonNode value) {
        return value.isString() || resource == Resources.JOB;
    }

    private <R> List<R> known(Resource<R> resource, JsonNode name) {
        List<R> rows = resource.named(view, name);
        if (rows.isEmpty() && !isKnownNode(resource, name)) {
            throw view.rules().notKnown(resource, name.asString(""));
        }
        return rows;
    }

    /** A node without exports is known all the same. */
    private boolean isKnownNode(Resource<?> resource, JsonNode name) {
        return resource == Resources.EXPORT
                && !Resources.NODE.find(view, name.asString("")).isEmpty();
    }

    /** {@code {fields: [definition, …]}}: the method {@code QueryFields}. Null asks for all. */
    public JsonNode fields(String resource, @Nullable List<String> names) {
        return fields(served(resource), names);
    }

    private <R> JsonNode fields(Resource<R> resource, @Nullable List<String> names) {
        if (names == null || (names.isEmpty() && view.rules().emptyMeansAllFields())) {
            return definitions(resource.fields().all());
        }
        return definitions(names.stream().map(resource.fields()::findOrUnknown).toList());
    }

    private static <R> ObjectNode definitions(List<Field<R>> fields) {
        ObjectNode answer = JSON.objectNode();
        ArrayNode definitions = answer.putArray("fields");
        fields.forEach(field -> definitions.add(field.definition()));
        return answer;
    }

    private Resource<?> served(String wireName) {
        Resource<?> resource =
                Resources.fromWireName(wireName).orElseThrow(() -> view.rules().unknownResource(wireName));
        view.rules().checkServed(resource);
        return resource;
    }

    /** Rows of bare values: {@code QueryNodes} and its like. No names ask for all. */
    public JsonNode classic(String resource, List<String> names, List<String> fieldNames) {
        return classic(served(resource), names, fieldNames);
    }

    private <R> JsonNode classic(Resource<R> resource, List<String> names, List<String> fieldNames) {
        return bareRows(resource, classicRows(resource, names, fieldNames), fieldNames);
    }

    private <R> List<R> classicRows(Resource<R> resource, List<String> names, List<String> fieldNames) {
        List<R> all = resource.all(view, fieldNames);
        if (names.isEmpty()) {
            return all;
        }
        List<JsonNode> wanted = names.stream().<JsonNode>map(JSON::stringNode).toList();
        if (view.rules().classicCallsFollowTheNames()) {
            return view.rules().namesToFetch(wanted).stream()
                    .flatMap(name -> known(resource, name).stream())
                    .toList();
        }
        List<R> found = wanted.stream()
                .flatMap(name -> resource.named(view, name).stream())
                .toList();
        return all.stream().filter(found::contains).toList();
    }

    /** Rows of bare values of jobs: {@code QueryJobs}. Null asks for all. */
    public JsonNode jobs(@Nullable List<Long> ids, List<String> fieldNames) {
        List<JobRow> rows = ids == null || ids.isEmpty()
                ? Resources.JOB.all(view, fieldNames)
                : ids.stream()
                        .distinct()
                        .map(id -> new JobRow(id, view.jobs().find(id).orElse(null)))
                        .toList();
        return bareRows(Resources.JOB, rows, fieldNames);
    }

    /** Rows of bare values of the rules about jobs: {@code QueryFilters}. None asks for all. */
    public JsonNode filterRules(List<String> uuids, List<String> fieldNames) {
        List<FilterRule> rules = view.image().filterRules().stream()
                .filter(rule -> uuids.isEmpty() || uuids.contains(rule.uuid()))
                .toList();
        return bareRows(Resources.FILTER, rules, fieldNames);
    }

    private static <R> JsonNode bareRows(Resource<R> resource, List<R> rows, List<String> fieldNames) {
        List<String> unknown = fieldNames.stream()
                .filter(name -> resource.fields().find(name).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            throw RequestFailure.wrongInput("Unknown output fields selected: " + String.join(", ", unknown));
        }
        List<Field<R>> fields =
                fieldNames.stream().map(resource.fields()::findOrUnknown).toList();
        ArrayNode answer = JSON.arrayNode();
        for (R row : rows) {
            answer.add(bareRow(fields, row));
        }
        return answer;
    }

    private static <R> ArrayNode bareRow(List<Field<R>> fields, R row) {
        ArrayNode values = JSON.arrayNode();
        fields.forEach(field -> values.add(field.getter().in(row).value()));
        return values;
    }

    /** The values of one job; null for a field that does not exist, as a waiting client gets them. */
    public static JsonNode jobValues(JobRow job, List<String> fieldNames) {
        return bareRow(
                fieldNames.stream().map(Resources.JOB.fields()::findOrUnknown).toList(), job);
    }

    /** The exports on those nodes, or on all: {@code QueryExports}. */
    public JsonNode exports(List<String> nodes) {
        List<JsonNode> names = nodes.stream().<JsonNode>map(JSON::stringNode).toList();
        List<ExportResource.Row> rows = names.isEmpty()
                ? Resources.EXPORT.all(view, List.of())
                : Collections.nCopies(view.rules().timesANamedNodeIsListed(), names).stream()
                        .flatMap(List::stream)
                        .flatMap(name -> known(Resources.EXPORT, name).stream())
                        .toList();
        return view.rules().exports(rows);
    }

    /** The tags of an object, by its kind and name. */
    public JsonNode tags(String kind, String name) {
        List<String> tags = switch (kind) {
            case "cluster" ->
                view.image().settings().path("tags").values().stream()
                        .map(JsonNode::asString)
                        .toList();
            case "node" -> tags(Resources.NODE, name);
            case "nodegroup" -> tags(Resources.GROUP, name);
            case "instance" -> tags(Resources.INSTANCE, name);
            case "network" -> tags(Resources.NETWORK, name);
            default -> throw view.rules().unknownTagKind(kind);
        };
        ArrayNode answer = JSON.arrayNode();
        view.rules().setOrder(tags).forEach(answer::add);
        return answer;
    }

    private <T extends ConfigObject> List<String> tags(ConfigResource<T> resource, String name) {
        List<T> found = resource.find(view, name);
        if (found.isEmpty()) {
            throw view.rules().notKnown(resource, name);
        }
        return found.getFirst().tags();
    }
}
