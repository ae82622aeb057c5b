package org.paralux.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.paralux.diff.KnownRowDifferences.UUID;
import static org.paralux.diff.KnownRowDifferences.row;
import static org.paralux.diff.Replies.failure;
import static org.paralux.diff.Replies.query;
import static org.paralux.diff.Replies.rows;
import static org.paralux.diff.Replies.success;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.paralux.luxi.Query;

/**
 * Every row of the catalogue of known differences that a reply can show, with the place, kind and cause it is told by, and
 * the other way round: the daemons may be swapped. D-69 is a matter of time, D-59 and D-65 of clients and of waits.
 */
class KnownDifferencesTest {
    private static final Map<String, String> THE_OTHER_WAY = Map.of(
            " stale-configuration", " newer-configuration",
            " missing ", " extra ",
            " extra ", " missing ",
            " missing-row ", " extra-row ",
            " extra-row ", " missing-row ");

    private static Stream<Arguments> results() {
        Query info = query("{\"method\":\"QueryClusterInfo\",\"args\":[]}");
        String field = "{\"name\":\"ctime\",\"title\":\"%s\",\"kind\":\"%s\",\"doc\":\"d\"}";
        Query fields = query("{\"method\":\"QueryFields\",\"args\":[\"network\",null]}");
        Query values = query("{\"method\":\"QueryConfigValues\",\"args\":[[\"cluster_name\",\"drain_flag\"]]}");
        return Stream.of(
                row(
                        "D-20",
                        info,
                        success("{\"architecture\":[\"64bit\",\"x86_64\"]}"),
                        success("{\"architecture\":[\"64bits\",\"x86_64\"]}"),
                        "result.architecture[0] value enum-spelling"),
                row(
                        "D-21",
                        info,
                        success("{\"enabled_hypervisors\":[\"kvm\"],\"hvparams\":{\"kvm\":{}}}"),
                        success("{\"enabled_hypervisors\":[\"kvm\"],\"hvparams\":{\"kvm\":{},\"lxc\":{\"a\":1}}}"),
                        "result.hvparams.lxc extra disabled-hypervisor"),
                row(
                        "D-22",
                        info,
                        success("{\"master\":\"n1\"}"),
                        success("{\"master\":\"" + UUID + "\"}"),
                        "result.master value uuid-for-name"),
                row(
                        "D-23",
                        info,
                        success("{\"a\":1}"),
                        success("{\"a\":1,\"vcs_version\":\"v\"}"),
                        "result.vcs_version extra added-by-release"),
                row(
                        "D-35",
                        fields,
                        success("{\"fields\":[" + field.formatted("A", "text") + "]}"),
                        success("{\"fields\":[" + field.formatted("B", "text") + "]}"),
                        "result.fields[ctime].title field-definition definition-wording"),
                row(
                        "D-36, D-37",
                        fields,
                        success("{\"fields\":[" + field.formatted("A", "text") + "]}"),
                        success("{\"fields\":[" + field.formatted("A", "unknown") + "]}"),
                        "result.fields[ctime].kind field-definition unknown-field"),
                row(
                        "D-43",
                        query("{\"method\":\"QueryFields\",\"args\":[\"instance\",null]}"),
                        success("{\"fields\":[{\"name\":\"name\"}]}"),
                        success("{\"fields\":[{\"name\":\"hv/migration_port\"},{\"name\":\"name\"}]}"),
                        "result.fields[hv/migration_port] extra hidden-parameter"),
                row(
                        "D-42",
                        query("{\"method\":\"QueryExports\",\"args\":[[],false]}"),
                        success("{\"n1\":[\"e\"]}"),
                        success("[[\"n1\",\"e\"]]"),
                        "result shape result-shape"),
                row(
                        "D-64",
                        values,
                        success("[\"c\",true]"),
                        success("[\"c\",false]"),
                        "result.drain_flag value inverted-boolean"),
                row(
                        "S-7 classic",
                        query("{\"method\":\"QueryNodes\",\"args\":[[],[\"name\",\"ctime\"],false]}"),
                        success("[[\"n1\",null]]"),
                        success("[[\"n1\",0]]"),
                        "result[n1].ctime type zero-or-absent-time"),
                row(
                        "D-47",
                        query("node", "name", "name"),
                        rows("name name", "[[0,\"n\"],[0,\"n\"]]"),
                        rows("name", "[[0,\"n\"]]"),
                        "result.fields[name] missing unexplained"));
    }

