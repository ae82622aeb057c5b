package org.paralux.qa.arbiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is read in the files is what a real daemon told, wherever anything is said; and where it stands there. */
class ClusterFilesTest {
    private static final int MANY = 2000;

    private static @TempDir Path folder;
    private static ClusterFiles files;

    @BeforeAll
    static void read() throws IOException {
        files = Arbiter.of(Recorded.writeFiles(folder), null).files();
    }

    @Test
    void theFilesSayWhatWasRecorded() throws IOException {
        List<String> wrong = new ArrayList<>();
        int agreed = 0;
        for (Recorded.Exchange exchange : Recorded.answers()) {
            String resource = exchange.request().path("args").path(0).asString("");
            List<String> fields = exchange.result().path("fields").values().stream()
                    .map(each -> each.path("name").asString(""))
                    .toList();
            int key = fields.indexOf(resource.equals("job") ? "id" : resource.equals("filter") ? "uuid" : "name");
            for (JsonNode row : key < 0
                    ? List.<JsonNode>of()
                    : exchange.result().path("data").values()) {
                String name = row.path(key).path(1).asString("");
                List<Opinion> opinions = files.opinions(resource, name, fields);
                for (int i = 0; i < fields.size(); i++) {
                    if (opinions.get(i) instanceof Opinion.Says says) {
                        agreed++;
                        if (!says.isSaidBy(row.path(i))) {
                            wrong.add(resource + " " + name + " " + fields.get(i) + ": " + row.path(i) + ", the files: "
                                    + says.cell().toJson());
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        int cells = agreed;
        assertTrue(cells > MANY, () -> cells + " cells");
    }

    @Test
    void theFilesSayTheSettingsThatWereRecorded() throws IOException {
        int agreed = 0;
        for (Recorded.Exchange exchange : Recorded.answers()) {
            if (exchange.request().path("method").asString("").equals("QueryClusterInfo")) {
                for (var member : exchange.result().properties()) {
                    if (files.opinion("cluster", "", member.getKey()) instanceof Opinion.Says says) {
                        agreed++;
                        assertTrue(says.isSaidByValue(member.getValue()), member::getKey);
                    }
                }
            }
        }
        assertTrue(agreed > 30, "only " + agreed);
    }

    /** The list of fields is what the record covers: no more, and no less. */
    @Test
    void nothingIsSaidOfWhatNeverHadAValue() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (Recorded.Exchange exchange : Recorded.answers()) {
            String resource = exchange.request().path("args").path(0).asString("");
            JsonNode fields = exchange.result().path("fields");
            for (JsonNode row : exchange.result().path("data")) {
                for (int i = 0; i < fields.size(); i++) {
                    if (row.path(i).path(0).asInt(1) == 0 && !resource.equals("export") && !resource.equals("lock")) {
                        seen.add(Coverage.entry(
                                resource, fields.path(i).path("name").asString("")));
                    }
                }
            }
        }
        Set<String> listed = new TreeSet<>(Coverage.COVERED);
        listed.removeIf(each -> each.startsWith("cluster;"));
        assertEquals(seen, listed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            instance | inst1.example.com | be/maxmem      | cluster.beparams.default.maxmem (a default: instances.17b08302-60de-4c8a-8412-804fc85b27af.beparams has none)
            instance | inst1.example.com | uuid           | instances.17b08302-60de-4c8a-8412-804fc85b27af.uuid
            instance | inst1.example.com | pnode          | nodes.a40ffa78-ad0e-45ab-a421-f0725e9967e8.name (by instances.17b08302-60de-4c8a-8412-804fc85b27af.primary_node)
            instance | inst1.example.com | nic.link/0     | instances.17b08302-60de-4c8a-8412-804fc85b27af.nics[0].nicparams.link
            instance | inst1.example.com | disk.size/0    | instances.17b08302-60de-4c8a-8412-804fc85b27af.disks (has no number 0)
            instance | inst2.example.com | disk.size/1    | disks.ca8591b6-74c4-4ba3-abf1-f761ec576cb1.size (by instances.d846c0be-acc7-4d4e-b08c-2b5c49fd8d04.disks[1])
            node     | node1.example.com | ndp/ssh_port   | cluster.ndparams.ssh_port (a default: nodes.a40ffa78-ad0e-45ab-a421-f0725e9967e8.ndparams and nodegroups.236dc0fe-5766-46a8-a715-eae0e3e9586b.ndparams has none)
            node     | node1.example.com | master         | cluster.master_node
            group    | default           | node_list      | nodes.*.group
            network  | net-a             | map            | networks.4e2ae456-fefb-4872-8f1b-86326b3069d8.reservations
            cluster  | -                 | mac_prefix     | cluster.mac_prefix
            """)
    void tellsThePlace(String resource, String row, String field, String place) {
        Opinion.Says says = assertInstanceOf(Opinion.Says.class, files.opinion(resource, row, field));
        assertEquals(place, says.place().text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            instance | inst1.example.com | oper_ram | not in the files
            instance | inst1.example.com | hv/acpi  | never seen with a value
            instance | inst1.example.com | nosuch   | not a field that is known here
            instance | nobody            | name     | no such instance in the files
            job      | 123456            | status   | no file of a finished job
            job      | first             | status   | no file of a finished job
            export   | node1.example.com | node     | not kept in the files
            cluster  | -                 | vcs_version | not a setting as it stands in the files
            """)
    void saysNothingWhereItDoesNotKnow(String resource, String row, String field, String why) {
        assertEquals(new Opinion.Abstains(why), files.opinion(resource, row, field));
    }

    @Test
    void aJobThatRunsIsNotJudgedAndOneThatIsOverIs() throws IOException {
        Path own = Files.createDirectories(folder.resolve("own"));
        String job = "{\"id\":7,\"ops\":[{\"input\":{\"OP_ID\":\"OP_NODE_ADD\",\"node_name\":\"n1\"},\"status\":\"%s\","
                + "\"result\":true,\"log\":[],\"priority\":0,\"start_timestamp\":[5,6],\"exec_timestamp\":[5,7],"
                + "\"end_timestamp\":[5,8]}],\"received_timestamp\":[1,2],\"start_timestamp\":[3,4],"
                + "\"end_timestamp\":[9,10]}";
        Files.writeString(own.resolve("job-7"), job.formatted("running"));
        ClusterFiles now = Arbiter.of(folder.resolve("config.data"), own).files();
        assertEquals(new Opinion.Abstains("no file of a finished job"), now.opinion("job", "7", "status"));
        Files.writeString(own.resolve("job-7"), job.formatted("success"));
        Opinion.Says says = assertInstanceOf(Opinion.Says.class, now.opinion("job", "7", "summary"));
        assertEquals("[0,[\"NODE_ADD(n1)\"]]", says.cell().toJson().toString());
        assertEquals("job-7: ops[*].input", says.place().text());
        Files.writeString(
                own.resolve("job-7"),
                job.formatted("success")
                        .replace("OP_NODE_ADD", "OP_TEST_DELAY")
                        .replace("\"node_name\":\"n1\"", "\"duration\":3"));
        assertEquals(
                new Opinion.Abstains("a number that daemons write in several ways"),
                now.opinion("job", "7", "summary"));
        Files.writeString(own.resolve("job-7"), "{");
        assertEquals(new Opinion.Abstains("no file of a finished job"), now.opinion("job", "7", "status"));
    }
}
