package org.paralux.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;
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
    private static final String UUID = "3f4aab4f-0c90-4b6c-a08a-bb87369854e4";

    private static final Map<String, String> THE_OTHER_WAY = Map.of(
            " stale-configuration", " newer-configuration",
            " missing ", " extra ",
            " extra ", " missing ",
            " missing-row ", " extra-row ",
            " extra-row ", " missing-row ");

    private static Arguments row(String id, @Nullable Query query, String primary, String shadow, String... told) {
        return arguments(id, query, primary, shadow, List.of(told));
    }

    private static Stream<Arguments> rowsAndOrders() {
        Query nodes = query("node", "name");
        Query both = query("{\"method\":\"Query\",\"args\":[\"node\",[\"name\"],"
                + "[\"|\",[\"=\",\"name\",\"n2\"],[\"=\",\"name\",\"n1\"]]]}");
        Query jobs = query("{\"method\":\"QueryJobs\",\"args\":[[7],[\"id\",\"status\"]]}");
        Query classic = query("{\"method\":\"QueryNodes\",\"args\":[[\"n1\",\"n1\"],[\"name\"],false]}");
        Query exports = query("export", "node", "export");
        return Stream.of(
                row(
                        "D-1",
                        nodes,
                        rows("name", "[[0,\"n2\"]]", "[[0,\"n10\"]]"),
                        rows("name", "[[0,\"n10\"]]", "[[0,\"n2\"]]"),
                        "result.data order sort-order"),
                row(
                        "D-2",
                        both,
                        rows("name", "[[0,\"n2\"]]", "[[0,\"n1\"]]"),
                        rows("name", "[[0,\"n1\"]]", "[[0,\"n2\"]]"),
                        "result.data order requested-order"),
                row(
                        "D-5",
                        nodes,
                        rows("name", "[[0,\"b1c2d3e4f5g6h7i10\"]]", "[[0,\"b1c2d3e4f5g6h7i2\"]]"),
                        rows("name", "[[0,\"b1c2d3e4f5g6h7i2\"]]", "[[0,\"b1c2d3e4f5g6h7i10\"]]"),
                        "result.data order sort-order"),
                row(
                        "D-6",
                        query("{\"method\":\"QueryFields\",\"args\":[\"instance\",null]}"),
                        success("{\"fields\":[{\"name\":\"disk.size/2\"},{\"name\":\"disk.size/10\"}]}"),
                        success("{\"fields\":[{\"name\":\"disk.size/10\"},{\"name\":\"disk.size/2\"}]}"),
                        "result.fields order sort-order"),
                row(
                        "D-18",
                        jobs,
                        success("[[7,\"success\"]]"),
                        success("[[7,\"success\"],[7,\"success\"]]"),
                        "result[7] duplicate-row repeated-row"),
                row(
                        "S-13",
                        classic,
                        success("[[\"n1\"]]"),
                        success("[[\"n1\"],[\"n1\"]]"),
                        "result[n1] duplicate-row repeated-request"),
                row(
                        "D-41",
                        exports,
                        rows("node export", "[[0,\"n1\"],[0,\"e\"]]"),
                        rows("node export", "[[0,\"n1\"],[0,\"e\"]]", "[[0,\"n2\"],[3,null]]"),
                        "result.data[n2 null] extra-row row-without-data"),
                row(
                        "S-9",
                        query("node", "name", "group"),
                        rows("name group", "[[0,\"n1\"],[0,\"g\"]]", "[[0,\"n2\"],[2,null]]"),
                        rows("name group", "[[0,\"n2\"],[2,null]]", "[[0,\"n1\"],[0,\"g\"]]"),
                        "result.data order unresolved-first"),
                row(
                        "S-14",
                        query("job", "id", "status"),
                        rows("id status", "[[0,1],[0,\"success\"]]"),
                        rows("id status", "[[0,1],[0,\"success\"]]", "[[0,2],[3,null]]"),
                        "result.data[2] extra-row row-without-data"),
                row(
                        "S-16",
                        query("{\"method\":\"Query\",\"args\":[\"job\",[\"id\",\"archived\"],[\"?\",\"archived\"]]}"),
                        rows("id archived", "[[0,1],[0,true]]"),
                        rows("id archived"),
                        "result.data[1] missing-row archived-job"),
                row(
                        "D-68",
                        query("job", "id", "status"),
                        rows("id status", "[[0,1],[0,\"success\"]]"),
                        rows("id status"),
                        "result.data[1] missing-row job-gone"),
                row(
                        "S-15",
                        query("job", "id", "status"),
                        rows("id status", "[[0,1],[0,\"success\"]]", "[[0,2],[0,\"error\"]]"),
                        rows("id status", "[[0,1],[0,\"success\"]]"),
                        "result.data[2] missing-row job-gone"),
                row(
                        "D-45, D-46, D-47, D-49",
                        query("{\"method\":\"Query\",\"args\":[\"job\",[\"id\"],[\"=\",\"status\",\"error\"]]}"),
                        rows("id", "[[0,1]]"),
                        rows("id", "[[0,1]]", "[[0,2]]", "[[0,3]]"),
                        "result.data[2] extra-row filter-semantics",
                        "result.data[3] extra-row filter-semantics"),
                row(
                        "D-15, S-11",
                        query("{\"method\":\"Query\",\"args\":[\"node\",[\"name\"],[\"=\",\"name\",\"N1\"]]}"),
                        rows("name", "[[0,\"n1.example.com\"]]"),
                        rows("name"),
                        "result.data[n1.example.com] missing-row name-lookup"),
                row(
                        "D-17, S-12",
                        query("{\"method\":\"QueryGroups\",\"args\":[[\"" + UUID + "\"],[\"name\"],false]}"),
                        success("[[\"default\"]]"),
                        success("[]"),
                        "result[default] missing-row uuid-for-name"),
                row(
                        "truncated",
                        nodes,
                        rows("name", "[[0,\"n1\"]]", "[[0,\"n2\"]]", "[[0,\"n3\"]]"),
                        rows("name", "[[0,\"n1\"]]"),
                        "result.data[n2] missing-row truncated-list",
                        "result.data[n3] missing-row truncated-list"));
    }

    private static Stream<Arguments> cells() {
        return Stream.of(
                cell("D-7", "node", "pinst_list", "[0,[\"b\",\"a\"]]", "[0,[\"a\",\"b\"]]", "order set-order"),
                cell("D-8", "group", "pinst_list", "[0,[\"a\",\"b\"]]", "[0,[\"b\",\"a\"]]", "order set-order"),
                cell("D-9", "group", "node_list", "[0,[\"a\",\"b\"]]", "[0,[\"b\",\"a\"]]", "order set-order"),
                cell("D-10", "group", "node_cnt", "[0,3]", "[0,0]", "value lost-join"),
                cell("D-11", "node", "master", "[0,true]", "[0,false]", "value master-unknown"),
                cell("D-12, D-13", "node", "role", "[0,\"M\"]", "[0,\"C\"]", "value master-unknown"),
                cell("D-24, D-27", "node", "hv_state", "[3,null]", "[2,null]", "status no-data-or-unavailable"),
                cell("D-25", "network", "gateway", "[3,null]", "[2,null]", "status no-data-or-unavailable"),
                cell("D-28", "node", "powered", "[3,null]", "[2,null]", "status no-data-or-unavailable"),
                cell("S-19", "node", "group", "[3,null]", "[2,null]", "status no-data-or-unavailable"),
                cell("D-29", "node", "mfree", "[0,5]", "[0,null]", "type null-with-normal-status"),
                cell("D-30", "node", "dfree", "[0,5]", "[0,[5]]", "type wrapped-value"),
                cell("D-31", "node", "mfree", "[0,512]", "[0,1024]", "value live-drift"),
                cell("D-33", "node", "dfree", "[0,512]", "[0,1024]", "value live-drift"),
                cell("D-32", "node", "mfree", "[0,512]", "[2,null]", "status rpc-failed"),
                cell("offline", "node", "mfree", "[4,null]", "[2,null]", "status offline-or-not"),
                cell("D-36", "network", "external_reservations", "[0,\"\"]", "[1,null]", "status unknown-field"),
                cell("D-37", "network", "ctime", "[0,1.5]", "[1,null]", "status unknown-field"),
                cell("S-7", "node", "ctime", "[3,null]", "[0,0]", "status zero-or-absent-time"),
                cell("D-63", "instance", "status", "[0,\"USER_down\"]", "[0,\"ADMIN_down\"]", "value instance-state"),
                cell("stale", "node", "serial_no", "[0,8]", "[0,7]", "value stale-configuration"),
                cell("uuid", "instance", "pnode", "[0,\"n1\"]", "[0,\"" + UUID + "\"]", "value uuid-for-name"),
                cell("short", "instance", "pnode", "[0,\"n1\"]", "[0,\"n1.example.com\"]", "value short-name"),
                cell("nan", "group", "x", "[0,NaN]", "[0,null]", "type nan-or-null"),
                cell("digits", "job", "x", "[0,7]", "[0,\"7\"]", "type number-or-text"),
                cell("latin", "node", "x", "[0,\"caf\u00e9\"]", "[0,\"caf\u00c3\u00a9\"]", "value text-encoding"),
                cell("redacted", "instance", "x", "[0,\"s3cret\"]", "[0,\"<redacted>\"]", "value redacted"),
                cell("unknown", "instance", "os", "[0,\"a\"]", "[0,\"b\"]", "value unexplained"));
    }

    /** One row, named {@code r}, of which one cell differs. */
    private static Arguments cell(
            String id, String resource, String field, String primary, String shadow, String told) {
        return row(
                id,
                query(resource, "uuid", field),
                rows("uuid " + field, "[[0,\"r\"]," + primary + "]"),
                rows("uuid " + field, "[[0,\"r\"]," + shadow + "]"),
                "result.data[r]." + field + " " + told);
    }

    private static Stream<Arguments> insideCells() {
        return Stream.of(
                inside(
                        "D-34",
                        "group",
                        "diskparams",
                        "{\"drbd\":{\"a\":1},\"plain\":{}}",
                        "{}",
                        ".drbd missing unmerged-defaults",
                        ".plain missing unmerged-defaults"),
                inside(
                        "D-38",
                        "network",
                        "inst_list",
                        "[\"i1\",\"i2\"]",
                        "[]",
                        "[i1] missing lost-join",
                        "[i2] missing lost-join"),
                inside("D-38", "network", "inst_list", "[\"i1\"]", "[\"" + UUID + "\"]", "[0] value uuid-for-name"),
                inside(
                        "D-39",
                        "network",
                        "group_list",
                        "[[\"g\",\"bridged\",\"br0\"]]",
                        "[[\"g\",\"bridged\",\"br0\",\"-\"]]",
                        "[0][3] extra tuple-arity"),
                inside(
                        "D-58, S-8",
                        "instance",
                        "hvparams",
                        "{\"a\":1,\"b\":null}",
                        "{\"a\":1}",
                        ".b missing null-or-absent"),
                inside(
                        "D-62",
                        "job",
                        "ops",
                        "[{\"OP_ID\":\"OP_X\",\"comment\":null}]",
                        "[{\"OP_ID\":\"OP_X\"}]",
                        "[0].comment missing null-or-absent"),
                inside(
                        "D-61",
                        "job",
                        "summary",
                        "[\"TEST_DELAY(0.1)\"]",
                        "[\"TEST_DELAY(0.10)\"]",
                        "[0] value summary-format"),
                inside(
                        "list",
                        "instance",
                        "nic.macs",
                        "[\"a\",\"b\",\"c\",\"d\"]",
                        "[\"a\",\"b\"]",
                        "[c] missing truncated-list",
                        "[d] missing truncated-list"),
                inside(
                        "S-5 with repeats",
                        "instance",
                        "nic.modes",
                        "[\"x\",\"y\",\"x\"]",
                        "[\"x\",\"x\",\"y\"]",
                        " order list-order"));
    }

    private static Arguments inside(
            String id, String resource, String field, String primary, String shadow, String... told) {
        return row(
                id,
                query(resource, "uuid", field),
                rows("uuid " + field, "[[0,\"r\"],[0," + primary + "]]"),
                rows("uuid " + field, "[[0,\"r\"],[0," + shadow + "]]"),
                Stream.of(told).map(each -> "result.data[r]." + field + each).toArray(String[]::new));
    }

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
        return Stream.of(rowsAndOrders(), cells(), insideCells(), results(), errors(), wire())
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
        String found = Replies.told(Replies.compare(query, shadow, primary))
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
