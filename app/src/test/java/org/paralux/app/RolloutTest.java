package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import tools.jackson.databind.JsonNode;

/** Classes that are moved on and back at a running proxy, with either daemon going away. */
class RolloutTest {
    /** Releases of the two embedded daemons, by which their answers are told apart. */
    private static final String OLD = "2.10.7";

    private static final String NEW = "3.0.2";

    @TempDir
    private Path folder;

    private DaemonProcess primary;
    private DaemonProcess shadow;
    private ProxyProcess proxy;

    @BeforeEach
    void start() throws IOException {
        startPrimary();
        startShadow();
        startProxy();
    }

    private void startPrimary() throws IOException {
        primary = DaemonProcess.ready("primary", folder.resolve("primary"));
    }

    private void startShadow() throws IOException {
        shadow = DaemonProcess.ready("shadow", folder.resolve("shadow"));
    }

    private void startProxy() throws IOException {
        // The two releases differ for certain, and a gate would say so after a while.
        Path settings = folder.resolve("c.yaml");
        Files.writeString(
                settings,
                "rollout:\n  guard: notify\ntrial:\n  configuration: " + folder.resolve("config.data") + "\n");
        proxy = ProxyProcess.ready(
                folder, folder.resolve("primary"), "--shadow", folder.resolve("shadow"), "--config", settings);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        primary.close();
        shadow.close();
    }

    private CommandRun rollout(Object... words) {
        List<Object> all = new ArrayList<>(List.of("rollout"));
        all.addAll(List.of(words));
        all.addAll(List.of("--state-dir", proxy.stateDir()));
        return CommandRun.of(all.toArray());
    }

    /** Ganeti's tools take a host that refuses them for no master, and they are right where it is none. */
    @Test
    void whoIsNoMasterDoesNotAnswerAlone() throws Exception {
        set("split", "QueryClusterInfo");
        assertEquals(NEW, answerer());
        Files.writeString(folder.resolve("ssconf_master_node"), "other.example.com\n");
        primary.close();
        proxy.awaitLogged("primary is down, hiding");

        startPrimary();
        await().atMost(ProxyProcess.TIME_LIMIT).until(this::commandsAreTaken);
        await().atMost(ProxyProcess.TIME_LIMIT).until(() -> answerer().equals(OLD));
    }

    private void assertTheSettingsFileTellsWhichProxyIsMeant() throws IOException {
        for (String place : List.of(
                "state-dir: " + proxy.stateDir(), "admin: " + proxy.stateDir().resolve("admin.sock"))) {
            Path settings = Files.writeString(folder.resolve("which.yaml"), place + "\n");
            for (String command : List.of("status", "rollout status")) {
                List<Object> words = new ArrayList<>(List.of(command.split(" ")));
                words.addAll(List.of("--config", settings));
                CommandRun run = CommandRun.of(words.toArray());
                assertEquals(ExitCode.OK, run.exitCode(), run::err);
            }
        }
    }

    private void set(String stage, String queryClass) {
        CommandRun run = rollout("set", stage, queryClass, "--why", "a test");
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
    }

    /** The release of whoever answered. */
    private String answerer() throws IOException {
        try (LuxiClient client = proxy.connect()) {
            return LuxiJson.MAPPER
                    .readTree(client.call(Requests.CLUSTER_INFO).toByteArray())
                    .path("result")
                    .path("software_version")
                    .asString();
        }
    }