    private static Stream<Arguments> errors() {
        String unknown = failure("[\"OpPrereqError\",[\"Node name x not found\",\"unknown_entity\"]]");
        Query node = query("{\"method\":\"QueryNodes\",\"args\":[[\"x\"],[\"name\"],false]}");
        String unparsed = failure("\"Failed to parse request: Cannot convert value\"");
        return Stream.of(
                row(
                        "D-3, D-14, D-16, D-17, D-19",
                        node,
                        unknown,
                        success("[]"),
                        "success answer-or-error error-or-empty"),
                row(
                        "D-14, D-15",
                        node,
                        unknown,
                        success("[[\"x.example.com\"]]"),
                        "success answer-or-error name-lookup"),
                row(
                        "D-54",
                        query("{\"method\":\"QueryJobs\",\"args\":[[],[\"id\"]]}"),
                        failure("[\"BlockDeviceError\",[\"unreadable\"]]"),
                        success("[]"),
                        "success answer-or-error error-or-empty"),
                row(
                        "D-48, D-50, D-52, D-57",
                        node,
                        success("[[\"x\"]]"),
                        unparsed,
                        "success answer-or-error request-unparsable"),
                row(
                        "S-17, D-52",
                        node,
                        success("[]"),
                        failure("\"Caught exception: 'NoneType'\""),
                        "success answer-or-error daemon-exception"),
                row(
                        "D-51",
                        node,
                        success("[]"),
                        failure("[\"ParameterError\",[\"boolean context\"]]"),
                        "success answer-or-error filter-refused"),
                row(
                        "D-40, D-60",
                        node,
                        success("[]"),
                        failure("[\"ConfigurationError\",[\"no valid\"]]"),
                        "success answer-or-error configuration-unreadable"),
                row("D-55, D-56, S-18", node, unknown, unparsed, "result.class error-class error-shape"),
                row(
                        "class",
                        node,
                        unknown,
                        failure("[\"OpExecError\",[\"x\",\"unknown_entity\"]]"),
                        "result.class error-class unexplained"),
                row(
                        "code",
                        node,
                        unknown,
                        failure("[\"OpPrereqError\",[\"x\",\"wrong_input\"]]"),
                        "result.code error-code unexplained"),
                row(
                        "S-10",
                        node,
                        unknown,
                        failure("[\"OpPrereqError\",[\"Node 'x' not known\",\"unknown_entity\"]]"),
                        "match"),
                row("two texts", node, unparsed, failure("\"Caught exception: need more values\""), "match"),
                row(
                        "D-66",
                        null,
                        success("{\"secret\":\"abc\"}"),
                        success("{\"secret\":null}"),
                        "result.secret type unexplained"));
    }

    private static Stream<Arguments> wire() {
        String tags = "{\"method\":\"QueryTags\",\"args\":[\"node\",\"n1\"]}";
        return Stream.of(
                row("S-1", null, success("{\"a\":1,\"b\":2}"), success("{\"b\":2,\"a\":1}"), "match"),
                row("S-2", null, success("[1,2]"), success("[1, 2]") + "\n", "match"),
                row("S-3", null, success("[4.0]"), success("[4]"), "match"),
                row("S-4", null, success("[1358761234.5678]"), success("[1.3587612345678e9]"), "match"),
                row("D-70", null, success("[1358761234.0,0.05]"), success("[1358761234,5.0e-2]"), "match"),
                row("S-6", null, success("[\"\\u00e9\"]"), success("[\"\u00e9\"]"), "match"),
                row(
                        "S-5",
                        query("node", "name", "tags"),
                        rows("name tags", "[[0,\"n\"],[0,[\"a\",\"b\"]]]"),
                        rows("name tags", "[[0,\"n\"],[0,[\"b\",\"a\"]]]"),
                        "equivalent"),
                row("S-5", query(tags), success("[\"a\",\"b\"]"), success("[\"b\",\"a\"]"), "equivalent"),
                row(
                        "a set with another element",
                        query(tags),
                        success("[\"a\",\"b\"]"),
                        success("[\"b\",\"c\"]"),
                        "result[a] missing unexplained",
                        "result[c] extra unexplained"));
    }

