package org.paralux.report.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditLog;
import org.paralux.audit.AuditSettings;
import org.paralux.audit.Detail;
import org.paralux.audit.Outcome;
import org.paralux.report.Story;
import org.paralux.report.TimeRange;
import org.paralux.report.clients.ClientsReportBuilder;
import org.paralux.report.clients.JsonRenderer;
import org.paralux.report.consistency.ConsistencyJson;
import org.paralux.report.consistency.ConsistencyReportBuilder;
import org.paralux.report.consistency.StoredValues;
import org.paralux.report.readiness.ReadinessJson;
import org.paralux.report.readiness.ReadinessReportBuilder;
import org.paralux.report.readiness.Standard;

class ClusterLogTest {
    private static final Instant NOW = Story.START.plus(Duration.ofDays(60));
    private static final String NODES = "{\"method\":\"Query\",\"args\":[\"node\",[\"name\"],null]}";

    @TempDir
    private Path folder;

    private Path write(String name, Story story, long segmentBytes) throws IOException {
        Path stateDir = folder.resolve(name);
        AuditSettings settings = AuditSettings.defaults()
                .withFloor(new AuditSettings.Floor(0, 0))
                .withRotation(new AuditSettings.Rotation(segmentBytes, Duration.ofDays(365)))
                .withRetention(new AuditSettings.Retention(1L << 40, Duration.ofDays(36_500)));
        Files.createDirectories(stateDir);
        try (AuditLog log = AuditLog.open(stateDir, settings, InstantSource.system(), System::nanoTime, head -> {})) {
            story.entries().forEach(entry -> log.append(entry.time(), entry.event()));
        }
        return stateDir;
    }

    private static Story story(String run, String cluster) {
        Story story = new Story(run, cluster, "e1").client(1, "a");
        for (int i = 0; i < 200; i++) {
            story.after(Duration.ofMinutes(1 + i % 7))
                    .query(1, NODES)
                    .reply("c" + i % 9)
                    .is(Outcome.MATCH);
            if (i % 10 == 0) {
                story.query(1, NODES).diverges("name", "enum-spelling");
                story.query(1, NODES).lags(1000L * i, 3000L * i);
            }
        }
        return story;
    }

    private static ClusterLog log(Selection selection, Path... stateDirs) {
        return new ClusterLog(List.of(stateDirs), selection, NOW, Progress.NONE);
    }

    private static List<AuditEntry> entries(ClusterLog log) throws IOException {
        List<AuditEntry> entries = new ArrayList<>();
        log.read(Set.of(), (source, entry) -> entries.add(entry));
        return entries;
    }

    /** Reading less than all of a record makes a report faster and nothing else. */
    @Test
    void whatAReportPassesOverDoesNotMatterToIt() throws IOException {
        Path stateDir = write("one", story("r1", "alpha"), 1 << 20);
        assertEquals(report(Set.of(), stateDir), report(ConsistencyReportBuilder.WITHOUT, stateDir));
        List<String> clients = new ArrayList<>();
        List<String> readiness = new ArrayList<>();
        for (Set<Detail> without : List.of(Set.<Detail>of(), ReadinessReportBuilder.WITHOUT)) {
            ClientsReportBuilder who = new ClientsReportBuilder(Selection.ALL);
            ReadinessReportBuilder ready = new ReadinessReportBuilder(Selection.ALL, Standard.PLAIN, List.of(), NOW);
            LogHealth health = log(Selection.ALL, stateDir).read(Set.of(), without, (source, entry) -> {
                who.accept(entry);
                ready.accept(source, entry);
            });
            clients.add(new JsonRenderer().render(who.build(NOW)));
            readiness.add(ReadinessJson.render(ready.build(NOW, health, who.build(NOW), List.of())));
        }
        assertEquals(clients.getFirst(), clients.getLast());
        assertEquals(readiness.getFirst(), readiness.getLast());
    }

    private static String report(Path... stateDirs) throws IOException {
        return report(ConsistencyReportBuilder.WITHOUT, stateDirs);
    }

