package org.paralux.report.consistency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paralux.audit.Outcome;
import org.paralux.audit.SkipCause;
import org.paralux.report.Story;
import org.paralux.report.TimeRange;
import org.paralux.report.log.LogHealth;
import org.paralux.report.log.Selection;

class ConsistencyReportTest {
    private static final String NODES = "{\"method\":\"Query\",\"args\":[\"node\",[\"name\",\"role\"],null]}";
    private static final String JOBS = "{\"method\":\"QueryJobs\",\"args\":[[1],[\"id\"]]}";
    private static final String FILTERED =
            "{\"method\":\"Query\",\"args\":[\"instance\",[\"name\"],[\"|\",[\"=\",\"name\",\"a'b\"],[\">\",\"be/memory\",5]]]}";
    private static final LogHealth SOUND = new LogHealth(
            1, Story.START, Story.START, List.of("alpha"), 0, List.of(), 0, List.of(), 0, 0, Duration.ZERO, null);

    private static ConsistencyReport report(Story story) {
        return report(story, Selection.ALL, null);
    }

    private static ConsistencyReport report(Story story, Selection selection, @Nullable Baseline baseline) {
        ConsistencyReportBuilder builder = new ConsistencyReportBuilder(selection);
        story.entries().forEach(builder::accept);
        Instant now = Story.START.plus(Duration.ofDays(30));
        return builder.build(
                now,
                SOUND,
                Duration.ofSeconds(20),
                baseline,
                (evidence, path) ->
                        Optional.of(new StoredValues.Values("\"primary of " + evidence + "\"", null, null)));
    }

    private static Story ofEverySort() {
        Story story = Story.begin().client(1, "gnt-node").client(2, "watcher");
        for (Outcome outcome : List.of(
                Outcome.MATCH,
                Outcome.MATCH,
                Outcome.MOVED,
                Outcome.REFUSED,
                Outcome.UNDECIDED,
                Outcome.SHADOW_FAILED)) {
            story.query(1, NODES).is(outcome);
        }
        story.query(1, NODES).by("tags").is(Outcome.EQUIVALENT);
        story.query(2, JOBS).lags(50_000L, 250_000L);
        story.query(2, JOBS).skipped(SkipCause.SAMPLED_OUT);
        story.query(2, JOBS).skipped(SkipCause.RATE);
        story.query(1, NODES).diverges("role", "enum-spelling");
        story.query(2, JOBS);
        return story.command(1);
    }

    @Test
    void everyQueryIsCountedOnceAndTheSumsHold() {
        Accounts accounts = report(ofEverySort()).accounts();
        assertEquals(12, accounts.eligible());
        assertEquals(9, accounts.trials());
        assertEquals(2, accounts.skipped());
        assertEquals(1, accounts.withoutOutcome());
        assertEquals(Map.of("sampled-out", 1L, "rate", 1L), accounts.skips());
        assertEquals(13, accounts.received());
        accounts.identities().forEach(identity -> assertTrue(identity.holds(), identity::text));
        for (Outcome outcome : Outcome.values()) {
            long expected = outcome == Outcome.MATCH ? 2 : 1;
            if (outcome.isTrial()) {
                assertEquals(expected, accounts.outcomes().get(outcome.word()), outcome::word);
            }
        }
    }

    /** Causes that stand together in a trial are gone only together. */
    @Test
    void theFirstCauseRemovesMost() {
        Story story = Story.begin().client(1, "a");
        for (int i = 0; i < 10; i++) {
            story.query(1, NODES).diverges("role", "enum-spelling");
        }
        for (int i = 0; i < 4; i++) {
            story.query(1, NODES).diverges("role", "tuple-arity", "definition-wording");
        }
        List<CauseRow> causes = report(story).causes();
        assertEquals(
                List.of("enum-spelling", "definition-wording", "tuple-arity"),
                causes.stream().map(CauseRow::cause).toList());
        assertEquals(List.of(10L, 0L, 0L), causes.stream().map(CauseRow::alone).toList());
        assertEquals(
                List.of(10L, 10L, 14L),
                causes.stream().map(CauseRow::removedSoFar).toList());
        assertEquals(1.0, causes.getLast().share());
    }

    /** What a cause removes counts together with those before it. */
    @Test
    void theNextCauseRemovesMostOfWhatIsLeft() {
        Story story = Story.begin().client(1, "a");
        for (int i = 0; i < 10; i++) {
            story.query(1, NODES).diverges("role", "enum-spelling");
        }
        for (int i = 0; i < 5; i++) {
            story.query(1, NODES).diverges("role", "enum-spelling", "tuple-arity");
        }
        for (int i = 0; i < 3; i++) {
            story.query(1, NODES).diverges("role", "set-order");
        }
        List<CauseRow> causes = report(story).causes();
        assertEquals(
                List.of("enum-spelling", "tuple-arity", "set-order"),
                causes.stream().map(CauseRow::cause).toList());
        assertEquals(
                List.of(10L, 15L, 18L),
                causes.stream().map(CauseRow::removedSoFar).toList());
    }

