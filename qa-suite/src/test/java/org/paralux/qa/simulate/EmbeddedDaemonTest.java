package org.paralux.qa.simulate;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.qa.simulate.jobs.ManualTimer;
import org.paralux.qa.simulate.model.ClusterException;
import org.paralux.qa.simulate.model.ClusterSource;
import tools.jackson.databind.JsonNode;

/** The daemon as a whole: its socket, its world, its limits. */
class EmbeddedDaemonTest {
    private static final String DELAY = """
            [[{"OP_ID": "OP_TEST_DELAY", "duration": 0.1, "reason": [], "repeat": 2}]]""";

    private @TempDir Path folder;

    private DaemonOptions options(DaemonStyle style) {
        return DaemonOptions.of(folder.resolve("ganeti-" + style), style);
    }

    @ParameterizedTest
    @EnumSource(DaemonStyle.class)
    void theSocketHasItsModeReplacesAnotherAndIsRemovedAtTheEnd(DaemonStyle style) throws IOException {
        DaemonOptions options = options(style).withSocketMode(PosixFilePermissions.fromString("rw-rw----"));
        EmbeddedDaemon killed = EmbeddedDaemon.start(options);
        killed.kill();
        assertThrows(ConnectException.class, () -> LuxiClient.connect(options.socket(), Probe.TIME_LIMIT));
        try (EmbeddedDaemon daemon = EmbeddedDaemon.start(options);
                Probe probe = new Probe(daemon.socket())) {
            assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(options.socket())));
            assertEquals(
                    "[false]",
                    probe.result("QueryConfigValues", "[[\"drain_flag\"]]").toString());
            try (Stream<Path> files = Files.list(folder)) {
                assertEquals(List.of(options.socket()), files.toList());
            }
        }
        assertFalse(Files.exists(options.socket()));
    }

    @ParameterizedTest
    @EnumSource(DaemonStyle.class)
    void whatIsNoSocketIsLeftAlone(DaemonStyle style) throws IOException {
        Path file = options(style).socket();
        Files.writeString(file, "precious");
        assertThrows(FileAlreadyExistsException.class, () -> EmbeddedDaemon.start(options(style)));
        assertEquals("precious", Files.readString(file));
    }

    @Test
    void aClusterFileThatCannotBeServedStopsTheStart() {
        DaemonOptions options = options(DaemonStyle.LUXID).withClusterFile(folder.resolve("none"));
        assertThrows(ClusterException.class, () -> EmbeddedDaemon.start(options));
        assertFalse(Files.exists(options.socket()));
    }

    @Test
    void whenTheFileBreaksMasterdStaysAndLuxidRefusesUntilItIsWhole() throws IOException {
        Path file = folder.resolve("config.data");
        ClusterSource.writeSample(file);
        byte[] whole = Files.readAllBytes(file);
        try (World world = World.of(file);
                EmbeddedDaemon masterd = EmbeddedDaemon.start(options(DaemonStyle.MASTERD), world);
                EmbeddedDaemon luxid = EmbeddedDaemon.start(options(DaemonStyle.LUXID), world);
                Probe toMasterd = new Probe(masterd.socket());
                Probe toLuxid = new Probe(luxid.socket())) {
            String[] names = {"QueryGroups", "[[], [\"name\"], false]"};
            String answer = toMasterd.result(names[0], names[1]).toString();
            Files.writeString(file, "{\"cluster\"");
            assertEquals(answer, toMasterd.result(names[0], names[1]).toString());
            assertEquals("ConfigurationError/", toLuxid.failure(names[0], names[1]));
            Files.write(file, whole);
            assertEquals(answer, toLuxid.result(names[0], names[1]).toString());
        }
    }

    /** A daemon of many short connections would otherwise hold all of an idle limit's time. */
    @Test
    void aConnectionThatIsOverIsWatchedNoLonger() throws Exception {
        ManualTimer time = new ManualTimer();
        World world = World.of(time, time, ClusterSource.ofSample(time));
        try (EmbeddedDaemon daemon =
                EmbeddedDaemon.start(options(DaemonStyle.LUXID).withIdleLimit(Duration.ofMinutes(1)), world)) {
            for (int i = 0; i < 20; i++) {
                try (Probe client = new Probe(daemon.socket())) {
                    client.result("QueryClusterInfo", "[]");
                    assertEquals(1, time.waitingTasks());
                }
                await().atMost(Duration.ofSeconds(20)).until(() -> time.waitingTasks() == 0);
            }
        }
    }

    @Test
    void whatOneDaemonIsToldTheOtherKnowsAndTheConfigurationLags() throws Exception {
        ManualTimer time = new ManualTimer();
        World world = World.of(time, time, ClusterSource.ofSample(time));
        DaemonOptions lagging = options(DaemonStyle.LUXID).withReloadLag(Duration.ofSeconds(5));
        try (EmbeddedDaemon primary = EmbeddedDaemon.start(options(DaemonStyle.MASTERD), world);
                EmbeddedDaemon shadow = EmbeddedDaemon.start(lagging, world);
                Probe toPrimary = new Probe(primary.socket());
                Probe toShadow = new Probe(shadow.socket())) {
            toPrimary.result("SetDrainFlag", "[true]");
            assertEquals(
                    "[true]",
                    toShadow.result("QueryConfigValues", "[[\"drain_flag\"]]").toString());
            toPrimary.result("SetDrainFlag", "[false]");
            JsonNode id = toPrimary.result("SubmitJob", """
                    [[{"OP_ID": "OP_TAGS_SET", "kind": "node", "name": "node2.example.net", "tags": ["neu"]}]]""");
            time.advance(Duration.ofSeconds(1));
            assertEquals(
                    "[[\"success\"]]",
                    toShadow.result("QueryJobs", "[[" + id + "], [\"status\"]]").toString());
            Callable<String> shadowTags =
                    () -> toShadow.result("QueryTags", "[\"node\", \"node2\"]").toString();
            assertEquals(
                    2, toPrimary.result("QueryTags", "[\"node\", \"node2\"]").size());
            assertEquals("[\"rack:1\"]", shadowTags.call());
            time.advance(Duration.ofSeconds(5));
            assertEquals("[\"neu\",\"rack:1\"]", shadowTags.call());
        }
    }

    @ParameterizedTest
    @EnumSource(DaemonStyle.class)
    void aClientFollowsAJobToItsEnd(DaemonStyle style) throws IOException {
        try (EmbeddedDaemon daemon = EmbeddedDaemon.start(options(style));
                Probe probe = new Probe(daemon.socket())) {
            long id = probe.result("SubmitJob", DELAY).asLong();
            List<String> seen = new ArrayList<>();
            JsonNode previous = probe.result("WaitForJobChange", "[%d, [\"status\"], null, null, 10]".formatted(id));
            while (!previous.path(0).path(0).asString("").equals("success")) {
                seen.add(previous.path(0).path(0).asString());
                previous = probe.result(
                        "WaitForJobChange", "[%d, [\"status\"], %s, 0, 10]".formatted(id, previous.path(0)));
            }
            assertTrue(seen.contains("running"), seen::toString);
            assertEquals(2, previous.path(1).size());
            assertEquals("[1,", previous.path(1).path(0).toString().substring(0, 3));
            JsonNode row = probe.result("QueryJobs", "[[%d], [\"id\", \"opstatus\", \"summary\"]]".formatted(id));
            assertEquals("[[%d,[\"success\"],[\"TEST_DELAY(0.1)\"]]]".formatted(id), row.toString());
        }
    }

    @Test
    void aWaitWithoutNewsEndsInEachDaemonsWay() throws IOException {
        try (World world = World.of(null);
                EmbeddedDaemon masterd = EmbeddedDaemon.start(options(DaemonStyle.MASTERD), world);
                EmbeddedDaemon luxid = EmbeddedDaemon.start(options(DaemonStyle.LUXID), world);
                Probe toMasterd = new Probe(masterd.socket());
                Probe toLuxid = new Probe(luxid.socket())) {
            long id = toMasterd
                    .result("SubmitJob", DELAY.replace("0.1", "30").replace(", \"repeat\": 2", ""))
                    .asLong();
            Awaitility.await()
                    .until(() -> toLuxid.result("QueryJobs", "[[%d], [\"status\"]]".formatted(id))
                            .toString()
                            .contains("running"));
            String wait = "[%d, [\"status\"], [\"running\"], 0, 0.05]".formatted(id);
            assertEquals(
                    "\"nochange\"", toMasterd.result("WaitForJobChange", wait).toString());
            assertEquals(
                    "[[\"running\"],[]]",
                    toLuxid.result("WaitForJobChange", wait).toString());
            String lost = "[99999, [\"status\"], null, null, 1]";
            assertTrue(toMasterd.result("WaitForJobChange", lost).isNull());
            assertEquals("JobLost/", toLuxid.failure("WaitForJobChange", lost));
        }
    }

    @Test
    void masterdHasSixteenWorkersAndLuxidAsManyAsItNeeds() throws IOException {
        assertTrue(answersBesideWaiters(DaemonStyle.MASTERD, 15));
        assertFalse(answersBesideWaiters(DaemonStyle.MASTERD, 16));
        assertTrue(answersBesideWaiters(DaemonStyle.LUXID, 40));
    }

    /** Whether a question is answered while so many clients wait for a job that stands still. */
    private boolean answersBesideWaiters(DaemonStyle style, int waiters) throws IOException {
        ManualTimer time = new ManualTimer();
        World world = World.of(time, time, ClusterSource.ofSample(time));
        List<LuxiClient> clients = new ArrayList<>();
        try (EmbeddedDaemon daemon = EmbeddedDaemon.start(options(style).withBacklog(64), world)) {
            long id = world.jobs().submit(List.of(LuxiJson.MAPPER.readTree("{\"OP_ID\": \"OP_TEST_DELAY\"}")));
            String wait = "[%d, [\"status\"], [\"queued\"], 0, 60]".formatted(id);
            for (int i = 0; i < waiters; i++) {
                LuxiClient client = LuxiClient.connect(daemon.socket(), Probe.TIME_LIMIT);
                clients.add(client);
                client.send(Payload.of(Probe.request("WaitForJobChange", wait)).toFrame());
            }
            Awaitility.await().until(() -> daemon.busyWorkers() == waiters);
            try (LuxiClient client = LuxiClient.connect(daemon.socket(), Duration.ofMillis(500))) {
                client.call(Payload.of(Probe.request("QueryConfigValues", "[[]]")));
                return true;
            } catch (IOException noReplyInTime) {
                return false;
            }
        } finally {
            for (LuxiClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void aSilentConnectionIsClosedAfterTheIdleLimitAndABusyOneIsNot() throws IOException {
        ManualTimer time = new ManualTimer();
        World world = World.of(time, time, ClusterSource.ofSample(time));
        DaemonOptions limited = options(DaemonStyle.LUXID).withIdleLimit(Duration.ofMinutes(1));
        try (EmbeddedDaemon daemon = EmbeddedDaemon.start(limited, world);
                Probe silent = new Probe(daemon.socket());
                Probe talking = new Probe(daemon.socket())) {
            for (int i = 0; i < 3; i++) {
                assertEquals("[]", talking.result("QueryConfigValues", "[[]]").toString());
                Awaitility.await().until(() -> daemon.waitingConnections() == 2);
                time.advance(Duration.ofSeconds(i == 2 ? 15 : 20));
            }
            assertEquals("[]", talking.result("QueryConfigValues", "[[]]").toString());
            Awaitility.await().until(() -> daemon.waitingConnections() == 2);
            time.advance(Duration.ofSeconds(10));
            assertNull(silent.client.receiveOrEnd());
            assertEquals("[]", talking.result("QueryConfigValues", "[[]]").toString());
        }
    }

    @Test
    void repliesAreHeldBackByTheLatency() throws Exception {
        ManualTimer time = new ManualTimer();
        World world = World.of(time, time, ClusterSource.ofSample(time));
        DaemonOptions slow = options(DaemonStyle.MASTERD).withLatency(Duration.ofSeconds(2));
        try (EmbeddedDaemon daemon = EmbeddedDaemon.start(slow, world);
                LuxiClient client = LuxiClient.connect(daemon.socket(), Probe.TIME_LIMIT)) {
            client.send(Payload.of(Probe.request("QueryConfigValues", "[[]]")).toFrame());
            Awaitility.await().until(() -> time.waitingTasks() == 1);
            time.advance(Duration.ofSeconds(2));
            assertEquals("{\"result\": [], \"success\": true}\n", Probe.text(client.receive()));
        }
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        DaemonOptions options = options(DaemonStyle.LUXID);
        assertThrows(IllegalArgumentException.class, () -> options.withLatency(Duration.ofMillis(-1)));
        assertThrows(IllegalArgumentException.class, () -> options.withReloadLag(Duration.ofMillis(-1)));
        assertThrows(IllegalArgumentException.class, () -> options.withIdleLimit(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> options.withBacklog(0));
    }
}
