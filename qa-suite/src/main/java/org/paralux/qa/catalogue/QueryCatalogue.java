package org.paralux.qa.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import tools.jackson.databind.JsonNode;

/**
 * Writes the queries that a cluster can be asked, from the fields and names that one of its daemons tells.
 *
 * <p>The same answers give the same queries.
 */
public final class QueryCatalogue {
    /** The resources that both daemons serve, with the classic call of those that have one. */
    private static final Map<String, String> CLASSIC = new LinkedHashMap<>();

    private static final List<String> WITHOUT_CLASSIC = List.of("job", "export", "filter");
    private static final List<String> TAGGED = List.of("node", "nodegroup", "instance", "network");
    private static final List<String> CONFIG_VALUES =
            List.of("cluster_name", "master_node", "drain_flag", "watcher_pause", "no_such_value");
    private static final String NOBODY = "nobody.example.net";

    static {
        CLASSIC.put("node", "QueryNodes");
        CLASSIC.put("group", "QueryGroups");
        CLASSIC.put("instance", "QueryInstances");
        CLASSIC.put("network", "QueryNetworks");
    }

    /** Filters that no field without a value decides, by resource. */
    private static final Map<String, List<String>> FILTERS = Map.of(
            "node",
            List.of(
                    "[\"?\", \"offline\"]",
                    "[\"!\", [\"?\", \"drained\"]]",
                    "[\"=\", \"role\", \"M\"]",
                    "[\"!=\", \"role\", \"M\"]",
                    "[\">\", \"mfree\", 40000]",
                    "[\"=~\", \"name\", \"^node1\"]",
                    "[\"=[]\", \"tags\", \"ssd\"]",
                    "[\"=\", \"no_such_field\", 1]",
                    "[\"&\", [\"?\", \"vm_capable\"], [\"=\", \"role\", \"C\"]]"),
            "group",
            List.of("[\"=\", \"alloc_policy\", \"preferred\"]", "[\">\", \"node_cnt\", 1]"),
            "instance",
            List.of(
                    "[\"?\", \"admin_up\"]",
                    "[\"=\", \"status\", \"running\"]",
                    "[\"!=\", \"status\", \"running\"]",
                    "[\">\", \"be/maxmem\", 1024]",
                    "[\"?\", \"oper_state\"]",
                    "[\"=\", \"pnode\", \"node1\"]",
                    "[\"=\", \"be/vcpus\", \"two\"]",
                    "[\"|\", [\"=\", \"disk_template\", \"drbd\"], [\"<\", \"name\", \"db2\"]]"),
            "network",
            List.of("[\"=\", \"network\", \"10.20.0.0/24\"]"),
            "job",
            List.of("[\"=\", \"status\", \"success\"]", "[\">\", \"id\", 1]"),
            "export",
            List.of("[\"=\", \"export\", \"web0.example.net\"]"),
            "filter",
            List.of());

    private final Function<Payload, JsonNode> asked;
    private final List<Payload> queries = new ArrayList<>();

    private QueryCatalogue(Function<Payload, JsonNode> asked) {
        this.asked = asked;
    }

    /**
     * All queries.
     *
     * @param daemon answers a request
     */
    public static List<Payload> of(Function<Payload, Payload> daemon) {
        QueryCatalogue catalogue = new QueryCatalogue(request ->
                LuxiJson.MAPPER.readTree(daemon.apply(request).toByteArray()).path("result"));
        CLASSIC.keySet().forEach(catalogue::addResource);
        WITHOUT_CLASSIC.forEach(catalogue::addResource);
        CLASSIC.forEach(catalogue::addClassic);
        catalogue.addJobs();
        catalogue.addExports();
        TAGGED.forEach(catalogue::addTags);
        catalogue.addCluster();
        return List.copyOf(catalogue.queries);
    }

    /** The request of that method. */
    public static Payload request(String method, String arguments) {
        return Payload.of("{\"method\": \"" + method + "\", \"args\": " + arguments + "}");
    }

    private void add(String method, String arguments) {
        queries.add(request(method, arguments));
    }

    private void addResource(String resource) {
        List<String> fields = fieldsOf(resource);
        String key = keyOf(resource);
        add("QueryFields", "[\"%s\", null]".formatted(resource));
        add("QueryFields", "[\"%s\", []]".formatted(resource));
        add("QueryFields", "[\"%s\", %s]".formatted(resource, quoted(fields)));
        add("Query", "[\"%s\", %s, null]".formatted(resource, quoted(fields)));
        add("Query", "[\"%s\", [\"%s\", \"no_such_field\"], null]".formatted(resource, key));
        for (String field : fields) {
            add("QueryFields", "[\"%s\", [\"%s\"]]".formatted(resource, field));
            add("Query", "[\"%s\", [\"%s\"], null]".formatted(resource, field));
            add("Query", "[\"%s\", [\"%s\", \"%s\", \"%s\"], null]".formatted(resource, field, key, field));
        }
        for (String filter : FILTERS.getOrDefault(resource, List.of())) {
            add("Query", "[\"%s\", [\"%s\"], %s]".formatted(resource, key, filter));
            add("Query", "[\"%s\", %s, %s]".formatted(resource, quoted(fields), filter));
        }
        for (List<String> names : choices(namesOf(resource))) {
            add("Query", "[\"%s\", %s, %s]".formatted(resource, quoted(some(fields)), oneOf(resource, key, names)));
        }
    }

