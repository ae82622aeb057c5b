package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditLog;
import org.paralux.audit.AuditSettings;
import org.paralux.audit.Lag;
import org.paralux.audit.Outcome;
import org.paralux.audit.SkipCause;
import org.paralux.audit.evidence.Asked;
import org.paralux.audit.evidence.Evidence;
import org.paralux.audit.evidence.EvidenceSettings;
import org.paralux.audit.evidence.EvidenceStore;
import org.paralux.audit.evidence.Look;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import tools.jackson.databind.JsonNode;

/** What {@code explain}, {@code recompare} and {@code rules try} read from a log and its evidence. */
class TrialCommandsTest {
    private static final Instant TIME = Instant.parse("2026-11-23T12:00:00Z");
    private static final Payload REQUEST =
            Payload.of("{\"method\":\"Query\",\"args\":[\"instance\",[\"name\",\"be/memory\"],null]}");
    private static final Query QUERY = Query.in(REQUEST).orElseThrow();
    private static final AuditSettings.Floor NO_FLOOR = new AuditSettings.Floor(0, 0);

    @TempDir
    private Path stateDir;

    private static Payload reply(String... memories) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < memories.length; i++) {
            rows.append(i == 0 ? "" : ",").append("[[0,\"inst" + i + ".example.com\"],[0," + memories[i] + "]]");
        }
        return Payload.of("{\"success\":true,\"result\":{\"fields\":[" + definition("name", "text") + ","
                + definition("be/memory", "unit") + "],\"data\":[" + rows + "]}}");
    }

    private static String definition(String name, String kind) {
        return "{\"name\":\"" + name + "\",\"title\":\"T\",\"kind\":\"" + kind + "\",\"doc\":\"d\"}";
    }

    private static Evidence evidence(String exchange, Outcome outcome, @Nullable Payload shadow) {
        return new Evidence(
                exchange,
                TIME,
                QUERY.queryClass().name(),
                QUERY.fingerprint().id(),
                "0 /usr/sbin/gnt-instance session list",
                outcome,
                outcome == Outcome.DIVERGENT ? List.of("unexplained") : List.of(),
                REQUEST,
                List.of(
                        new Look(0, Asked.PRIMARY, reply("512", "1024"), null),
                        new Look(812, Asked.SHADOW, shadow, shadow == null ? "shadow-failed" : "divergent"),
                        new Look(50_900, Asked.SHADOW, shadow, shadow == null ? "shadow-failed" : "divergent")));
    }

    private static AuditEvent.QueryOutcome outcome(
            String exchange, Outcome outcome, @Nullable String evidence, @Nullable Lag lag) {
        return new AuditEvent.QueryOutcome(
                exchange,
                QUERY.queryClass().name(),
                QUERY.fingerprint().id(),
                "r1-p1",
                outcome,
                outcome == Outcome.SKIPPED ? SkipCause.QUEUE_FULL : null,
                null,
                outcome == Outcome.SHADOW_FAILED ? "timed out" : null,
                lag,
                null,
                outcome == Outcome.DIVERGENT ? 1 : 0,
                evidence,
                0.5,
                null,
                1000L,
                900L,
                2,
                "e");
    }

    @BeforeEach
    void writeLogAndEvidence() throws IOException {
        try (AuditLog log = AuditLog.open(
                        stateDir,
                        AuditSettings.defaults().withFloor(NO_FLOOR),
                        InstantSource.system(),
                        System::nanoTime,
                        _ -> {});
                EvidenceStore store =
                        EvidenceStore.open(stateDir, EvidenceSettings.defaults().withFloor(NO_FLOOR), new Random(1))) {
            log.append(
                    TIME,
                    new AuditEvent.ProxyStarted(
                            "r1",
                            null,
                            "node1",
                            1,
                            "/l",
                            "master",
                            "/p",
                            "/s",
                            null,
                            Map.of("release", "2.10.7"),
                            "e"));
            for (int i = 0; i < 3; i++) {
                String id = "r1-" + i;
                String kept = store.keep(evidence(id, Outcome.DIVERGENT, reply("512", "1040")))
                        .orElseThrow();
                log.append(TIME, outcome(id, Outcome.DIVERGENT, kept, null));
            }
            log.append(
                    TIME,
                    new AuditEvent.DivergenceFound(
                            "r1-0",
                            QUERY.queryClass().name(),
                            "result.data[inst1.example.com].be/memory",
                            "inst1.example.com",
                            "be/memory",
                            "value",
                            "unexplained",
                            "config",
                            1,
                            "inst1.example.com"));
            String lag = store.keep(evidence("r1-3", Outcome.LAG, reply("256", "1024")))
                    .orElseThrow();
            log.append(TIME, outcome("r1-3", Outcome.LAG, lag, new Lag(812L, 50_900L)));
            String failed =
                    store.keep(evidence("r1-4", Outcome.SHADOW_FAILED, null)).orElseThrow();
            log.append(TIME, outcome("r1-4", Outcome.SHADOW_FAILED, failed, null));
            log.append(TIME, outcome("r1-5", Outcome.MATCH, null, null));
            log.append(TIME, outcome("r1-6", Outcome.SKIPPED, null, null));
        }
    }

    private Path rules(String approved, String expires, String path) throws IOException {
        return Files.writeString(
                stateDir.resolve("rules.yaml"), """
                rules:
                  - id: memory-may-differ
                    match: {path: "%s"}
                    effect: {tolerance: {absolute: 16}}
                    owner: team
                    reason: a test
                    approved: %s
                    expires: %s
                  - id: never-fires
                    match: {path: "result.data[*].oper_ram"}
                    effect: ignore
                    owner: team
                    reason: a test
                    approved: %s
                    expires: %s
                """.formatted(path, approved, expires, approved, expires));
    }

    private JsonNode json(Object... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        return LuxiJson.MAPPER.readTree(run.out());
    }

    @Test
    void anOutcomeIsExplainedByItsExchangeAndByItsEvidence() {
        CommandRun run = CommandRun.of("explain", "r1-0", "--state-dir", stateDir);
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        for (String expected : List.of(
                "outcome   divergent",
                "1 place differs and stayed so",
                "found     result.data[inst1.example.com].be/memory: value, unexplained, config",
                "  2         0.812 ms  shadow: ",
                "  3        50.900 ms  shadow: the same as 2, divergent in 1 place\n",
                "result.data[inst1.example.com].be/memory: value",
                "  primary  1024",
                "  shadow   1040",
                "6 trials: match 1, shadow-failed 1, lag 1, divergent 3, skipped 1")) {
            assertTrue(run.out().contains(expected), () -> expected + " is missing in\n" + run.out());
        }
        assertEquals(
                run.out(),
                CommandRun.of("explain", "e-r1-0", "--state-dir", stateDir).out());
    }

    /** The files of a cluster say who was right, and what they do not have they do not judge. */
    @Test
    void theFilesOfTheClusterAreAsked() throws IOException {
        Path configuration = Files.writeString(stateDir.resolve("config.data"), """
                {"version": 3000000, "nodes": {}, "nodegroups": {}, "networks": {}, "disks": {}, "filters": {},
                 "cluster": {"beparams": {"default": {"maxmem": 1040}}, "mtime": 1.0},
                 "instances": {"u1": {"uuid": "u1", "name": "inst1.example.com", "beparams": {}, "mtime": 1.0}}}""");
        CommandRun run = CommandRun.of("explain", "r1-0", "--state-dir", stateDir, "--arbiter", configuration);
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        String expected = "result.data[inst1.example.com].be/memory: the candidate is right: "
                + "cluster.beparams.default.maxmem (a default: instances.u1.beparams has none) is 1040";
        assertTrue(run.out().contains(expected), run::out);
        JsonNode json = json("explain", "r1-0", "--state-dir", stateDir, "--json", "--arbiter", configuration);
        assertEquals("candidate", json.path("files").path("agreeWith").asString());
        assertEquals(
                "1040", json.path("files").path("places").path(0).path("value").asString());
    }

    @Test
    void everyOutcomeCanBeExplained() {
        JsonNode lag = json("explain", "r1-3", "--state-dir", stateDir, "--json");
        assertEquals("[812,50900]", lag.get("lagMicros").toString());
        assertEquals(
                "the shadow caught up with a write: it still differed 0.812 ms and no longer differed 50.900 ms"
                        + " after the primary's reply",
                lag.get("decision").stringValue());
        assertEquals(3, lag.get("steps").size());
        JsonNode failed = json("explain", "r1-4", "--state-dir", stateDir, "--json");
        assertEquals(
                "the shadow gave no reply: timed out", failed.get("decision").stringValue());
        assertFalse(failed.get("steps").get(1).has("bytes"));
        assertEquals("shadow-failed", failed.get("comparison").get("outcome").stringValue());
        JsonNode match = json("explain", "r1-5", "--state-dir", stateDir, "--json");
        assertEquals("both replies say the same", match.get("decision").stringValue());
        assertFalse(match.has("comparison"));
        CommandRun skipped = CommandRun.of("explain", "r1-6", "--state-dir", stateDir);
        assertTrue(skipped.out().contains("the query was not put to the shadow: queue-full"), skipped::out);
        CommandRun unknown = CommandRun.of("explain", "r1-99", "--state-dir", stateDir);
        assertEquals(ExitCode.FAILED, unknown.exitCode());
        assertTrue(unknown.err().contains("r1-99: neither in the log nor in the evidence"), unknown::err);
    }

    @Test
    void withoutRulesNothingChanges() {
        JsonNode result = json("recompare", "--state-dir", stateDir, "--json");
        assertEquals(5, result.get("evidence").intValue());
        assertEquals(0, result.get("changed").intValue());
    }

    @Test
    void rulesOfThatDayClearAndLaterOnesAreTold() throws IOException {
        String path = "result.data[*].be/memory";
        JsonNode early = json(
                "recompare", "--state-dir", stateDir, "--rules", rules("2026-01-01", "2099-01-01", path), "--json");
        assertEquals(3, early.get("changed").intValue());
        JsonNode change = early.get("changes").get(0);
        assertEquals("divergent", change.get("before").stringValue());
        assertEquals("equivalent", change.get("after").stringValue());
        assertEquals("unexplained", change.get("causes").stringValue());
        assertEquals(0, change.get("tooEarly").intValue());
        Path later = rules("2026-11-24", "2099-01-01", path);
        CommandRun late = CommandRun.of("recompare", "--state-dir", stateDir, "--rules", later);
        assertTrue(late.out().contains("5 trials compared again"), late::out);
        assertTrue(late.out().contains("3 of them by rules approved only later"), late::out);
    }

    @Test
    void aRuleIsTriedAloneAndWhatItHidesIsCounted() throws IOException {
        Path good = rules("2026-11-24", "2099-01-01", "result.data[*].be/memory");
        JsonNode tried = json("rules", "try", good, "--state-dir", stateDir, "--json");
        assertEquals(5, tried.get("evidence").intValue());
        assertEquals(4, tried.get("divergent").intValue());
        assertEquals(3, tried.get("cleared").intValue());
        JsonNode rule = tried.get("rules").get(0);
        assertEquals(3, rule.get("fired").intValue());
        assertEquals(3, rule.get("cleared").intValue());
        assertEquals(
                Map.of("Query/instance result.data[*].be/memory: value, unexplained", 3),
                LuxiJson.MAPPER.convertValue(rule.get("hidden"), Map.class));
        JsonNode idle = tried.get("rules").get(1);
        assertEquals(0, idle.get("fired").intValue());
        CommandRun text = CommandRun.of("rules", "try", good, "--state-dir", stateDir);
        assertTrue(text.out().contains("rule never-fires: fired 0 times"), text::out);
    }

    @Test
    void expiredAndBroadRulesAreTriedAndExitWithSixtyFour() throws IOException {
        for (Path each : List.of(
                rules("2025-01-01", "2025-02-01", "result.data[*].be/memory"),
                rules("2026-01-01", "2099-01-01", "result.**"))) {
            CommandRun run = CommandRun.of("rules", "try", each, "--state-dir", stateDir);
            assertEquals(ExitCode.STALE_RULE, run.exitCode(), run::err);
            assertTrue(run.out().contains("fired 3 times"), run::out);
        }
    }

    @Test
    void whatCannotBeReadIsToldAndTheRestIsCompared() throws IOException {
        Files.writeString(stateDir.resolve("evidence/records/e-r1-1.json"), "torn");
        CommandRun run = CommandRun.of("recompare", "--state-dir", stateDir);
        assertEquals(ExitCode.FAILED, run.exitCode());
        assertTrue(run.err().contains("e-r1-1.json: too short"), run::err);
        assertTrue(run.out().startsWith("4 trials compared again"), run::out);
    }
}
