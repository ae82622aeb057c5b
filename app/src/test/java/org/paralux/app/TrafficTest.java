package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
import tools.jackson.databind.JsonNode;

/** What is counted, recorded and handed on of the traffic that a proxy carried, and what never is. */
class TrafficTest {
    private static final String SECRET = "hunter2-correct-horse";

    @TempDir
    private Path folder;

    private EmbeddedDaemon primary;

    @BeforeEach
    void startPrimary() throws IOException {
        primary = EmbeddedDaemon.start(DaemonOptions.of(folder.resolve("primary"), DaemonStyle.MASTERD));
    }

    @AfterEach
    void stopPrimary() throws IOException {
        primary.close();
    }

    @Test
    void theCountsAddUpAtEveryMoment() throws Exception {
        try (ProxyProcess proxy = ProxyProcess.ready(folder, primary.socket())) {
            long sent;
            try (Load load = Load.on(proxy.listen(), 4)) {
                await().atMost(ProxyProcess.TIME_LIMIT).until(() -> {
                    assertAddsUp(proxy.status().path("counts"));
                    return load.answered() > 2000;
                });
                sent = load.finish();
            }
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .untilAsserted(() -> assertEquals(sent, count(proxy.status(), "answered")));
            JsonNode counts = proxy.status().path("counts");
            assertAddsUp(counts);
            assertEquals(sent, counts.path("received").asLong());
            long rounds = sent / Requests.EVERY_KIND.size();
            assertEquals(3 * rounds, counts.path("misdirected").asLong(), counts::toString);
            for (String one : List.of("lock", "malformed", "commands", "waits", "unknown")) {
                assertEquals(rounds, counts.path(one).asLong(), () -> one + " in " + counts);
            }
        }
    }

    private static long count(JsonNode status, String name) {
        return status.path("counts").path(name).asLong();
    }

    private static void assertAddsUp(JsonNode counts) {
        assertSum(counts, "received", "forwarded", "refused-at-door", "undelivered");
        assertSum(counts, "received", "queries", "commands", "waits", "unknown");
        assertSum(counts, "queries", "eligible", "lock", "malformed");
        assertSum(counts, "eligible", "trials", "skipped");
    }

    private static void assertSum(JsonNode counts, String whole, String... parts) {
        long sum = Stream.of(parts)
                .mapToLong(part -> counts.required(part).asLong())
                .sum();
        assertEquals(counts.required(whole).asLong(), sum, () -> whole + " in " + counts);
    }

    @Test
    void theArgumentsOfCommandsAreWrittenNowhere() throws Exception {
        Path settings = Files.writeString(folder.resolve("paralux.yaml"), "log:\n  level: debug\n");
        List<Payload> commands = List.of(
                Payload.of("{\"method\":\"SubmitJob\",\"args\":[[{\"OP_ID\":\"OP_INSTANCE_CREATE\",\"instance_name\":"
                        + "\"web\",\"osparams_secret\":{\"password\":\"" + SECRET + "\"}}]]}"),
                Payload.of("{\"method\":\"SubmitManyJobs\",\"args\":[[[{\"OP_ID\":\"OP_TEST_DELAY\",\"duration\":0,"
                        + "\"reason\":[[\"gnt\",\"" + SECRET + "\",1]]}]]]}"),
                Payload.of("{\"method\":\"SetDrainFlag\",\"args\":[\"" + SECRET + "\"]}"),
                Payload.of("{\"method\":\"Dance\",\"args\":[\"" + SECRET + "\"]}"),
                Payload.of("{\"method\":\"SubmitJob\",\"args\":[" + SECRET + "]}"),
                Payload.of(SECRET));
        try (ProxyProcess proxy = ProxyProcess.ready(folder, primary.socket(), "--config", settings)) {
            for (Payload command : commands) {
                try (LuxiClient client = proxy.connect()) {
                    client.send(command.toFrame());
                    client.receiveOrEnd(); // A daemon that cannot read a request closes.
                }
            }
            try (LuxiClient client = proxy.connect()) {
                client.send(("{\"method\":\"SubmitJob\",\"args\":[\"" + SECRET).getBytes(StandardCharsets.UTF_8));
            }
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .untilAsserted(() -> assertEquals(1, count(proxy.status(), "incomplete-requests")));
            assertHoldsNoSecret(proxy);
            assertEquals(ExitCode.OK, proxy.terminate(), proxy.err());
            assertHoldsNoSecret(proxy);
            assertTrue(everythingWritten(proxy).contains("OP_INSTANCE_CREATE"), "looked into the record");
        }
    }