    private void addClassic(String resource, String method) {
        List<String> fields = fieldsOf(resource);
        add(method, "[[], %s, false]".formatted(quoted(fields)));
        add(method, "[[], [\"name\", \"no_such_field\"], false]");
        add(method, "[[], [\"name\"], true]");
        fields.forEach(field -> add(method, "[[], [\"name\", \"%s\"], false]".formatted(field)));
        for (List<String> names : choices(namesOf(resource))) {
            add(method, "[%s, %s, false]".formatted(quoted(names), quoted(some(fields))));
        }
    }

    private void addJobs() {
        List<String> fields = fieldsOf("job");
        add("QueryJobs", "[[], %s]".formatted(quoted(fields)));
        add("QueryJobs", "[null, [\"id\", \"status\"]]");
        fields.forEach(field -> add("QueryJobs", "[[], [\"id\", \"%s\"]]".formatted(field)));
        for (String id : namesOf("job")) {
            add("QueryJobs", "[[%s], [\"id\", \"status\", \"summary\"]]".formatted(id));
        }
        add("QueryJobs", "[[1, 999999], [\"id\", \"status\"]]");
        add("QueryFilters", "[[], %s]".formatted(quoted(fieldsOf("filter"))));
    }

    private void addExports() {
        add("QueryExports", "[[], false]");
        for (List<String> names : choices(namesOf("node"))) {
            add("QueryExports", "[%s, false]".formatted(quoted(names)));
        }
    }

    private void addTags(String kind) {
        namesOf(kind.equals("nodegroup") ? "group" : kind)
                .forEach(name -> add("QueryTags", "[\"%s\", \"%s\"]".formatted(kind, name)));
        add("QueryTags", "[\"%s\", \"%s\"]".formatted(kind, NOBODY));
    }

    private void addCluster() {
        add("QueryTags", "[\"cluster\", \"\"]");
        add("QueryTags", "[\"galaxy\", \"\"]");
        add("QueryClusterInfo", "[]");
        add("QueryConfigValues", "[" + quoted(CONFIG_VALUES.subList(0, 4)) + "]");
        CONFIG_VALUES.forEach(value -> add("QueryConfigValues", "[[\"%s\"]]".formatted(value)));
        add("Query", "[\"galaxy\", [\"name\"], null]");
        add("Query", "[\"cluster\", [\"name\"], null]");
        add("QueryFields", "[\"galaxy\", null]");
    }

    private List<String> fieldsOf(String resource) {
        return asked
                .apply(request("QueryFields", "[\"%s\", null]".formatted(resource)))
                .path("fields")
                .values()
                .stream()
                .map(field -> field.path("name").asString())
                .toList();
    }

    private List<String> namesOf(String resource) {
        String request = "[\"%s\", [\"%s\"], null]".formatted(resource, keyOf(resource));
        return asked.apply(request("Query", request)).path("data").values().stream()
                .map(row -> row.path(0).path(1).asString(""))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static String keyOf(String resource) {
        return switch (resource) {
            case "job" -> "id";
            case "export" -> "node";
            case "filter" -> "uuid";
            default -> "name";
        };
    }

    /** Each name alone, all backwards, one twice, one in short and in capitals, and one that does not exist. */
    private static List<List<String>> choices(List<String> names) {
        if (names.isEmpty()) {
            return List.of(List.of(NOBODY));
        }
        List<String> backwards = new ArrayList<>(names);
        Collections.reverse(backwards);
        String first = names.getFirst();
        Stream<List<String>> special = Stream.of(
                backwards,
                List.of(first, first),
                List.of(first.split("\\.", 2)[0]),
                List.of(first.toUpperCase(Locale.ROOT)),
                List.of(first, NOBODY),
                List.of(NOBODY));
        return Stream.concat(names.stream().map(List::of), special).toList();
    }

    /** Ids are numbers, and there is no job of another name. */
    private static String oneOf(String resource, String key, List<String> names) {
        return names.stream()
                .map(name -> resource.equals("job") ? (name.matches("\\d+") ? name : "999999") : "\"" + name + "\"")
                .map(name -> "[\"=\", \"%s\", %s]".formatted(key, name))
                .collect(Collectors.joining(", ", "[\"|\", ", "]"));
    }

    /** A row in which its name and what changes with every write stand. */
    private static List<String> some(List<String> fields) {
        return Stream.of("name", "id", "node", "uuid", "serial_no", "mtime", "tags")
                .filter(fields::contains)
                .toList();
    }

    private static String quoted(List<String> words) {
        return words.stream().map(word -> "\"" + word + "\"").collect(Collectors.joining(", ", "[", "]"));
    }
}
