package org.paralux.report.readiness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paralux.audit.AuditEvent.EpochChanged;
import org.paralux.audit.Outcome;
import org.paralux.audit.SkipCause;
import org.paralux.audit.statistics.Bounds;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.report.Story;
import org.paralux.report.clients.ClientsReportBuilder;
import org.paralux.report.log.LogHealth;
import org.paralux.report.log.Selection;

class ReadinessReportTest {
    private static final String NODES = "{\"method\":\"Query\",\"args\":[\"node\",[\"name\"],null]}";
    private static final String ROLES = "{\"method\":\"Query\",\"args\":[\"node\",[\"role\"],null]}";
    private static final String CLASS = "Query/node";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Standard STANDARD = new Standard(0.01, 0.05, 1, Duration.ofSeconds(20));
    private static final LogHealth SOUND = new LogHealth(
            1, Story.START, Story.START, List.of("alpha"), 0, List.of(), 0, List.of(), 0, 0, Duration.ZERO, null);

    private static ReadinessReport report(Story story, String... probes) {
        List<Query> catalogue = List.of(probes).stream()
                .map(request -> Query.in(Payload.of(request)).orElseThrow())
                .toList();
        Instant now = story.entries().getLast().time();
        ReadinessReportBuilder builder = new ReadinessReportBuilder(Selection.ALL, STANDARD, catalogue, now);
        ClientsReportBuilder clients = new ClientsReportBuilder(Selection.ALL);
        story.entries().forEach(entry -> {
            builder.accept(0, entry);
            clients.accept(entry);
        });
        return builder.build(now, SOUND, clients.build(now), List.of());
    }

    private static ClassVerdict verdict(Story story, String... probes) {
        return report(story, probes).classes().stream()
                .filter(row -> row.name().equals(CLASS))
                .findFirst()
                .orElseThrow();
    }

    /** Six queries an hour, for so many hours, in turn by so many clients, each with a cell of its own. */
    private static Story clean(int hours, int cells) {
        Story story = Story.begin();
        for (int client = 1; client <= cells; client++) {
            story.client(client, "a" + client);
        }
        for (int hour = 0; hour < hours; hour++) {
            story.after(HOUR);
            for (int i = 0; i < 6; i++) {
                int client = 1 + (hour * 6 + i) % cells;
                story.query(client, NODES).reply("c" + client % 7).is(Outcome.MATCH);
            }
        }
        return story;
    }

    @Test
    void enoughCleanCellsOverEnoughDaysAreAGo() {
        ClassVerdict verdict = verdict(clean(400, 420));
        assertEquals(Verdict.GO, verdict.verdict(), verdict::reason);
        assertEquals(420, verdict.bounds().cells());
        assertEquals(420, verdict.bounds().blocks());
        assertFalse(verdict.exhaustion());
        assertEquals(0L, verdict.moreCleanCells());
        assertEquals(0L, verdict.moreCleanBlocks());
        assertTrue(verdict.bounds().decides() <= 0.01);
    }

    @Test
    void oneCellTooFewIsNotEnoughAndSaysHowManyMore() {
        ClassVerdict verdict = verdict(clean(400, 408));
        assertEquals(Verdict.NOT_ENOUGH_EVIDENCE, verdict.verdict(), verdict::reason);
        assertEquals(1L, verdict.moreCleanCells());
        assertEquals(1L, verdict.moreCleanBlocks());
        assertTrue(verdict.reason().contains("1 more clean cell and 1 more clean client hour"), verdict::reason);
    }

    /** What a client asks in one hour may fail together, so it counts as one. */
    @Test
    void cellsOfOneClientsHourAreNoMoreThanOneBlock() {
        Story story = clean(400, 300);
        for (int i = 0; i < 200; i++) {
            story.query(1, NODES).reply("d" + i).is(Outcome.MATCH);
        }
        for (int i = 0; i < 4000; i++) {
            story.query(1, NODES).reply("d0").is(Outcome.MATCH);
        }
        ClassVerdict verdict = verdict(story);
        assertEquals(500, verdict.bounds().cells());
        assertEquals(301, verdict.bounds().blocks());
        assertEquals(verdict.bounds().byBlocks(), verdict.bounds().decides());
        assertTrue(verdict.bounds().anytime() <= 0.01);
        assertEquals(0L, verdict.moreCleanCells());
        assertEquals(409 - 301L, verdict.moreCleanBlocks());
        assertEquals(Verdict.NOT_ENOUGH_EVIDENCE, verdict.verdict(), verdict::reason);
    }

    /** One bad hour of one client is one failure, however much was asked in it. */
    @Test
    void oneBadHourIsNotANoGo() {
        Story story = clean(30, 60);
        story.after(HOUR);
        for (int i = 0; i < 50; i++) {
            story.query(1, NODES).reply("f" + i).is(Outcome.SHADOW_FAILED);
        }
        assertEquals(Verdict.NOT_ENOUGH_EVIDENCE, verdict(story).verdict());
    }

    @Test
    void eightDaysMustBeObserved() {
        ClassVerdict verdict = verdict(clean(7 * 24, 500));
        assertEquals(Verdict.NOT_ENOUGH_EVIDENCE, verdict.verdict());
        assertEquals(
                List.of("time observed"),
                verdict.gates().stream()
                        .filter(gate -> !gate.open())
                        .map(Gate::name)
                        .sorted()
                        .toList());
    }

    @Test
    void oneCertainDivergenceIsANoGo() {
        Story story = clean(400, 420);
        story.query(1, NODES).diverges("name", "enum-spelling");
        assertEquals(Verdict.NO_GO, verdict(story).verdict());
    }

