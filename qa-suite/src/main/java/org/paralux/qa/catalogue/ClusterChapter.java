package org.paralux.qa.catalogue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.paralux.luxi.LuxiMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What is asked of the cluster itself: its values, what it is, tags of every kind, and exports. */
final class ClusterChapter implements Chapter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonNode NOBODY = JSON.stringNode("nobody.example.net");
    private static final int MOST_TAGGED = 20;

    /** Kinds of tags, with the resource whose names they take. */
    private static final Map<String, String> TAGGED =
            Map.of("node", "node", "nodegroup", "group", "instance", "instance", "network", "network");

    private static final List<String> CONFIG_VALUES = List.of(
            "cluster_name",
            "master_node",
            "drain_flag",
            "watcher_pause",
            "modify_ssh_setup",
            "ssh_key_type",
            "ssh_key_bits");

    private final Vocabulary vocabulary;

    ClusterChapter(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public Stream<Case> cases() {
        return Stream.of(information(), values(), tags(), exports(), unserved()).flatMap(Function.identity());
    }

    private static Stream<Case> information() {
        Cell cell = new Cell("QueryClusterInfo", "whole");
        return Stream.of("[]", "[null]", "[1, \"x\"]")
                .map(arguments -> Case.of(cell, QueryForm.of(LuxiMethod.QUERY_CLUSTER_INFO, arguments)));
    }

    private static Stream<Case> values() {
        Stream<List<String>> lists = Stream.of(
                CONFIG_VALUES.subList(0, 4),
                CONFIG_VALUES,
                CONFIG_VALUES.reversed(),
                List.of(),
                List.of("cluster_name", "cluster_name"),
                List.of("no_such_value"),
                List.of("cluster_name", "no_such_value"));
        return Stream.concat(lists, CONFIG_VALUES.stream().map(List::of))
                .map(QueryForm::texts)
                .map(list -> Case.of(
                        new Cell("QueryConfigValues", "values"),
                        new QueryForm(LuxiMethod.QUERY_CONFIG_VALUES, List.of(list))));
    }

    private Stream<Case> tags() {
        Stream<Case> ofObjects = TAGGED.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(kind -> Stream.concat(
                                vocabulary.of(kind.getValue()).names().stream().limit(MOST_TAGGED),
                                Stream.of(NOBODY, JSON.stringNode(""), JSON.nullNode()))
                        .map(name -> tags(kind.getKey(), name)));
        Stream<Case> others = Stream.of("cluster", "galaxy", "group", "")
                .flatMap(kind ->
                        Stream.of(JSON.stringNode(""), JSON.nullNode(), NOBODY).map(name -> tags(kind, name)));
        return Stream.concat(others, ofObjects);
    }

    private static Case tags(String kind, JsonNode name) {
        return Case.of(
                new Cell("QueryTags", kind.isEmpty() ? "no kind" : kind),
                new QueryForm(LuxiMethod.QUERY_TAGS, List.of(JSON.stringNode(kind), name)));
    }

    private Stream<Case> exports() {
        return new NameChapter(vocabulary.of("node"))
                .choices()
                .flatMap(names -> Stream.of(false, true)
                        .filter(locking -> !locking || names.isEmpty())
                        .map(locking -> Case.of(
                                new Cell("QueryExports", "names"),
                                new QueryForm(
                                        LuxiMethod.QUERY_EXPORTS,
                                        List.of(JSON.arrayNode().addAll(names), JSON.booleanNode(locking))))));
    }

    /** Resources of which neither daemon tells any field, and one that does not exist. */
    private Stream<Case> unserved() {
        Stream<String> resources = vocabulary.resources().stream()
                .filter(words -> !words.isServed())
                .map(ResourceWords::resource);
        return Stream.concat(resources, Stream.of("galaxy", "", "Node"))
                .flatMap(resource -> Stream.of(
                        Case.of(
                                new Cell("Query/" + resource, "no such resource"),
                                QueryForm.query(resource, List.of("name"), null)),
                        Case.of(
                                new Cell("QueryFields/" + resource, "no such resource"),
                                QueryForm.fields(resource, null))));
    }
}
