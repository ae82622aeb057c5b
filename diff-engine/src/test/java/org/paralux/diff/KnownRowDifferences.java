package org.paralux.diff;

import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.paralux.diff.Replies.query;
import static org.paralux.diff.Replies.rows;
import static org.paralux.diff.Replies.success;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;
import org.paralux.luxi.Query;

/** The known differences that rows show: which rows there are, their order, and their cells. */
final class KnownRowDifferences {
    static final String UUID = "3f4aab4f-0c90-4b6c-a08a-bb87369854e4";

    private KnownRowDifferences() {}

    static Arguments row(String id, @Nullable Query query, String primary, String shadow, String... told) {
        return arguments(id, query, primary, shadow, List.of(told));
    }

    static Stream<Arguments> rowsAndOrders() {
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

    static Stream<Arguments> cells() {
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

    static Stream<Arguments> insideCells() {
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
}
