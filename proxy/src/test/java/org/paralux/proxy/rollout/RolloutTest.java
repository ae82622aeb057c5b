package org.paralux.proxy.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.audit.AuditEvent;

/** How stages change, and what becomes of them over a restart. */
class RolloutTest {
    private static final String INSTANCES = "Query/instance";
    private static final Rollout.Limits LIMITS = new Rollout.Limits(true, true, Set.of("job", "live"));

    @TempDir
    private Path folder;

    private final List<AuditEvent.StageChanged> told = new ArrayList<>();
    private final List<AuditEvent.ClientSpared> spares = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private String epoch = "e1";

    private Rollout started(Rollout.Limits limits, String host) {
        Rollout rollout = new Rollout(limits, folder, host, () -> epoch, this::tell, () -> now);
        rollout.resume();
        return rollout;
    }

    private void tell(Instant time, AuditEvent event) {
        switch (event) {
            case AuditEvent.StageChanged changed -> told.add(changed);
            case AuditEvent.ClientSpared spared -> spares.add(spared);
            default -> throw new AssertionError(event);
        }
    }

    private Rollout started() {
        return started(LIMITS, "node1");
    }

    private static StageChange change(String to, String... classes) {
        return new StageChange(List.of(classes), ClassStage.of(to), "uid 0 (root), pid 7", "a test", null);
    }

    private static String problem(Rollout rollout, StageChange change) {
        StageTable before = rollout.table();
        StageException problem = assertThrows(StageException.class, () -> rollout.change(change));
        assertEquals(before, rollout.table());
        return String.valueOf(problem.getMessage());
    }

    @Test
    void everyChangeIsToldWithWhoAndWhy() throws StageException {
        Rollout rollout = started();
        rollout.change(change("canary 10%", INSTANCES, "Query/node"));
        rollout.change(change("split", INSTANCES));
        rollout.change(change("split", INSTANCES));
        assertEquals(
                List.of(
                        new AuditEvent.StageChanged(
                                INSTANCES, "shadow", "canary 10%", "uid 0 (root), pid 7", "a test", null, "e1"),
                        new AuditEvent.StageChanged(
                                "Query/node", "shadow", "canary 10%", "uid 0 (root), pid 7", "a test", null, "e1"),
                        new AuditEvent.StageChanged(
                                INSTANCES, "canary 10%", "split", "uid 0 (root), pid 7", "a test", null, "e1")),
                told);
        assertTrue(rollout.table().isRouted());
        assertEquals(ClassStage.SHADOW, rollout.table().of("Query/group"));
    }

    @Test
    void whoIsSparedIsSparedUntilItsTimeWhateverBecomesOfTheStages() throws StageException {
        Rollout rollout = started();
        Instant until = now.plusSeconds(60);
        rollout.spare("0 (root) x y", until, "uid 0", "soon mended");
        assertEquals(List.of(new AuditEvent.ClientSpared("0 (root) x y", until, "uid 0", "soon mended")), spares);
        rollout.change(change("split"));
        rollout.epochChanged("another build");
        rollout.kill("uid 0", "a test");
        assertTrue(rollout.isSpared("0 (root) x y"));
        now = now.plusSeconds(60);
        assertFalse(rollout.isSpared("0 (root) x y"));
    }

    @Test
    void stagesOutliveARestart() throws StageException {
        Rollout before = started();
        before.change(change("canary 2.5%", INSTANCES));
        before.change(change("observe"));
        before.spare("0 (root) x y", now.plusSeconds(60), "uid 0", "soon mended");
        told.clear();
        Rollout after = started();
        assertEquals(before.table(), after.table());
        assertEquals(List.of(), told);
        assertTrue(after.isSpared("0 (root) x y"));
        now = now.plusSeconds(60);
        assertFalse(after.isSpared("0 (root) x y"));
    }

    @Test
    void stagesNeverTravelToAnotherHostOrEpoch() throws StageException {
        started().change(change("split", INSTANCES));
        told.clear();
        assertEquals(StageTable.all(ClassStage.SHADOW), started(LIMITS, "node2").table());
        assertEquals("the stages were of another host, node1", told.getFirst().why());

        started().change(change("split", INSTANCES));
        told.clear();
        epoch = "e2";
        assertEquals(StageTable.all(ClassStage.SHADOW), started().table());
        assertEquals(StageChange.PARALUX, told.getFirst().by());
    }

    @Test
    void stagesThatAreImpossibleByNowAreNotResumed() throws StageException {
        started().change(change("split", INSTANCES));
        Rollout withoutShadow = started(new Rollout.Limits(false, true, Set.of()), "node1");
        assertEquals(StageTable.all(ClassStage.OBSERVE), withoutShadow.table());
    }

    @Test
    void aFileThatCannotBeUnderstoodIsLikeNone() throws IOException {
        for (String text : List.of("", "{", "{\"version\":2}", "{\"version\":1,\"others\":\"everything\"}")) {
            Files.writeString(folder.resolve("stages.json"), text);
            assertEquals(StageTable.all(ClassStage.SHADOW), started().table(), text);
        }
    }

    @Test
    void anotherEpochTakesEveryClassBack() throws StageException {
        Rollout rollout = started();
        rollout.change(change("split", INSTANCES));
        epoch = "e2";
        rollout.epochChanged("shadow: 3.0.3, was 3.0.2");
        assertEquals(StageTable.all(ClassStage.SHADOW), rollout.table());
        assertEquals("shadow: 3.0.3, was 3.0.2", told.getLast().why());
        assertEquals(rollout.table(), started().table());
    }

    @Test
    void aKillStopsEvenTheAsking() throws StageException {
        Rollout rollout = started();
        rollout.change(change("split", INSTANCES));
        rollout.kill("uid 0", "enough");
        assertEquals(StageTable.all(ClassStage.OBSERVE), rollout.table());
    }

    @Test
    void whatCannotBeIsSaidAndChangesNothing() {
        assertTrue(problem(started(), change("split", "Query/job")).contains("the shadow cannot see 'job'"));
        assertTrue(problem(started(), change("canary 1%", INSTANCES, "Query/node/live"))
                .contains("'live'"));
        Rollout withoutShadow = started(new Rollout.Limits(false, true, Set.of()), "node1");
        assertTrue(problem(withoutShadow, change("shadow")).contains("there is no shadow"));
        Rollout onQuerySocket = started(new Rollout.Limits(true, false, Set.of()), "node1");
        assertTrue(problem(onQuerySocket, change("enforce", INSTANCES)).contains("this is the query socket"));
    }
}