    @Test
    void placesOfDifferentRowsAreOnePathWithExamples() {
        Story story = Story.begin().client(1, "a").client(2, "b");
        for (int i = 0; i < 50; i++) {
            story.after(Duration.ofSeconds(1)).query(1 + i % 2, NODES).diverges("role", "enum-spelling");
        }
        PathRow path = report(story).causes().getFirst().paths().getFirst();
        assertEquals("result.data[*].role", path.path());
        assertEquals(50, path.trials());
        assertEquals(Map.of("0 /usr/sbin/a cron.service", 25L, "0 /usr/sbin/b cron.service", 25L), path.clients());
        assertEquals(Story.START.plusSeconds(1), path.first());
        assertEquals(Story.START.plusSeconds(50), path.last());
        assertEquals(3, path.examples().size());
        Example example = path.examples().getFirst();
        assertEquals("\"primary of " + example.evidence() + "\"", example.primary());
        assertNull(example.shadow());
        assertEquals("gnt-node list --no-headers --separator=: -o name,role", example.command());
    }

    @Test
    void aFilterIsPutIntoTheLanguageOfTheCommand() {
        Story story = Story.begin().client(1, "a");
        story.query(1, FILTERED).diverges("name", "enum-spelling");
        Example example =
                report(story).causes().getFirst().paths().getFirst().examples().getFirst();
        assertEquals(
                "gnt-instance list --no-headers --separator=: -o name -F '(name == \"a'\\''b\") or (be/memory > 5)'",
                example.command());
        assertEquals(FILTERED, example.request());
    }

    @Test
    void anEarlierReportTellsNewKnownAndGone() {
        Story then = Story.begin().client(1, "a");
        then.query(1, NODES).diverges("role", "enum-spelling");
        then.query(1, NODES).diverges("name", "tuple-arity");
        Baseline baseline = Baseline.read(ConsistencyJson.render(report(then)));
        Story now = Story.begin().client(1, "a");
        now.query(1, NODES).diverges("role", "enum-spelling");
        now.query(1, NODES).diverges("role", "set-order");
        ConsistencyReport report = report(now, Selection.ALL, baseline);
        Map<String, Novelty> novelty = Map.of("enum-spelling", Novelty.KNOWN, "set-order", Novelty.NEW);
        report.causes().forEach(cause -> assertEquals(novelty.get(cause.cause()), cause.novelty()));
        assertEquals(
                List.of("tuple-arity"),
                report.gone().stream().map(row -> row.cause()).toList());
    }

    @Test
    void lagsAreIntervals() {
        Story story = Story.begin().client(1, "a");
        for (int i = 0; i < 90; i++) {
            story.query(1, NODES).lags(50_000L, 250_000L);
        }
        for (int i = 0; i < 10; i++) {
            story.query(1, NODES).lags(1_000_000L, 5_000_000L);
        }
        var lag = report(story).lag();
        assertNotNull(lag);
        assertEquals(100, lag.stale());
        assertEquals(250_000L, lag.p50().upTo());
        assertEquals(250_000L, lag.p90().upTo());
        assertEquals(5_000_000L, lag.p99().upTo());
        assertFalse(report(story).lagsTooLong());
        story.query(1, NODES).lags(6_000_000L, null);
        story.query(1, NODES).lags(6_000_000L, null);
        assertTrue(report(story).lagsTooLong());
    }

    /** A trial that was taken with a chance of one in ten stands for ten. */
    @Test
    void failingTrafficIsWeighted() {
        Story story = Story.begin().client(1, "a");
        story.query(1, NODES).taken(0.1).is(Outcome.UNDECIDED);
        story.query(1, NODES).taken(1).is(Outcome.MATCH);
        assertEquals(10.0 / 11, report(story).classes().getFirst().failing(), 1e-12);
    }

    @Test
    void onlyWhatIsSelectedCounts() {
        Story story = ofEverySort().after(Duration.ofDays(2));
        story.query(2, JOBS).diverges("id", "set-order");
        Selection jobs = new Selection(TimeRange.ALL, null, "QueryJobs/job", null);
        assertEquals(
                List.of("QueryJobs/job"),
                report(story, jobs, null).classes().stream().map(ClassRow::name).toList());
        Selection gnt = new Selection(TimeRange.ALL, null, null, "gnt-node");
        ConsistencyReport ofGnt = report(story, gnt, null);
        assertEquals(8, ofGnt.accounts().eligible());
        assertEquals(
                List.of("enum-spelling"),
                ofGnt.causes().stream().map(CauseRow::cause).toList());
        Selection early = Selection.of(new TimeRange(null, Story.START.plus(Duration.ofDays(1))));
        assertEquals(12, report(story, early, null).accounts().eligible());
    }

    @Test
    void whoReadsItsOwnWritesTooEarlyIsNamed() {
        Story story = Story.begin().client(1, "a").client(2, "b");
        story.command(1).after(Duration.ofSeconds(3)).query(1, NODES).lags(1L, 2L);
        story.query(2, NODES).lags(1L, 2L);
        story.after(Duration.ofMinutes(1)).query(1, NODES).lags(1L, 2L);
        var readers = report(story).readers();
        assertEquals(1, readers.size());
        assertEquals(1, readers.getFirst().stale());
        assertEquals("0 /usr/sbin/a cron.service", readers.getFirst().client());
    }

    @Test
    void nothingComparedIsNoConsistency() {
        Story story = Story.begin().client(1, "a");
        story.query(1, NODES);
        assertTrue(report(story).isEmpty());
        assertFalse(report(story).divergent());
    }
}
