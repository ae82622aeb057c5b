package org.paralux.proxy.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.Outcome;
import org.paralux.proxy.gate.GateStore;
import org.paralux.proxy.gate.Gates;
import org.paralux.proxy.gate.Trials;
import org.paralux.proxy.identity.ClientKeys;
import org.paralux.proxy.rollout.ClassStage;
import org.paralux.proxy.rollout.Rollout;
import org.paralux.proxy.rollout.StageChange;
import org.paralux.proxy.rollout.StageException;

/** How classes go on by a plan, and what holds them or takes them back. */
class PlanRunTest {
    private static final String INSTANCES = "Query/instance";
    private static final String GROUPS = "Query/group";
    private static final String BY = "uid 0 (root), pid 7";
    private static final String PLAN = """
            plan: p
            classes: [Query/instance, Query/group]
            steps:
              - {stage: shadow, dwell: 2d}
              - {stage: canary 10%, dwell: 1d}
              - {stage: split, dwell: 1d, approve: yes}
            """;

    @TempDir
    private Path folder;

    private final List<AuditEvent> told = new ArrayList<>();
    private final List<String> signs = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private String epoch = Trials.EPOCH;
    private long ids;

    /** All parts, as a proxy puts them together at a start. */
    private final class Parts {
        final Gates gates = new Gates((_, _) -> {}, new ClientKeys(), () -> epoch, new GateStore(folder), () -> now);
        final Rollout rollout;
        final PlanRun plan;

        Parts(String host) {
            rollout = new Rollout(
                    new Rollout.Limits(true, true, Set.of("job")),
                    folder,
                    host,
                    () -> epoch,
                    (_, event) -> told.add(event),
                    () -> now);
            plan = new PlanRun(rollout, gates, folder, host, () -> epoch, (_, event) -> told.add(event), () -> now);
            Guard guard = new Guard(rollout, plan, true, () -> epoch, (_, event) -> told.add(event));
            gates.listen(guard);
            guard.tell((about, sentence, urgent) -> signs.add(sentence + (urgent ? " !" : "")));
            rollout.resume();
            gates.resume();
            plan.resumeKept();
        }

        void start() throws PlanException {
            plan.start(PlanFile.read("p", PLAN), PLAN, BY, "a test");
        }

        void trial(String queryClass, Outcome outcome, boolean shadowFirst) {
            String id = "r-" + ++ids;
            String client = "c" + random.nextInt(10);
            String asked = shadowFirst ? "shadow" : "primary";
            String cell = "c" + now.getEpochSecond() / 3600;
            gates.append(now, Trials.exchange(id, queryClass, "f", client, asked, asked));
            gates.append(now, Trials.outcome(id, queryClass, "f", client, outcome, cell, 9000, 9000, 0));
        }

        /** A day's sound traffic, after which what is due moves. */
        void day() {
            for (int i = 0; i < 1_440; i++) {
                now = now.plusSeconds(60);
                trial(INSTANCES, Outcome.MATCH, i % 2 == 0);
                trial(GROUPS, Outcome.MATCH, i % 2 == 0);
            }
            gates.look();
            plan.tick();
        }

        String stage(String queryClass) {
            return rollout.table().of(queryClass).toString();
        }

        String next(String queryClass) {
            return plan.next(queryClass).orElseThrow().text();
        }

        void toCanary() throws PlanException {
            start();
            day();
            day();
            day();
            assertEquals("canary 10%", stage(INSTANCES));
            assertEquals("canary 10%", stage(GROUPS));
        }
    }

    @Test
    void classesGoOnWhenTheirTimeIsOverAndTheirGatesPass() throws PlanException {
        Parts parts = new Parts("node1");
        parts.start();
        assertTrue(parts.next(INSTANCES).startsWith("canary 10% at 2026-03-03T00:00:00Z if these gates pass by then"));
        parts.day();
        assertEquals("shadow", parts.stage(INSTANCES), "its time is not over");
        parts.day();
        parts.day();
        assertEquals("canary 10%", parts.stage(INSTANCES));
        assertEquals(2, parts.plan.next(INSTANCES).orElseThrow().step());
        parts.day();
        assertEquals("canary 10%", parts.stage(INSTANCES), "nobody approved");
        assertEquals("split when approved: 'paralux rollout plan approve'", parts.next(INSTANCES));
        parts.plan.approve(List.of(INSTANCES), BY, "go");
        assertEquals("split", parts.stage(INSTANCES));
        assertEquals("canary 10%", parts.stage(GROUPS));
        parts.day();
        assertEquals("done", parts.next(INSTANCES));
        assertEquals("split", parts.stage(INSTANCES));
    }

    @Test
    void withoutEvidenceNothingGoesOnHoweverLongItWaits() throws PlanException {
        Parts parts = new Parts("node1");
        parts.start();
        now = now.plus(Duration.ofDays(400));
        parts.plan.tick();
        assertEquals("shadow", parts.stage(INSTANCES));
        assertTrue(
                parts.next(INSTANCES).startsWith("canary 10% once these gates pass: divergence"),
                parts.next(INSTANCES));
    }