    private static void assertHoldsNoSecret(ProxyProcess proxy) throws IOException {
        String everything = everythingWritten(proxy);
        int at = everything.indexOf(SECRET);
        assertTrue(at < 0, () -> everything.substring(Math.max(0, at - 500), at + 100));
    }

    private static String everythingWritten(ProxyProcess proxy) throws IOException {
        StringBuilder text = new StringBuilder(proxy.out()).append(proxy.err());
        try (Stream<Path> files = Files.walk(proxy.stateDir())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(AuditText.in(file));
            }
        }
        return text.toString();
    }

    @Test
    void whatWasRecordedIsProvenHandedOnAndReported() throws Exception {
        try (ProxyProcess proxy = ProxyProcess.ready(folder, primary.socket())) {
            try (LuxiClient client = proxy.connect()) {
                for (Payload request : Requests.EVERY_KIND) {
                    client.call(request);
                }
            }
            assertEquals(ExitCode.OK, proxy.terminate(), proxy.err());
            exportsAsJsonAndCsv(proxy.stateDir());
            reportsMisdirectedClients(proxy.stateDir());
            findsDamage(proxy.stateDir());
        }
    }

    private static void exportsAsJsonAndCsv(Path stateDir) throws IOException {
        CommandRun json = CommandRun.of("audit", "export", "--state-dir", stateDir, "--format", "json");
        assertEquals(ExitCode.OK, json.exitCode(), json::err);
        List<JsonNode> rows = json.out().lines().map(LuxiJson.MAPPER::readTree).toList();
        assertEquals(Requests.EVERY_KIND.size(), rows.size(), json::out);
        long self = ProcessHandle.current().pid();
        assertTrue(rows.stream().allMatch(row -> row.path("client").path("pid").asLong() == self), json::out);
        assertEquals("QueryClusterInfo", rows.getFirst().path("method").asString());

        CommandRun csv = CommandRun.of("audit", "export", "--state-dir", stateDir, "--format", "csv");
        assertEquals(ExitCode.OK, csv.exitCode(), csv::err);
        List<CSVRecord> records;
        try (var parser = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(csv.out()))) {
            records = parser.getRecords();
        }
        assertEquals(
                rows.stream().map(row -> row.path("method").asString()).toList(),
                records.stream().map(record -> record.get("method")).toList());
        assertTrue(records.stream().allMatch(CSVRecord::isConsistent), csv::out);

        CommandRun misdirected = CommandRun.of("audit", "export", "--state-dir", stateDir, "--misdirected");
        assertEquals(3, misdirected.out().lines().count(), misdirected::out);
    }

    private static void reportsMisdirectedClients(Path stateDir) {
        CommandRun plain = CommandRun.of("report", "clients", "--state-dir", stateDir, "--json");
        assertEquals(ExitCode.OK, plain.exitCode(), plain::err);
        assertFalse(LuxiJson.MAPPER.readTree(plain.out()).isEmpty());
        CommandRun strict = CommandRun.of("report", "clients", "--state-dir", stateDir, "--fail-on-misdirected");
        assertEquals(ExitCode.FINDINGS, strict.exitCode(), strict::err);
    }

    private static void findsDamage(Path stateDir) throws IOException {
        Path segment;
        try (Stream<Path> files = Files.list(stateDir.resolve("audit"))) {
            segment = files.filter(file -> file.toString().endsWith(".jsonl.zst"))
                    .findFirst()
                    .orElseThrow();
        }
        String altered = AuditText.in(segment).replace("SetWatcherPause", "SetWatcherPawse");
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(segment))) {
            out.write(altered.getBytes(StandardCharsets.ISO_8859_1));
        }
        CommandRun verify = CommandRun.of("audit", "verify", "--state-dir", stateDir);
        assertEquals(ExitCode.DAMAGED, verify.exitCode(), verify::out);
        assertTrue(verify.out().startsWith("damage: "), verify::out);
    }
}
