package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditLog;
import org.paralux.audit.AuditSettings;
import org.paralux.audit.Lag;
import org.paralux.audit.Outcome;
import org.paralux.luxi.LuxiJson;

/** The reports as commands: forms, exit codes, and what is wrong with a log. */
class ReportsTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    private Path stateDir;

    private AuditLog log;

    @BeforeEach
    void open() throws IOException {
        AuditSettings settings = AuditSettings.defaults()
                .withFloor(new AuditSettings.Floor(0, 0))
                .withRetention(new AuditSettings.Retention(1L << 40, Duration.ofDays(36_500)));
        log = AuditLog.open(stateDir, settings, InstantSource.system(), System::nanoTime, head -> {});
    }

    private void started(String run, String cluster) {
        log.append(
                START,
                new AuditEvent.ProxyStarted(
                        run, cluster, "node1", 1, "/l", "master", "/p", "/s", null, Map.of("release", "2.11"), "e1"));
    }

    private void outcome(int number, Outcome outcome, @Nullable Lag lag) {
        log.append(
                START.plusSeconds(number),
                new AuditEvent.QueryOutcome(
                        "r1-" + number,
                        "Query/node",
                        "0123456789abcdef",
                        "r1-p1",
                        outcome,
                        null,
                        null,
                        null,
                        lag,
                        null,
                        outcome == Outcome.DIVERGENT ? 1 : 0,
                        null,
                        1,
                        "c1",
                        100L,
                        100L,
                        0,
                        null));
        if (outcome == Outcome.DIVERGENT) {
            log.append(
                    START.plusSeconds(number),
                    new AuditEvent.DivergenceFound(
                            "r1-" + number,
                            "Query/node",
                            "result",
                            null,
                            null,
                            "value",
                            "set-order",
                            "static",
                            1,
                            null));
        }
    }

    private CommandRun run(String... words) {
        log.close();
        return CommandRun.of((Object[]) words);
    }

    @ParameterizedTest
    @CsvSource({"MATCH, 0", "DIVERGENT, 4", "LAG, 16", "MOVED, 0"})
    void theExitCodeOfConsistencyIsAMask(Outcome outcome, int exitCode) {
        started("r1", "alpha");
        outcome(1, Outcome.MATCH, null);
        outcome(2, outcome, outcome == Outcome.LAG ? new Lag(1L, 30_000_000L) : null);
        CommandRun run = run("report", "consistency", "--state-dir", stateDir.toString());
        assertEquals(exitCode, run.exitCode(), run::out);
    }

    @Test
    void nothingComparedExitsWithEight() {
        started("r1", "alpha");
        CommandRun run = run("report", "consistency", "--state-dir", stateDir.toString());
        assertEquals(ExitCode.NOT_ENOUGH_EVIDENCE, run.exitCode(), run::out);
        assertTrue(run.out().contains("NOTHING COMPARED"), run::out);
    }

    @Test
    void readinessAddsItsFindings() {
        started("r1", "alpha");
        outcome(1, Outcome.DIVERGENT, null);
        outcome(2, Outcome.LAG, new Lag(1L, null));
        CommandRun run = run("report", "readiness", "--state-dir", stateDir.toString(), "--json");
        assertEquals(ExitCode.FINDINGS | ExitCode.LAG, run.exitCode(), run::err);
        assertEquals(
                "NO-GO",
                LuxiJson.MAPPER
                        .readTree(run.out())
                        .path("classes")
                        .path(0)
                        .path("verdict")
                        .asString());
    }

    /** Whatever the report finds: no room for records is told, and a rule that is not to be trusted any more. */
    @ParameterizedTest
    @CsvSource({"clients, 0", "consistency, 0", "readiness, 8"})
    void boundsOfTheProxyAndStaleRulesAreInTheExitCode(String report, int findings) throws IOException {
        Path rules = Files.writeString(stateDir.resolve("rules.yaml"), """
                rules:
                  - id: was-for-a-while
                    match: {path: "result.data[*].oper_ram"}
                    effect: ignore
                    owner: team
                    reason: a test
                    approved: 2020-01-01
                    expires: 2020-02-01
                """);
        started("r1", "alpha");
        outcome(1, Outcome.MATCH, null);
        CommandRun sound = run("report", report, "--state-dir", stateDir.toString());
        assertEquals(findings, sound.exitCode(), sound::err);
        open();
        log.append(START, new AuditEvent.Gap(Map.of("exchange", 2L), START, START, "queue-full"));
        CommandRun run = run("report", report, "--state-dir", stateDir.toString(), "--rules", rules.toString());
        assertEquals(findings | ExitCode.OBSERVER_BUDGET | ExitCode.STALE_RULE, run.exitCode(), run::err);
        assertTrue(run.err().contains("rule was-for-a-while"), run::err);
    }

    @ParameterizedTest
    @CsvSource({
        "consistency, html, <!doctype html>",
        "consistency, markdown, # Does the shadow",
        "consistency, csv, 'cause,class'",
        "readiness, html, <!doctype html>",
        "readiness, markdown, # May the shadow",
        "readiness, csv, 'class,verdict'",
        "clients, html, <!doctype html>",
        "clients, markdown, # Who sends",
        "clients, csv, 'client,key'"
    })
    void everyReportHasEveryForm(String report, String format, String beginning) throws IOException {
        started("r1", "alpha");
        outcome(1, Outcome.DIVERGENT, null);
        Path output = stateDir.resolve("report");
        CommandRun run = run(
                "report",
                report,
                "--state-dir",
                stateDir.toString(),
                "--format",
                format,
                "--output",
                output.toString());
        assertTrue(run.exitCode() == 0 || run.exitCode() >= 4, run::err);
        assertEquals("", run.out());
        assertTrue(Files.readString(output).stripLeading().startsWith(beginning), () -> run.err());
    }

    @Test
    void twoClustersAreOneClearLine() {
        started("r1", "alpha");
        started("r2", "beta");
        CommandRun run = run("report", "consistency", "--state-dir", stateDir.toString());
        assertEquals(ExitCode.FAILED, run.exitCode());
        assertEquals(
                List.of("paralux report consistency: the log holds several clusters: alpha, beta (expected: one;"
                        + " choose it by --cluster)"),
                run.complaints());
    }

    @Test
    void damageIsInTheReportAndFatalToNothing() throws IOException {
        started("r1", "alpha");
        outcome(1, Outcome.MATCH, null);
        log.close();
        Files.writeString(stateDir.resolve("audit/audit-0000000000000000100.jsonl"), "no record\n");
        CommandRun run = run("report", "consistency", "--state-dir", stateDir.toString());
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        assertTrue(run.out().contains("Mind: The log is damaged in"), run::out);
    }

    @Test
    void anEarlierReportIsABaseline() throws IOException {
        started("r1", "alpha");
        outcome(1, Outcome.DIVERGENT, null);
        Path earlier = stateDir.resolve("earlier.json");
        run("report", "consistency", "--state-dir", stateDir.toString(), "--json", "--output", earlier.toString());
        CommandRun run = run(
                "report",
                "consistency",
                "--state-dir",
                stateDir.toString(),
                "--json",
                "--baseline",
                earlier.toString());
        assertEquals(
                "known",
                LuxiJson.MAPPER
                        .readTree(run.out())
                        .path("causes")
                        .path(0)
                        .path("novelty")
                        .asString());
    }
}