    private static Stream<Arguments> all() {
        return Stream.of(
                        KnownRowDifferences.rowsAndOrders(),
                        KnownRowDifferences.cells(),
                        KnownRowDifferences.insideCells(),
                        results(),
                        errors(),
                        wire())
                .flatMap(each -> each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void aKnownDifferenceIsFoundAndNamed(
            String id, @Nullable Query query, String primary, String shadow, List<String> told) {
        assertEquals(String.join("\n", told), Replies.told(Replies.compare(query, primary, shadow)), id);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void andTheOtherWayRound(String id, @Nullable Query query, String primary, String shadow, List<String> told) {
        String expected =
                told.stream().map(KnownDifferencesTest::swapped).sorted().collect(Collectors.joining("\n"));
        String found = Replies.told(Replies.compare(query, /* primary= */ shadow, /* shadow= */ primary))
                .lines()
                .sorted()
                .collect(Collectors.joining("\n"));
        assertEquals(expected, found, id);
    }

    private static String swapped(String told) {
        return THE_OTHER_WAY.entrySet().stream()
                .filter(entry -> told.contains(entry.getKey()))
                .findFirst()
                .map(entry -> told.replace(entry.getKey(), entry.getValue()))
                .orElse(told);
    }

    private static Stream<Arguments> refusals() {
        Query networks = query("{\"method\":\"QueryNetworks\",\"args\":[[],[\"name\"],false]}");
        Query instances = query("instance", "name");
        Query unusual = query("{\"method\":\"Query\",\"args\":[\"network\",[\"name\"],[\"!=\",\"name\",\"x\"]]}");
        return Stream.of(
                arguments(instances, "[\"GenericError\",[\"Luxi call 'QueryInstances' not implemented\"]]", "refused"),
                arguments(instances, "[\"GenericError\",[\"Query 'instance' not supported\"]]", "refused"),
                arguments(instances, "[\"GenericError\",[\"Query 'ItemTypeOpCode QROs' not supported\"]]", "refused"),
                arguments(networks, "\"Failed to parse request: whatever\"", "refused"),
                arguments(query("network", "name"), "\"Failed to parse request: whatever\"", "refused"),
                arguments(
                        query("extstorage", "name"),
                        "\"Failed to parse request: neitherQueryTypeLuxi nor\"",
                        "refused"),
                arguments(
                        query("{\"method\":\"QueryTags\",\"args\":[\"network\",\"n\"]}"),
                        "\"Failed to parse request: Invalid string value for type TagKind: \\\"network\\\"\"",
                        "refused"),
                arguments(networks, "\"Caught exception: Invalid operation 'QueryNetworks'\"", "refused"),
                arguments(
                        query("filter", "uuid"),
                        "[\"OpPrereqError\",[\"Resource type 'filter' unknown\",\"wrong_input\"]]",
                        "refused"),
                arguments(
                        unusual, "\"Failed to parse request: whatever\"", "success answer-or-error request-unparsable"),
                arguments(
                        instances,
                        "\"Failed to parse request: Unable to read list\"",
                        "success answer-or-error request-unparsable"),
                arguments(
                        instances, "[\"GenericError\",[\"Queue drained\"]]", "success answer-or-error error-or-empty"));
    }

    /** D-44, D-53, and what must not be mistaken for them. */
    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalIsOneOfAClosedList(Query query, String result, String told) {
        assertEquals(told, Replies.told(Replies.compare(query, success("[]"), failure(result))));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatThePrimaryRefusesIsNoRefusalOfTheShadow(Query query, String result, String told) {
        String back = Replies.told(Replies.compare(query, failure(result), success("[]")));
        assertEquals(told.equals("refused") ? "success answer-or-error refused-by-primary" : told, back);
    }
}
