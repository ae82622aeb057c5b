package org.paralux.qa.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.paralux.luxi.LuxiMethod;
import org.paralux.luxi.RequestKind;

/** Requests that are wrong in a well-formed frame: method, number and types of arguments, version. */
final class ErrorChapter implements Chapter {
    private static final List<String> METHODS =
            List.of("\"NoSuchMethod\"", "\"query\"", "\"QueryLocks\"", "\"\"", "null", "1", "[]", "{}");

    private static final List<String> ENVELOPES = List.of(
            "{\"method\": \"QueryClusterInfo\"}",
            "{\"args\": []}",
            "{\"method\": \"QueryTags\", \"args\": null}",
            "{\"method\": \"QueryTags\", \"args\": {}}",
            "{\"method\": \"QueryTags\", \"args\": \"cluster\"}",
            "{\"method\": \"QueryClusterInfo\", \"args\": null}",
            "{\"method\": \"QueryClusterInfo\", \"args\": \"x\"}");

    private static final List<String> VERSIONS =
            List.of("2070000", "3000000", "1", "0", "-1", "null", "\"2070000\"", "2070000.0", "1.5", "[]", "true");

    /** In place of an argument of any type. */
    private static final List<String> WRONG = List.of("null", "1", "\"x\"", "true", "{}", "[[]]", "[null]", "[1.5]");

    @Override
    public Stream<Case> cases() {
        Stream<Case> methods = METHODS.stream()
                .map(method -> Case.of(new Cell("envelope", "method"), "{\"method\": " + method + ", \"args\": []}"));
        Stream<Case> envelopes = ENVELOPES.stream().map(text -> Case.of(new Cell("envelope", "arguments"), text));
        Stream<Case> versions = VERSIONS.stream()
                .map(version -> Case.of(
                        new Cell("envelope", "version"),
                        "{\"method\": \"QueryConfigValues\", \"args\": [[\"cluster_name\"]], \"version\": " + version
                                + "}"));
        Stream<Case> arguments = Arrays.stream(LuxiMethod.values())
                .filter(method -> method.kind() == RequestKind.QUERY)
                .flatMap(method -> Stream.concat(wrongNumber(method), wrongTypes(method)));
        return Stream.of(methods, envelopes, versions, arguments).flatMap(Function.identity());
    }

    private static Stream<Case> wrongNumber(LuxiMethod method) {
        List<String> right = rightArguments(method);
        Cell cell = new Cell(method.wireName(), "number of arguments");
        return Stream.of(
                        right.subList(0, Math.max(0, right.size() - 1)),
                        List.<String>of(),
                        Stream.concat(right.stream(), Stream.of("null")).toList())
                .distinct()
                .filter(list -> !method.takes(list.size()))
                .map(list -> Case.of(cell, request(method, list)));
    }

    private static Stream<Case> wrongTypes(LuxiMethod method) {
        List<String> right = rightArguments(method);
        Cell cell = new Cell(method.wireName(), "types of arguments");
        return Stream.iterate(0, i -> i < right.size(), i -> i + 1)
                .flatMap(i -> WRONG.stream().map(wrong -> {
                    List<String> arguments = new ArrayList<>(right);
                    arguments.set(i, wrong);
                    return QueryForm.of(method, "[" + String.join(", ", arguments) + "]");
                }))
                .map(form -> Case.of(cell, form));
    }

    private static String request(LuxiMethod method, List<String> arguments) {
        return "{\"method\": \"%s\", \"args\": [%s]}".formatted(method.wireName(), String.join(", ", arguments));
    }

    /** Arguments that both daemons take. */
    private static List<String> rightArguments(LuxiMethod method) {
        return switch (method) {
            case QUERY_ANY -> List.of("\"node\"", "[\"name\"]", "null");
            case QUERY_FIELDS -> List.of("\"node\"", "null");
            case QUERY_NODES, QUERY_GROUPS, QUERY_INSTANCES, QUERY_NETWORKS -> List.of("[]", "[\"name\"]", "false");
            case QUERY_JOBS -> List.of("[]", "[\"id\"]");
            case QUERY_FILTERS -> List.of("[]", "[\"uuid\"]");
            case QUERY_EXPORTS -> List.of("[]", "false");
            case QUERY_CONFIG_VALUES -> List.of("[\"cluster_name\"]");
            case QUERY_TAGS -> List.of("\"cluster\"", "\"\"");
            default -> Collections.emptyList();
        };
    }
}