    private boolean commandsAreTaken() {
        try (LuxiClient client = proxy.connect()) {
            client.call(Requests.UNPAUSE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aClassIsMovedAndQueriesGoOnWithEitherDaemonAway() throws Exception {
        assertEquals(OLD, answerer());
        set("split", "QueryClusterInfo");
        assertEquals(NEW, answerer());
        assertTrue(commandsAreTaken());
        assertTheSettingsFileTellsWhichProxyIsMeant();

        primary.close();
        proxy.awaitLogged("primary is down, queries go on being answered");
        assertEquals(NEW, answerer());
        assertTrue(!commandsAreTaken());
        startPrimary();
        await().atMost(ProxyProcess.TIME_LIMIT).until(this::commandsAreTaken);

        shadow.close();
        assertEquals(OLD, answerer());
        assertTrue(rollout("status").out().contains("1 queries went to the primary because"));
        startShadow();
        assertEquals(NEW, answerer());

        proxy.kill();
        startProxy();
        assertEquals(NEW, answerer());
        CommandRun killed = rollout("kill", "--why", "enough");
        assertEquals(ExitCode.OK, killed.exitCode(), killed::err);
        assertEquals(OLD, answerer());
        assertEquals(List.of("shadow split a test", "split observe enough", "shadow observe enough"), changes());
    }

    private List<String> changes() throws IOException {
        return AuditText.of(proxy.stateDir())
                .lines()
                .map(LuxiJson.MAPPER::readTree)
                .filter(record -> record.path("event").asString().equals("stage.changed"))
                .map(record ->
                        record.path("from").asString() + " " + record.path("to").asString() + " "
                                + record.path("why").asString())
                .toList();
    }

    @Test
    void whoAsksWhereNobodyShouldIsToldSo() throws Exception {
        set("enforce warn", "QueryClusterInfo");
        assertEquals(NEW, answerer());
        assertTrue(rollout("status").out().contains("would be refused"));
        set("enforce", "QueryClusterInfo");
        try (LuxiClient client = proxy.connect()) {
            JsonNode reply =
                    LuxiJson.MAPPER.readTree(client.call(Requests.CLUSTER_INFO).toByteArray());
            assertEquals("OpPrereqError", reply.path("result").path(0).asString());
        }
        assertTrue(commandsAreTaken());
        await().atMost(ProxyProcess.TIME_LIMIT)
                .until(() ->
                        proxy.status().path("counts").path("refused-at-door").asInt() == 1);
    }

    @Test
    void aPlanIsShownBeforeItGoesOnAndEndsWithAKill() throws Exception {
        Path plan = folder.resolve("p.yaml");
        Files.writeString(plan, """
                plan: ours
                classes: [QueryClusterInfo]
                steps:
                  - {stage: shadow, dwell: 8d}
                  - {stage: split, dwell: 1d}
                """);
        CommandRun checked = CommandRun.of("rollout", "plan", "check", plan);
        assertEquals(ExitCode.OK, checked.exitCode(), checked::err);
        assertTrue(checked.out().contains("nothing has been changed"), checked::out);
        CommandRun started = rollout("plan", "start", plan, "--why", "a test");
        assertEquals(ExitCode.OK, started.exitCode(), started::err);
        answerer();
        CommandRun explained = rollout("explain", "QueryClusterInfo");
        assertTrue(explained.out().startsWith("QueryClusterInfo is in shadow, step 1 of 2 of the plan 'ours'"));
        assertTrue(explained.out().contains("not enough evidence"), explained::out);
        assertTrue(rollout("status").out().contains("step 1 of 2, next: split at "));
        set("observe", "QueryClusterInfo");
        assertTrue(rollout("status").out().contains("it was moved to observe by uid "));

        proxy.kill();
        startProxy();
        assertTrue(rollout("status").out().contains("plan 'ours', started "), "it outlives a crash");
        assertTrue(!rollout("kill", "--why", "enough").out().contains("plan 'ours'"));
        CommandRun aborted = rollout("plan", "abort", "--why", "x");
        assertEquals(ExitCode.FAILED, aborted.exitCode());
        assertTrue(aborted.err().contains("no plan is under way"), aborted::err);
    }

    @Test
    void mistakesAreSaidAndChangeNothing() throws Exception {
        CommandRun stage = rollout("set", "everywhere", "QueryClusterInfo", "--why", "x");
        assertEquals(ExitCode.FAILED, stage.exitCode());
        assertTrue(stage.err().contains("stage: 'everywhere' (expected: observe, "), stage::err);
        assertEquals(ExitCode.USAGE, rollout("set", "split", "--why", "x").exitCode());
        assertEquals(ExitCode.USAGE, rollout("set", "split", "QueryClusterInfo").exitCode());
        assertEquals(OLD, answerer());
        proxy.terminate();
        assertTrue(rollout("status").err().contains("no proxy answers"));
    }
}
