package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiJson;
import tools.jackson.databind.JsonNode;

/** A daemon that is its own shadow never diverges from itself, whatever is written meanwhile. */
@OnRealGaneti
class RealGanetiShadowTest {
    private static final int ROUNDS = 4;

    /** As long as the longest settling, and some. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private static final List<String> QUERIES = List.of(
            "gnt-instance list -o name,status,be/memory,tags,serial_no,mtime,oper_ram",
            "gnt-instance list -o name,be/memory,tags",
            "gnt-node list",
            "gnt-node list -o name,tags,pinst_list,serial_no",
            "gnt-group list -o name,tags,node_cnt",
            "gnt-job list",
            "gnt-cluster list-tags",
            "gnt-cluster info");

    @TempDir
    private static Path folder;

    private static RealGaneti ganeti;

    @BeforeAll
    static void openCluster() throws Exception {
        ganeti = RealGaneti.frontWithItselfAsShadow(folder);
    }

    @AfterAll
    static void closeCluster() throws InterruptedException {
        ganeti.stop();
    }

    @Test
    void nothingDivergesUnderAStreamOfJobs() throws Exception {
        String node = ganeti.direct("gnt-node", "list", "--no-headers", "-o", "name")
                .out()
                .lines()
                .findFirst()
                .orElseThrow()
                .strip();
        for (int round = 0; round < ROUNDS; round++) {
            String tag = "shadow-" + UUID.randomUUID();
            write("gnt-node", "add-tags", node, tag);
            write("gnt-cluster", "add-tags", tag);
            read();
            write("gnt-node", "remove-tags", node, tag);
            write("gnt-cluster", "remove-tags", tag);
            read();
        }
        await().atMost(SETTLED)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> counts().path("in-flight").asInt() == 0);
        JsonNode counts = counts();
        int trials = counts.path("trials").asInt();
        assertTrue(trials >= ROUNDS * QUERIES.size(), counts::toString);
        assertEquals(List.of(), outcomes("divergent"));
        assertEquals(List.of(), outcomes("shadow-failed"));
        List<String> undecided = outcomes("undecided");
        assertTrue(undecided.size() <= Math.ceilDiv(trials, 100), () -> trials + " trials, undecided: " + undecided);
    }

    private static List<String> outcomes(String word) throws IOException {
        return AuditText.of(ganeti.stateDir())
                .lines()
                .filter(line -> line.contains("\"outcome\":\"" + word + '"'))
                .toList();
    }

    private static void write(String... words) throws Exception {
        RealGaneti.ToolRun run = ganeti.through(words);
        assertEquals(0, run.exitCode(), run::toString);
    }

    private static void read() throws Exception {
        for (String query : QUERIES) {
            write(query.split(" "));
        }
    }

    private static JsonNode counts() {
        CommandRun status = CommandRun.of("status", "--state-dir", ganeti.stateDir(), "--json");
        assertEquals(ExitCode.OK, status.exitCode(), status::err);
        return LuxiJson.MAPPER.readTree(status.out()).path("counts");
    }
}
