package org.paralux.qa.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paralux.luxi.LuxiJson;
import org.paralux.qa.simulate.jobs.OpcodeRunner.Outcome;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.ClusterSource;
import tools.jackson.databind.JsonNode;

/** What only one of the two daemons answers: of it the other says so in its own way. */
class ServedResourcesTest {
    private static @TempDir Path folder;
    private static World world;
    private static EmbeddedDaemon masterd;
    private static EmbeddedDaemon luxid;

    @BeforeAll
    static void start() throws IOException {
        Path file = file();
        ClusterSource.writeSample(file);
        world = World.of(file);
        masterd = EmbeddedDaemon.start(DaemonOptions.of(folder.resolve("m"), DaemonStyle.MASTERD), world);
        luxid = EmbeddedDaemon.start(DaemonOptions.of(folder.resolve("l"), DaemonStyle.LUXID), world);
    }

    private static Path file() {
        return folder.resolve("config.data");
    }

    @AfterAll
    static void stop() throws IOException {
        masterd.close();
        luxid.close();
        world.close();
    }

    private static List<String> fields(Probe probe, String resource) throws IOException {
        return probe.result("QueryFields", "[\"" + resource + "\", null]").path("fields").values().stream()
                .map(field -> field.path("name").stringValue())
                .toList();
    }

    private static List<JsonNode> rows(Probe probe, String resource, List<String> fields, String filter)
            throws IOException {
        String names = fields.stream().map(name -> "\"" + name + "\"").toList().toString();
        return List.copyOf(probe.result("Query", "[\"%s\", %s, %s]".formatted(resource, names, filter))
                .path("data")
                .values());
    }

    private static List<JsonNode> values(JsonNode row) {
        return row.values().stream().map(cell -> cell.path(1)).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "cluster, 15, GenericError/",
        "os, 8, GenericError/",
        "extstorage, 4, text/",
    })
    void masterdHasTheFieldsOf27AndLuxidRefuses(String resource, int fields, String refusal) throws IOException {
        try (Probe toMasterd = new Probe(masterd.socket())) {
            List<String> names = fields(toMasterd, resource);
            assertEquals(fields, names.size());
            List<JsonNode> rows = rows(toMasterd, resource, names, "null");
            assertFalse(rows.isEmpty());
            for (JsonNode row : rows) {
                assertEquals(fields, row.size());
                String name = row.path(names.indexOf("name")).path(1).toString();
                assertEquals(List.of(row), rows(toMasterd, resource, names, "[\"=\", \"name\", " + name + "]"));
            }
            assertEquals(
                    "OpPrereqError/unknown_entity",
                    toMasterd.failure(
                            "Query", "[\"%s\", [\"name\"], [\"=\", \"name\", \"none\"]]".formatted(resource)));
        }
        for (String method : List.of("Query", "QueryFields")) {
            try (Probe toLuxid = new Probe(luxid.socket())) {
                String rest = method.equals("Query") ? ", [\"name\"], null]" : ", null]";
                assertEquals(refusal, toLuxid.failure(method, "[\"" + resource + "\"" + rest));
            }
        }
    }

    @Test
    void theRulesAboutJobsCameWhenMasterdWasGone() throws IOException {
        try (Probe toMasterd = new Probe(masterd.socket());
                Probe toLuxid = new Probe(luxid.socket())) {
            assertEquals("OpPrereqError/wrong_input", toMasterd.failure("Query", "[\"filter\", [\"uuid\"], null]"));
            assertFalse(fields(toLuxid, "filter").isEmpty());
        }
    }

    @Test
    void theClusterIsWhatTheClassicCallsTell() throws IOException {
        try (Probe probe = new Probe(masterd.socket())) {
            JsonNode info = probe.result("QueryClusterInfo", "[]");
            List<String> same = List.of("name", "architecture", "software_version", "config_version", "ctime", "mtime");
            List<JsonNode> told = values(rows(probe, "cluster", same, "null").getFirst());
            assertEquals(same.stream().map(info::path).toList(), told);
            List<String> asked = List.of("cluster_name", "master_node", "drain_flag");
            for (boolean drained : new boolean[] {true, false}) {
                probe.result("SetDrainFlag", "[" + drained + "]");
                assertEquals(
                        List.copyOf(probe.result(
                                        "QueryConfigValues", "[[\"cluster_name\", \"master_node\", \"drain_flag\"]]")
                                .values()),
                        values(rows(probe, "cluster", asked, "null").getFirst()));
            }
            assertEquals(
                    "[3,null]",
                    rows(probe, "cluster", List.of("watcher_pause"), "null")
                            .getFirst()
                            .path(0)
                            .toString());
            probe.result("SetWatcherPause", "[4000000000.5]");
            assertEquals(
                    "[0,4000000000]",
                    rows(probe, "cluster", List.of("watcher_pause"), "null")
                            .getFirst()
                            .path(0)
                            .toString());
            probe.result("SetWatcherPause", "[null]");
        }
    }

    @Test
    void anOperatingSystemIsWhatTheJobTells() throws IOException {
        List<String> fields =
                List.of("name", "valid", "variants", "parameters", "api_versions", "hidden", "blacklisted");
        String names = fields.stream().map(name -> "\"" + name + "\"").toList().toString();
        ClusterImage image =
                ClusterSource.ofFile(file(), InstantSource.system()).visible(Duration.ZERO);
        JsonNode opcode = LuxiJson.MAPPER.readTree("{\"OP_ID\": \"OP_OS_DIAGNOSE\", \"output_fields\": " + names + "}");
        JsonNode byJob = assertInstanceOf(
                        Outcome.Succeeded.class,
                        QueryOpcodes.outcome(opcode, image).orElseThrow())
                .result();
        try (Probe probe = new Probe(masterd.socket())) {
            List<JsonNode> rows = rows(probe, "os", fields, "null");
            assertEquals(byJob.size(), rows.size());
            IntStream.range(0, rows.size())
                    .forEach(i -> assertEquals(List.copyOf(byJob.path(i).values()), values(rows.get(i))));
        }
    }

    @Test
    void aProviderOfStorageIsThatOfADisk() throws IOException {
        try (Probe probe = new Probe(masterd.socket())) {
            JsonNode row = rows(probe, "extstorage", List.of("name", "nodegroup_status", "node_status"), "null")
                    .getFirst();
            assertEquals("pvdemo", row.path(0).path(1).stringValue());
            assertTrue(row.path(1).path(1).size() > 0);
            assertTrue(row.path(2).path(1).size() > 0);
        }
    }
}
