package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
import tools.jackson.databind.JsonNode;

/** An upgrade under clients: nobody is refused or cut off, and the log of both runs is one and sound. */
class TakeOverTest {
    @TempDir
    private Path folder;

    private EmbeddedDaemon primary;
    private EmbeddedDaemon shadow;

    @BeforeEach
    void start() throws IOException {
        primary = EmbeddedDaemon.start(DaemonOptions.of(folder.resolve("d"), DaemonStyle.MASTERD));
        shadow = EmbeddedDaemon.start(DaemonOptions.of(folder.resolve("s"), DaemonStyle.LUXID));
    }

    @AfterEach
    void stop() throws IOException {
        primary.close();
        shadow.close();
    }

    private Path stateDir() {
        return folder.resolve("state");
    }

    private void assertSound() {
        CommandRun verify = CommandRun.of("audit", "verify", "--state-dir", stateDir());
        assertEquals(ExitCode.OK, verify.exitCode(), () -> verify.out() + verify.err());
    }

    private Stream<JsonNode> records(String event) throws IOException {
        return AuditText.of(stateDir())
                .lines()
                .map(LuxiJson.MAPPER::readTree)
                .filter(record -> record.path("event").asString().equals(event));
    }

    private List<String> ends() throws IOException {
        return records("proxy.stopped")
                .map(record -> record.path("reason").asString())
                .toList();
    }

    @Test
    void anAttachedProxyIsUpgraded() throws Exception {
        Path socket = folder.resolve("d");
        Object[] more = {"--shadow", folder.resolve("s")};
        try (AttachedProcess old = AttachedProcess.ready(socket, stateDir(), more);
                Knocking clients = Knocking.at(socket);
                LuxiClient staying = LuxiClient.connect(socket, Duration.ofSeconds(20))) {
            staying.call(Requests.CLUSTER_INFO);
            try (AttachedProcess next = AttachedProcess.ready(socket, stateDir(), more[0], more[1], "--take-over")) {
                old.awaitSaid("handed over");
                // A connection of before is served to its end, by who accepted it.
                staying.call(Requests.CLUSTER_INFO);
                staying.shutdownOutput();
                assertEquals(0, old.awaitEnd(), old::said);
                long before = clients.answered();
                await().atMost(ProxyProcess.TIME_LIMIT).until(() -> clients.answered() > before + 100);
                clients.end();
                assertEquals(List.of(0L, 0L), List.of(clients.refused(), clients.cutOff()));
                next.terminate();
                assertEquals(0, next.awaitEnd(), next::said);
            }
        }
        assertEquals(List.of("superseded", "signal"), ends());
        assertSound();
        assertTrue(Files.notExists(folder.resolve("d.primary")));
    }

    @Test
    void aProxyWithAPathOfItsOwnIsUpgraded() throws Exception {
        try (ProxyProcess old = ProxyProcess.ready(folder, folder.resolve("d"));
                Knocking clients = Knocking.at(old.listen())) {
            try (ProxyProcess next = ProxyProcess.ready(folder, folder.resolve("d"), "--take-over")) {
                assertEquals(0, old.awaitEnd(), old::err);
                assertTrue(Files.exists(next.listen()));
                clients.end();
                assertEquals(List.of(0L, 0L), List.of(clients.refused(), clients.cutOff()));
                assertEquals(0, next.terminate(), next::err);
            }
        }
        assertEquals(List.of("superseded", "signal"), ends());
        assertSound();
    }

    /** Also where the kernel cannot exchange names. */
    @Test
    void whoDiesOfTakingOverLeavesTheOldOneAsItWas() throws Exception {
        Path socket = folder.resolve("d");
        // Another process than that of the clients, who are not asked about themselves.
        Path another = folder.resolve("another");
        Object[] more = {"--shadow", another};
        Instant wasTakenBack;
        try (DaemonProcess _ = DaemonProcess.ready("shadow", another);
                AttachedProcess old = AttachedProcess.ready(socket, stateDir(), more);
                Knocking clients = Knocking.at(socket)) {
            try (AttachedProcess next = AttachedProcess.start(
                    List.of("-Dparalux.fault=3", "-Dparalux.plain-rename=true"),
                    socket,
                    stateDir(),
                    more[0],
                    more[1],
                    "--take-over")) {
                next.awaitReadyOrEnd();
                assertTrue(!next.isReady(), next::said);
            }
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .until(() ->
                            CommandRun.of("status", "--state-dir", stateDir()).exitCode() == ExitCode.OK
                                    || !old.isAlive());
            wasTakenBack = Instant.now();
            long before = clients.answered();
            await().atMost(ProxyProcess.TIME_LIMIT).until(() -> clients.answered() > before + 100);
            clients.end();
            assertEquals(List.of(0L, 0L), List.of(clients.refused(), clients.cutOff()), old::said);
            old.terminate();
            assertEquals(0, old.awaitEnd(), old::said);
        }
        assertSound();
        assertTrue(
                records("outcome")
                        .anyMatch(outcome -> !outcome.hasNonNull("skipCause")
                                && Instant.parse(outcome.path("time").asString())
                                        .isAfter(wasTakenBack)),
                "nothing was compared again");
    }

    @Test
    void whereNobodyRunsThereIsNothingToTakeOver() {
        CommandRun run =
                CommandRun.of("attach", "--socket", folder.resolve("d"), "--state-dir", stateDir(), "--take-over");
        assertEquals(ExitCode.FAILED, run.exitCode());
        assertTrue(run.err().contains("cannot take over: no proxy answers on "), run::err);
    }
}
