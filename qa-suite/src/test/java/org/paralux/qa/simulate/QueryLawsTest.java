package org.paralux.qa.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Laws that queries keep, whatever the daemon, the resource and the filter. */
class QueryLawsTest {
    private static final Map<DaemonStyle, EmbeddedDaemon> DAEMONS = new EnumMap<>(DaemonStyle.class);
    private static @TempDir Path folder;
    private static World world;

    /** Conditions that both daemons accept, and that no field without a value spoils. */
    private static final List<String> INSTANCE_CONDITIONS = List.of(
            "[\"?\", \"admin_up\"]",
            "[\"=\", \"status\", \"running\"]",
            "[\"!=\", \"status\", \"running\"]",
            "[\">\", \"be/maxmem\", 1024]",
            "[\"<=\", \"be/maxmem\", 2048]",
            "[\"=~\", \"name\", \"^web\"]",
            "[\"=[]\", \"tags\", \"web\"]",
            "[\"=\", \"pnode\", \"node1\"]",
            "[\"=\", \"disk_template\", \"drbd\"]",
            "[\"<\", \"name\", \"db2\"]",
            "[\"=\", \"name\", \"web1\"]",
            "[\"|\"]",
            "[\"&\"]");

    @BeforeAll
    static void start() throws IOException {
        world = World.of(null);
        for (DaemonStyle style : DaemonStyle.values()) {
            DAEMONS.put(style, EmbeddedDaemon.start(DaemonOptions.of(folder.resolve(style.name()), style), world));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        for (EmbeddedDaemon daemon : DAEMONS.values()) {
            daemon.close();
        }
        world.close();
    }

    private static Probe probe(DaemonStyle style) throws IOException {
        return new Probe(Objects.requireNonNull(DAEMONS.get(style)).socket());
    }

    static Stream<Arguments> stylesAndResources() {
        return Arrays.stream(DaemonStyle.values())
                .flatMap(style -> Stream.of("node", "group", "instance", "network")
                        .map(resource -> Arguments.of(style, resource)));
    }

    private static List<String> names(JsonNode queryResult) {
        return queryResult.path("data").values().stream()
                .map(row -> row.path(0).path(1).asString())
                .toList();
    }

    private static List<String> select(Probe probe, String filter) throws IOException {
        return names(probe.result("Query", "[\"instance\", [\"name\"], %s]".formatted(filter)));
    }

    private static String either(List<String> names, UnaryOperator<String> form) {
        return names.stream()
                .map(name -> "[\"=\", \"name\", \"%s\"]".formatted(form.apply(name)))
                .toList()
                .toString()
                .replaceFirst("\\[", "[\"|\", ");
    }

    @ParameterizedTest
    @MethodSource("stylesAndResources")
    void aFilterOfNamesAloneIsTheClassicCall(DaemonStyle style, String resource) throws IOException {
        try (Probe probe = probe(style)) {
            List<String> all = names(probe.result("Query", "[\"%s\", [\"name\"], null]".formatted(resource)));
            for (int from = 0; from < all.size(); from++) {
                List<String> some = all.subList(from, all.size());
                JsonNode query = probe.result(
                        "Query",
                        "[\"%s\", [\"name\", \"tags\", \"serial_no\", \"mtime\"], %s]"
                                .formatted(resource, either(some, name -> name)));
                String quoted =
                        some.stream().map(name -> "\"" + name + "\"").toList().toString();
                JsonNode classic = probe.result(
                        "Query" + Character.toUpperCase(resource.charAt(0)) + resource.substring(1) + "s",
                        "[%s, [\"name\", \"tags\", \"serial_no\", \"mtime\"], false]".formatted(quoted));
                assertEquals(bare(query), classic.toString());
            }
        }
    }

    private static String bare(JsonNode queryResult) {
        return queryResult.path("data").values().stream()
                .map(row -> row.values().stream()
                        .map(cell -> cell.path(1).toString())
                        .toList()
                        .toString()
                        .replace(", ", ","))
                .toList()
                .toString()
                .replace("], [", "],[");
    }

    @ParameterizedTest
    @MethodSource("stylesAndResources")
    void theOrderOfFieldsChangesNoValue(DaemonStyle style, String resource) throws IOException {
        long seed = 20260304;
        Random random = new Random(seed);
        try (Probe probe = probe(style)) {
            List<String> fields =
                    probe.result("QueryFields", "[\"%s\", null]".formatted(resource)).path("fields").values().stream()
                            .map(field -> field.path("name").asString())
                            .toList();
            Map<String, List<String>> straight = columns(probe, resource, fields);
            List<String> shuffled = new ArrayList<>(fields);
            Collections.shuffle(shuffled, random);
            assertEquals(straight, columns(probe, resource, shuffled), () -> "seed " + seed);
            assertEquals(fields.size(), straight.size());
        }
    }

    private static Map<String, List<String>> columns(Probe probe, String resource, List<String> fields)
            throws IOException {
        String quoted = fields.stream().map(name -> "\"" + name + "\"").toList().toString();
        JsonNode result = probe.result("Query", "[\"%s\", %s, null]".formatted(resource, quoted));
        Map<String, List<String>> columns = new HashMap<>();
        IntStream.range(0, fields.size())
                .forEach(i -> columns.put(
                        fields.get(i),
                        result.path("data").values().stream()
                                .map(row -> row.path(i).toString())
                                .toList()));
        return columns;
    }

    static Stream<Arguments> pairsOfConditions() {
        return Arrays.stream(DaemonStyle.values())
                .flatMap(style -> INSTANCE_CONDITIONS.stream()
                        .flatMap(left -> INSTANCE_CONDITIONS.stream().map(right -> Arguments.of(style, left, right))));
    }

    @ParameterizedTest
    @MethodSource("pairsOfConditions")
    void andNarrowsAndOrWidens(DaemonStyle style, String left, String right) throws IOException {
        try (Probe probe = probe(style)) {
            Set<String> leftRows = new LinkedHashSet<>(select(probe, left));
            Set<String> rightRows = new LinkedHashSet<>(select(probe, right));
            Set<String> both = new LinkedHashSet<>(leftRows);
            both.retainAll(rightRows);
            Set<String> either = new LinkedHashSet<>(leftRows);
            either.addAll(rightRows);
            assertEquals(both, Set.copyOf(select(probe, "[\"&\", %s, %s]".formatted(left, right))));
            assertEquals(either, Set.copyOf(select(probe, "[\"|\", %s, %s]".formatted(left, right))));
        }
    }

    @ParameterizedTest
    @EnumSource(DaemonStyle.class)
    void aConditionAndItsOppositeShareTheRows(DaemonStyle style) throws IOException {
        try (Probe probe = probe(style)) {
            List<String> all = select(probe, "null");
            for (String condition : INSTANCE_CONDITIONS) {
                List<String> rows = new ArrayList<>(select(probe, condition));
                rows.addAll(select(probe, "[\"!\", %s]".formatted(condition)));
                assertEquals(Set.copyOf(all), Set.copyOf(rows), condition);
                assertEquals(all.size(), rows.size(), condition);
            }
        }
    }

    @Test
    void namesKeepTheirOrderAndOnlyLuxidTheirRepetition() throws IOException {
        List<String> asked = List.of("web2.example.net", "db1.example.net", "web2.example.net");
        String filter = either(asked, name -> name);
        try (Probe luxid = probe(DaemonStyle.LUXID);
                Probe masterd = probe(DaemonStyle.MASTERD)) {
            assertEquals(asked, select(luxid, filter));
            assertEquals(asked.subList(0, 2), select(masterd, filter));
            assertEquals(asked.subList(0, 1), select(luxid, either(List.of("web2"), name -> name)));
            assertEquals(asked.subList(0, 1), select(masterd, either(List.of("WEB2"), name -> name)));
        }
    }

    @Test
    void unknownNamesAreRefusedByAFilterAndSkippedByLuxidsClassicCalls() throws IOException {
        String filter = "[\"node\", [\"name\"], [\"|\", [\"=\", \"name\", \"node1\"], [\"=\", \"name\", \"gone\"]]]";
        String classic = "[[\"node1.example.net\", \"gone\"], [\"name\"], false]";
        try (Probe luxid = probe(DaemonStyle.LUXID);
                Probe masterd = probe(DaemonStyle.MASTERD)) {
            assertEquals("OpPrereqError/unknown_entity", luxid.failure("Query", filter));
            assertEquals("OpPrereqError/unknown_entity", masterd.failure("Query", filter));
            assertEquals(
                    "[[\"node1.example.net\"]]",
                    luxid.result("QueryNodes", classic).toString());
            assertEquals("OpPrereqError/unknown_entity", masterd.failure("QueryNodes", classic));
        }
    }

    @Test
    void whatIsMissingMeetsEveryComparisonAtLuxidAndIsGreaterAtMasterd() throws IOException {
        try (Probe luxid = probe(DaemonStyle.LUXID);
                Probe masterd = probe(DaemonStyle.MASTERD)) {
            String offline = "node11.example.net";
            for (String operator : List.of("=", "!=", "<", ">")) {
                String filter = "[\"node\", [\"name\"], [\"%s\", \"mfree\", 1]]".formatted(operator);
                assertTrue(names(luxid.result("Query", filter)).contains(offline), operator);
                assertEquals(
                        operator.equals("!=") || operator.equals(">"),
                        names(masterd.result("Query", filter)).contains(offline),
                        operator);
            }
        }
    }

    @Test
    void truthIsForTruthValuesAtLuxidAndForEverythingAtMasterd() throws IOException {
        String tagged = "[\"instance\", [\"name\"], [\"?\", \"tags\"]]";
        try (Probe luxid = probe(DaemonStyle.LUXID);
                Probe masterd = probe(DaemonStyle.MASTERD)) {
            assertEquals("ParameterError/", luxid.failure("Query", tagged));
            assertEquals(7, masterd.result("Query", tagged).path("data").size());
        }
    }

    @Test
    void valuesMustFitTheKindAtMasterd() throws IOException {
        try (Probe masterd = probe(DaemonStyle.MASTERD)) {
            for (String filter : List.of(
                    "[\"=\", \"name\", 5]",
                    "[\"=\", \"mfree\", \"5\"]",
                    "[\"=\", \"offline\", 1]",
                    "[\"=\", \"nosuch\", 1]",
                    "[\"~\", \"name\", 1]",
                    "[\"!\"]")) {
                assertEquals(
                        "ParameterError/",
                        masterd.failure("Query", "[\"node\", [\"name\"], %s]".formatted(filter)),
                        filter);
            }
            String deep = "[\"!\", ".repeat(10) + "[\"?\", \"offline\"]" + "]".repeat(10);
            assertEquals("ParameterError/", masterd.failure("Query", "[\"node\", [\"name\"], %s]".formatted(deep)));
            String offline = "[\"node\", [\"name\"], [\"=\", \"offline\", true]]";
            assertEquals(List.of("node11.example.net"), names(masterd.result("Query", offline)));
        }
    }

    @ParameterizedTest
    @EnumSource(DaemonStyle.class)
    void statusesSayWhyThereIsNoValue(DaemonStyle style) throws IOException {
        try (Probe probe = probe(style)) {
            JsonNode rows = probe.result(
                            "Query", "[\"node\", [\"name\", \"mfree\", \"nosuch\", \"powered\", \"spfree\"], null]")
                    .path("data");
            String missing = style == DaemonStyle.LUXID ? "2" : "3";
            assertEquals(
                    List.of("0,0,1,3," + missing, "0,0,1,3," + missing, "0,0,1,3,0", "0,0,1,3," + missing, "0,4,1,3,4"),
                    rows.values().stream()
                            .map(row -> String.join(
                                    ",",
                                    row.values().stream()
                                            .map(cell -> cell.path(0).toString())
                                            .toList()))
                            .toList());
        }
    }
}