    @Test
    void aBreachTakesItsClassBackAtOnceAndAloneAndSaysWhy() throws PlanException {
        Parts parts = new Parts("node1");
        parts.toCanary();
        told.clear();
        signs.clear();
        parts.trial(INSTANCES, Outcome.DIVERGENT, true);
        assertEquals("shadow", parts.stage(INSTANCES));
        assertEquals("canary 10%", parts.stage(GROUPS));
        String why = "Query/instance: the two daemons differ for certain; see 'paralux explain r-" + ids + "'.";
        assertTrue(told.contains(
                new AuditEvent.StageChanged(INSTANCES, "canary 10%", "shadow", StageChange.PARALUX, why, null, epoch)));
        assertTrue(told.contains(
                new AuditEvent.GateChanged(INSTANCES, "divergence", "breach", "rollback", why, "r-" + ids, epoch)));
        assertTrue(told.contains(
                new AuditEvent.PlanChanged("p", INSTANCES, "rolled-back", StageChange.PARALUX, why, epoch)));
        assertEquals(List.of(why + " It is in shadow again. !"), signs);
        assertEquals("rolled-back until 'paralux rollout plan resume': " + why, parts.next(INSTANCES));
        for (int i = 0; i < 5; i++) {
            parts.day();
        }
        assertEquals("shadow", parts.stage(INSTANCES), "only somebody's word lets it go on");
        parts.plan.resume(List.of(INSTANCES), BY, "mended");
        parts.day();
        parts.day();
        parts.day();
        assertEquals("canary 10%", parts.stage(INSTANCES));
    }

    @Test
    void aClassComesBackFromEveryStageAlsoWithoutAPlan() throws StageException {
        for (String stage : List.of("canary 10%", "split", "enforce warn", "enforce")) {
            Parts parts = new Parts("node1");
            parts.rollout.change(new StageChange(List.of(INSTANCES), ClassStage.of(stage), BY, "a test", null));
            parts.trial(INSTANCES, Outcome.DIVERGENT, true);
            assertEquals("shadow", parts.stage(INSTANCES), stage);
        }
    }

    @Test
    void aPlanOutlivesARestartWithAllThatWasDecided() throws PlanException {
        Parts before = new Parts("node1");
        before.toCanary();
        before.trial(GROUPS, Outcome.DIVERGENT, true);
        Parts after = new Parts("node1");
        assertEquals(before.plan.current(), after.plan.current());
        assertEquals("canary 10%", after.stage(INSTANCES));
        assertEquals(before.next(GROUPS), after.next(GROUPS));
    }

    @Test
    void anotherEpochBeginsAgainAndWaitsForSomebody() throws PlanException {
        Parts parts = new Parts("node1");
        parts.toCanary();
        epoch = "e2";
        parts.rollout.epochChanged("a new epoch begins: the shadow's build");
        parts.gates.epochChanged();
        parts.plan.beginAgain("a new epoch begins: the shadow's build");
        assertEquals("shadow", parts.stage(INSTANCES));
        assertEquals("paused: a new epoch begins: the shadow's build", parts.next(INSTANCES));
        now = now.plus(Duration.ofDays(400));
        parts.plan.tick();
        assertEquals("shadow", parts.stage(INSTANCES));
        parts.plan.resume(List.of(), BY, "the build is meant");
        assertEquals(1, parts.plan.next(INSTANCES).orElseThrow().step());
        assertTrue(parts.next(INSTANCES).startsWith("canary 10% at " + now.plus(Duration.ofDays(2))));
    }

    @Test
    void aPlanNeverTravelsToAnotherHostNorToAnEpochThatItDidNotSee() throws PlanException {
        new Parts("node1").toCanary();
        Parts elsewhere = new Parts("node2");
        assertEquals("shadow", elsewhere.stage(INSTANCES));
        assertEquals("paused: the plan was of another host, node1", elsewhere.next(INSTANCES));
        epoch = "e2";
        assertEquals("paused: the plan was of another epoch, e1", new Parts("node2").next(INSTANCES));
    }

    @Test
    void whoMovesAClassByHandHoldsItsPlan() throws PlanException, StageException {
        Parts parts = new Parts("node1");
        parts.toCanary();
        parts.rollout.change(new StageChange(List.of(INSTANCES), ClassStage.OBSERVE, BY, "x", null));
        parts.plan.movedByHand(List.of(INSTANCES), BY);
        assertTrue(parts.next(INSTANCES).contains("it was moved to observe by " + BY));
        parts.day();
        assertEquals("observe", parts.stage(INSTANCES));
    }

    @Test
    void pauseHoldsAndAbortEndsAndKillEndsToo() throws PlanException {
        Parts parts = new Parts("node1");
        parts.start();
        assertThrows(PlanException.class, parts::start);
        assertThrows(PlanException.class, () -> parts.plan.approve(List.of(), BY, "x"), "nothing waits");
        parts.plan.pause(BY, "holidays");
        for (int i = 0; i < 4; i++) {
            parts.day();
        }
        assertEquals("shadow", parts.stage(INSTANCES));
        assertEquals("paused: holidays", parts.next(INSTANCES));
        parts.plan.abort(BY, "enough");
        assertFalse(parts.plan.isPlanned(INSTANCES));
        assertFalse(new Parts("node1").plan.isPlanned(INSTANCES));
        parts.start();
        parts.rollout.kill(BY, "out");
        parts.plan.killed(BY, "out");
        assertFalse(parts.plan.isPlanned(INSTANCES));
    }

    @Test
    void aPlanThatCannotBeChangesNothing() {
        Parts parts = new Parts("node1");
        String plan = PLAN.replace("Query/group", "Query/job");
        PlanException refused =
                assertThrows(PlanException.class, () -> parts.plan.start(PlanFile.read("p", plan), plan, BY, "x"));
        assertTrue(String.valueOf(refused.getMessage()).contains("the shadow cannot see 'job'"));
        assertFalse(parts.plan.isPlanned(INSTANCES));
        assertEquals(List.of(), told);
    }
}
