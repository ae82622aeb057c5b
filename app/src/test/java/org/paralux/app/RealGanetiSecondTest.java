package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiJson;
import tools.jackson.databind.JsonNode;

/** A second cluster as the shadow: late, then changed in every way, then down. In this order, as one leads to the other. */
@OnRealGaneti
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealGanetiSecondTest {
    private static final Duration SETTLED = Duration.ofSeconds(75);
    private static final Duration LATE = Duration.ofSeconds(3);
    private static final String NODE = "node1.example.com";

    private static final String[] TAGS = {"gnt-node", "list", "-o", "name,tags", NODE};

    /** Places that differ alike are one record, so what is renamed and what comes and goes is asked for apart. */
    private static final List<String[]> QUERIES = List.of(
            new String[] {"gnt-instance", "list", "-o", "name,tags,be/maxmem", "--filter", "name =~ m/^inst[1-35-8]/"},
            new String[] {"gnt-instance", "list", "-o", "name,be/vcpus", "--filter", "name =~ m/^inst[49]/"},
            new String[] {"gnt-node", "list", "-o", "name,master_capable"},
            new String[] {"gnt-group", "list", "-o", "name,alloc_policy"},
            new String[] {"gnt-network", "list", "-o", "name,gateway"});

    private static final String EDIT = """
            import copy
            def named(section, name):
                return next(o for o in cfg[section].values() if o["name"] == name)
            named("instances", "inst1.example.com")["tags"].append("found")
            named("instances", "inst5.example.com")["beparams"]["maxmem"] = 513
            named("instances", "inst3.example.com")["name"] = "inst3-new.example.com"
            del cfg["instances"][named("instances", "inst4.example.com")["uuid"]]
            added = copy.deepcopy(named("instances", "inst7.example.com"))
            added.update(name="inst9.example.com", uuid=newuuid())
            cfg["instances"][added["uuid"]] = added
            named("nodes", "node2.example.com")["master_capable"] = False
            named("nodegroups", "rack2")["alloc_policy"] = "unallocable"
            named("networks", "net-a")["gateway"] = "127.20.0.9"
            """;

    private static final Set<String> EDITED = Set.of(
            "result.data[inst1.example.com].tags[found] extra",
            "result.data[inst5.example.com].be/maxmem value",
            "result.data[inst3.example.com] missing-row",
            "result.data[inst3-new.example.com] extra-row",
            "result.data[inst4.example.com] missing-row",
            "result.data[inst9.example.com] extra-row",
            "result.data[node2.example.com].master_capable value",
            "result.data[rack2].alloc_policy value",
            "result.data[net-a].gateway value");

    @TempDir
    private static Path folder;

    private static SecondGaneti second;
    private static RealGaneti ganeti;

    @BeforeAll
    static void openClusters() throws Exception {
        second = SecondGaneti.up(folder);
        ganeti = RealGaneti.frontWithShadow(folder, second.socket());
    }

    @AfterAll
    static void closeClusters() throws Exception {
        ganeti.stop();
        second.wipe();
    }

    private static void run(String... words) throws Exception {
        RealGaneti.ToolRun run = ganeti.through(words);
        assertEquals(0, run.exitCode(), run::toString);
    }

    private static List<JsonNode> records(String event) throws IOException {
        return AuditText.of(ganeti.stateDir())
                .lines()
                .map(LuxiJson.MAPPER::readTree)
                .filter(record -> record.path("event").asString().equals(event))
                .toList();
    }

    private static List<JsonNode> trials() throws IOException {
        return records("outcome").stream()
                .filter(outcome -> !outcome.path("outcome").asString().equals("skipped"))
                .toList();
    }

    /** The last of so many trials, each with its outcome. */
    private static JsonNode awaitTrials(int number) throws IOException {
        await().atMost(SETTLED).pollInterval(Duration.ofMillis(200)).until(() -> trials().size() >= number);
        return trials().getLast();
    }

    /** A query right after a tag was added, which the shadow gets so much later, is lag of that length. */
    private static void assertLagOfLateTag(String tag) throws Exception {
        int before = trials().size();
        run(TAGS);
        long asked = System.nanoTime();
        await().pollDelay(LATE).until(() -> true);
        long lateMicros = (System.nanoTime() - asked) / 1000;
        second.addTag(NODE, tag);
        JsonNode outcome = awaitTrials(before + 1);
        assertEquals("lag", outcome.path("outcome").asString(), outcome::toString);
        assertTrue(outcome.path("lagMicros").path(0).asLong() > 0, outcome::toString);
        assertTrue(outcome.path("lagMicros").path(0).asLong() < lateMicros + 2_000_000, outcome::toString);
        assertTrue(outcome.path("lagMicros").path(1).asLong() >= lateMicros, outcome::toString);
    }

    /** First, while no command has passed that could explain it. */
    @Test
    @Order(1)
    void aWriteThatDidNotPassExplainsLagByTheConfigurationFile() throws Exception {
        String tag = "unseen-" + UUID.randomUUID();
        assertEquals(0, ganeti.direct("gnt-node", "add-tags", NODE, tag).exitCode());
        try {
            assertLagOfLateTag(tag);
        } finally {
            assertEquals(0, ganeti.direct("gnt-node", "remove-tags", NODE, tag).exitCode());
            second.removeTag(NODE, tag);
        }
    }

    @Test
    @Order(2)
    void aConfigurationThatComesLateIsLagOfThatLength() throws Exception {
        String tag = "late-" + UUID.randomUUID();
        run("gnt-node", "add-tags", NODE, tag);
        try {
            assertLagOfLateTag(tag);
        } finally {
            run("gnt-node", "remove-tags", NODE, tag);
            second.removeTag(NODE, tag);
        }
    }

    @Test
    @Order(3)
    void eachChangeIsFoundAtItsPlaceAsWhatItIs() throws Exception {
        int trialsBefore = trials().size();
        int before = records("divergence").size();
        second.edit(EDIT);
        for (String[] query : QUERIES) {
            run(query);
        }
        awaitTrials(trialsBefore + QUERIES.size());
        await().untilAsserted(() -> assertEquals(new TreeSet<>(EDITED), placesFoundSince(before)));
    }

    private static Set<String> placesFoundSince(int before) throws IOException {
        Set<String> found = new TreeSet<>();
        List<JsonNode> divergences = records("divergence");
        for (JsonNode divergence : divergences.subList(before, divergences.size())) {
            found.add(divergence.path("path").asString() + " "
                    + divergence.path("kind").asString());
        }
        return found;
    }

    @Test
    @Order(4)
    void aShadowThatIsDownFailsAndClientsSeeNothingOfIt() throws Exception {
        second.down();
        int before = trials().size();
        for (String[] query : QUERIES) {
            assertEquals(ganeti.direct(query), ganeti.through(query));
        }
        JsonNode outcome = awaitTrials(before + QUERIES.size());
        assertEquals("shadow-failed", outcome.path("outcome").asString(), outcome::toString);
        assertEquals("unreachable", outcome.path("reason").asString(), outcome::toString);
    }
}