    private static String report(Set<Detail> without, Path... stateDirs) throws IOException {
        ConsistencyReportBuilder builder = new ConsistencyReportBuilder(Selection.ALL);
        LogHealth health = log(Selection.ALL, stateDirs)
                .read(ConsistencyReportBuilder.EVENTS, without, (source, entry) -> builder.accept(entry));
        return ConsistencyJson.render(builder.build(NOW, health, Duration.ofSeconds(20), null, StoredValues.NONE));
    }

    @ParameterizedTest
    @ValueSource(longs = {2_000, 10_000, 100_000})
    void reportsDoNotDependOnHowSegmentsAreCut(long segmentBytes) throws IOException {
        String whole = report(write("whole", story("r1", "alpha"), 1L << 40));
        assertEquals(whole, report(write("cut", story("r1", "alpha"), segmentBytes)));
    }

    @Test
    void severalFoldersAreMergedByTime() throws IOException {
        Path one = write("one", story("r1", "alpha"), 1L << 20);
        Path two = write("two", story("r2", "alpha"), 1L << 20);
        List<AuditEntry> entries = entries(log(Selection.ALL, one, two));
        assertEquals(entries(log(Selection.ALL, one)).size() * 2, entries.size());
        for (int i = 1; i < entries.size(); i++) {
            assertTrue(!entries.get(i).time().isBefore(entries.get(i - 1).time()), "entry " + i);
        }
    }

    @Test
    void twoClustersAreNotPooledUnlessOneIsChosen() throws IOException {
        Path one = write("one", story("r1", "alpha"), 1L << 20);
        Path two = write("two", story("r2", "beta"), 1L << 20);
        IOException mixed = assertThrows(MixedClustersException.class, () -> entries(log(Selection.ALL, one, two)));
        assertEquals(
                "the log holds several clusters: alpha, beta (expected: one; choose it by --cluster)",
                mixed.getMessage());
        Selection beta = new Selection(TimeRange.ALL, "beta", null, null);
        assertEquals(entries(log(Selection.ALL, two)), entries(log(beta, one, two)));
    }

    @Test
    void damageAndClocksAreTold() throws IOException {
        Story story = story("r1", "alpha");
        story.at(Story.START.minus(Duration.ofDays(2))).query(1, NODES).is(Outcome.MATCH);
        story.at(NOW.plus(Duration.ofDays(1))).query(1, NODES).is(Outcome.MATCH);
        Path stateDir = write("state", story, 1L << 40);
        LogHealth health = log(Selection.ALL, stateDir).read(Set.of(), (source, entry) -> {});
        assertEquals(2, health.ahead());
        assertEquals(1, health.setBack());
        assertTrue(health.largestStep().compareTo(Duration.ofDays(2)) > 0, health::toString);
        assertTrue(health.isSound() == false && health.damaged() == 0);

        Files.writeString(stateDir.resolve("audit/audit-0000000000000009999.jsonl"), "this is no record\n".repeat(100));
        LogHealth damaged = log(Selection.ALL, stateDir).read(Set.of(), (source, entry) -> {});
        assertEquals(health.records(), damaged.records());
        assertTrue(damaged.damaged() >= 100, damaged::toString);
        assertEquals(20, damaged.damages().size());
        assertEquals(
                2,
                LogWords.warnings(damaged).stream()
                        .filter(text -> text.contains("clock"))
                        .count());
    }

    @Test
    void anEmptyLogIsSound() throws IOException {
        Files.createDirectories(folder.resolve("state/audit"));
        LogHealth health = log(Selection.ALL, folder.resolve("state")).read(Set.of(), (source, entry) -> {});
        assertEquals(0, health.records());
        assertTrue(health.isSound());
    }

    /** The progress grows from nothing to everything. */
    @Test
    void progressIsToldToTheEnd() throws IOException {
        Path stateDir = write("state", story("r1", "alpha"), 4_000);
        List<Long> told = new ArrayList<>();
        new ClusterLog(List.of(stateDir), Selection.ALL, NOW, (done, all) -> {
                    assertTrue(done <= all, done + " of " + all);
                    told.add(done);
                })
                .read(Set.of(), (source, entry) -> {});
        assertEquals(told.stream().sorted().toList(), told);
        assertTrue(told.getLast() > 0);
    }
}