    @Test
    void whatOnlyFailsSometimesIsNoGoOnceThatIsCertain() {
        Story story = clean(30, 60);
        story.query(1, NODES).reply("f1").is(Outcome.UNDECIDED);
        assertEquals(Verdict.NOT_ENOUGH_EVIDENCE, verdict(story).verdict());
        for (int i = 0; i < 12; i++) {
            story.query(2 + i, NODES).reply("f" + i).is(Outcome.SHADOW_FAILED);
        }
        assertEquals(Verdict.NO_GO, verdict(story).verdict());
    }

    @Test
    void answeredOnlyByRefusedIsNotMigratable() {
        Story story = Story.begin().client(1, "a");
        for (int i = 0; i < 5; i++) {
            story.query(1, NODES).is(Outcome.REFUSED);
        }
        assertEquals(Verdict.NOT_MIGRATABLE, verdict(story).verdict());
    }

    /** A cell fails if any trial in it does. */
    @Test
    void aCellCountsOnceAndFailsByAnyTrial() {
        Story story = Story.begin().client(1, "a");
        for (int i = 0; i < 100; i++) {
            story.query(1, NODES).reply("same").is(Outcome.MATCH);
        }
        story.query(1, NODES).reply("same").is(Outcome.UNDECIDED);
        Bounds bounds = verdict(story).bounds();
        assertEquals(1, bounds.cells());
        assertEquals(1, bounds.failed());
    }

    @Test
    void aLagOverTheLimitFailsByItsUpperEnd() {
        Story story = Story.begin().client(1, "a");
        story.query(1, NODES).reply("a").lags(1_000_000L, 20_000_000L);
        assertEquals(0, verdict(story).bounds().failed());
        story.query(1, NODES).reply("b").lags(1_000_000L, 20_000_001L);
        story.query(1, NODES).reply("c").lags(1_000_000L, null);
        assertEquals(2, verdict(story).bounds().failed());
    }

    @Test
    void skipsByCircumstanceCapTheVerdict() {
        Story story = clean(400, 420);
        for (int i = 0; i < 30; i++) {
            story.query(1, NODES).skipped(SkipCause.SAMPLED_OUT);
        }
        assertEquals(Verdict.GO, verdict(story).verdict());
        for (int i = 0; i < 30; i++) {
            story.query(1, NODES).skipped(SkipCause.QUEUE_FULL);
        }
        assertEquals(Verdict.NOT_ENOUGH_EVIDENCE, verdict(story).verdict());
    }

    @Test
    void everyQuerySeenMustBeCompared() {
        Story story = clean(400, 420).client(1000, "b");
        story.query(1000, NODES).skipped(SkipCause.SAMPLED_OUT);
        ReadinessReport report = report(story);
        assertEquals(Verdict.NOT_ENOUGH_EVIDENCE, report.classes().getFirst().verdict());
        assertEquals(List.of("0 /usr/sbin/b cron.service"), report.neverCompared());
    }

    /** Evidence of two epochs is never pooled. */
    @Test
    void aNewEpochBeginsWithNothing() {
        Story story = clean(400, 420);
        assertEquals(Verdict.GO, verdict(story).verdict());
        story.add(new EpochChanged("e2", Map.of(), "1", "r", "new build"));
        ReadinessReport report = report(story);
        assertEquals("e2", report.epoch());
        assertEquals(1, report.earlierEpochs());
        assertEquals(Verdict.NOT_ENOUGH_EVIDENCE, report.classes().getFirst().verdict());
        assertEquals(0, report.classes().getFirst().trials());
        assertEquals(0, report.classes().getFirst().comparedPairs());
        assertEquals(420, report.classes().getFirst().pairs());
    }

    @Test
    void aSmallClassIsJudgedByExhaustion() {
        Story story = clean(400, 4);
        ClassVerdict verdict = verdict(story, NODES);
        assertTrue(verdict.exhaustion());
        assertEquals(Verdict.GO, verdict.verdict(), verdict::reason);
        assertEquals(Verdict.NOT_ENOUGH_EVIDENCE, verdict(story, NODES, ROLES).verdict());
        assertEquals(Verdict.NOT_ENOUGH_EVIDENCE, verdict(clean(400, 2), NODES).verdict());
    }

    @Test
    void whatRulesClearCountsAsFailedWithoutThem() {
        Story story = clean(50, 100);
        story.query(1, NODES).reply("r").by("tags").is(Outcome.EQUIVALENT);
        Bounds bounds = verdict(story).bounds();
        assertEquals(0, bounds.failed());
        assertEquals(1, bounds.failedWithoutRules());
        assertTrue(bounds.withoutRules() > bounds.decides());
    }

    @Test
    void theGapIsClosedByProbes() {
        Story story = clean(10, 10);
        story.query(1, ROLES).skipped(SkipCause.RATE);
        Coverage coverage = report(story, NODES, "{\"method\":\"QueryFields\",\"args\":[\"node\",[\"name\"]]}")
                .coverage();
        assertEquals(2, coverage.seen());
        assertEquals(1, coverage.compared());
        assertEquals(1, coverage.catalogue());
        assertEquals("role", coverage.never().getFirst().field());
        assertEquals(
                List.of(ROLES, "{\"method\":\"QueryFields\",\"args\":[\"node\",[\"name\"]]}"),
                coverage.probes().stream().map(Coverage.Probe::request).toList());
    }

    @Test
    void whenIsSaidFromThePaceOfNewCells() {
        ClassVerdict steady = verdict(clean(50, 3000));
        assertNotNull(steady.readyInDays());
        ClassVerdict stuck = verdict(clean(400, 350));
        assertNull(stuck.readyInDays());
        assertTrue(stuck.when().contains("probes"), stuck::when);
    }
}
