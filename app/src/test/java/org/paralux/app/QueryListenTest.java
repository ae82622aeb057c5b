package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
import tools.jackson.databind.JsonNode;

/** Clients of the path before the shadow get the shadow's answers, are counted and compared, and count as moved. */
class QueryListenTest {
    private static final int HERE = 3;
    private static final int THERE = 5;

    @TempDir
    private Path folder;

    private EmbeddedDaemon daemon(String name, DaemonStyle style) throws IOException {
        return EmbeddedDaemon.start(DaemonOptions.of(folder.resolve(name), style));
    }

    private static Payload call(Path socket, Payload request) throws IOException {
        try (LuxiClient client = LuxiClient.connect(socket, ProxyProcess.TIME_LIMIT)) {
            return client.call(request);
        }
    }

    private static void awaitAnswered(ProxyProcess proxy, int number) {
        await().atMost(ProxyProcess.TIME_LIMIT)
                .until(() -> proxy.status().path("counts").path("answered").asLong() == number);
    }

    @Test
    void whoMovedIsToldFromWhoDidNot() throws Exception {
        Path query = folder.resolve("query");
        try (EmbeddedDaemon primary = daemon("p", DaemonStyle.MASTERD);
                EmbeddedDaemon shadow = daemon("s", DaemonStyle.LUXID);
                ProxyProcess proxy = ProxyProcess.ready(
                        folder, primary.socket(), "--shadow", shadow.socket(), "--query-listen", query)) {
            for (int i = 0; i < HERE; i++) {
                assertEquals(call(primary.socket(), Requests.NODES), call(proxy.listen(), Requests.NODES));
            }
            for (int i = 0; i < THERE; i++) {
                assertEquals(call(shadow.socket(), Requests.NODES), call(query, Requests.NODES));
            }
            awaitAnswered(proxy, HERE + THERE);
            assertTrue(proxy.status().path("servingQueries").asBoolean());
            JsonNode counts = proxy.status().path("counts");
            assertEquals(HERE, counts.path("misdirected").asLong(), counts::toString);
            assertEquals(ExitCode.OK, proxy.terminate(), proxy.err());
            assertFalse(Files.exists(query));

            CommandRun verify = CommandRun.of("audit", "verify", "--state-dir", proxy.stateDir());
            assertEquals(ExitCode.OK, verify.exitCode(), verify::out);
            CommandRun report = CommandRun.of("report", "clients", "--state-dir", proxy.stateDir(), "--format", "json");
            JsonNode migration = LuxiJson.MAPPER.readTree(report.out()).path("migration");
            assertEquals(THERE, migration.path("queriesMoved").asLong(), report::out);
            assertEquals(HERE, migration.path("queriesToMove").asLong(), report::out);
            assertEquals(
                    (double) THERE / (HERE + THERE),
                    migration.path("queryShare").asDouble());
            List<String> exchanges = CommandRun.of("audit", "export", "--state-dir", proxy.stateDir())
                    .out()
                    .lines()
                    .filter(line -> line.contains("\"listenRole\":\"query\"") && line.contains("\"fingerprint\""))
                    .toList();
            assertEquals(THERE, exchanges.size());
            assertTrue(
                    exchanges.stream().allMatch(line -> line.contains("\"answeredBy\":\"shadow\"")),
                    exchanges::toString);
        }
    }

    @Test
    void thePathIsServedWhileTheShadowIsThere() throws Exception {
        Path query = folder.resolve("query");
        try (EmbeddedDaemon primary = daemon("p", DaemonStyle.MASTERD);
                ProxyProcess proxy = ProxyProcess.ready(
                        folder, primary.socket(), "--shadow", folder.resolve("s"), "--query-listen", query)) {
            proxy.awaitLogged("shadow is not there yet, hiding");
            assertFalse(proxy.status().path("servingQueries").asBoolean());
            try (EmbeddedDaemon _ = daemon("s", DaemonStyle.LUXID)) {
                await().atMost(ProxyProcess.TIME_LIMIT)
                        .until(() -> proxy.status().path("servingQueries").asBoolean());
                call(query, Requests.NODES);
            }
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .until(() -> !proxy.status().path("servingQueries").asBoolean());
            call(proxy.listen(), Requests.NODES);
        }
    }

    @Test
    void withoutAShadowOrInTheWrongRoleItIsRefused() {
        CommandRun alone = CommandRun.of(
                "run",
                "--listen",
                folder.resolve("l"),
                "--primary",
                folder.resolve("p"),
                "--query-listen",
                folder.resolve("q"));
        assertEquals(ExitCode.USAGE, alone.exitCode());
        assertTrue(alone.err().contains("without a shadow (expected: with --shadow"), alone::err);
        CommandRun role = CommandRun.of(
                "run",
                "--listen",
                folder.resolve("l"),
                "--primary",
                folder.resolve("p"),
                "--shadow",
                folder.resolve("s"),
                "--listen-role",
                "query",
                "--query-listen",
                folder.resolve("q"));
        assertEquals(ExitCode.USAGE, role.exitCode());
        assertTrue(role.err().contains("with listen-role query"), role::err);
    }
}
