package org.paralux.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outcomes of a run add up to the queries that were eligible, as its proxy.stopped counts them. */
final class OutcomeAccountTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path stateDir;

    /** A run of random outcomes: its records, what proxy.stopped says of it, and what gaps own up to. */
    private static final class Run {
        final List<AuditEvent.QueryOutcome> outcomes = new ArrayList<>();
        final Map<String, Long> counts = new HashMap<>();
        long lost;

        Run(Random random) {
            counts.put("match", 0L);
            for (int i = random.nextInt(1, 40); i > 0; i--) {
                Outcome outcome = oneOf(random, Outcome.values());
                SkipCause cause = outcome == Outcome.SKIPPED ? oneOf(random, SkipCause.values()) : null;
                add(outcome, cause, random.nextInt(5) == 0);
            }
            long inFlight = random.nextInt(3);
            counts.put("in-flight", inFlight);
            add("trials", inFlight);
            add("eligible", inFlight);
            add("skipped", 0);
        }

        private static <T> T oneOf(Random random, T[] all) {
            return List.of(all).get(random.nextInt(all.length));
        }

        private void add(Outcome outcome, @Nullable SkipCause cause, boolean goesLost) {
            add("eligible", 1);
            add(cause == null ? "trials" : "skipped", 1);
            add(cause == null ? outcome.word() : "skipped." + cause.word(), 1);
            if (cause == SkipCause.STAGE) {
                return; // counted, never recorded
            }
            if (goesLost) {
                lost++;
            } else {
                outcomes.add(Events.outcome("r1-" + outcomes.size(), "r1-p1", outcome, cause));
            }
        }

        private void add(String counter, long more) {
            counts.merge(counter, more, Long::sum);
        }

        @Nullable String mismatch() {
            OutcomeAccount account = new OutcomeAccount(true);
            outcomes.forEach(account::add);
            account.lose(lost);
            return account.mismatch(counts, false);
        }
    }

    @Test
    void whatAddsUpIsFoundToAddUpAndOneMoreOrLessAnywhereIsNot() {
        long seed = 20261125;
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            Run run = new Run(random);
            String message = "seed " + seed + ", round " + round;
            assertNull(run.mismatch(), message);
            for (String counter : List.copyOf(run.counts.keySet())) {
                for (long by : new long[] {1, -1}) {
                    run.add(counter, by);
                    assertNotNull(run.mismatch(), message + ", " + counter + " by " + by);
                    run.add(counter, -by);
                }
            }
            if (!run.outcomes.isEmpty()) {
                AuditEvent.QueryOutcome taken = run.outcomes.removeLast();
                assertNotNull(run.mismatch(), message + ", without " + taken.outcome());
                run.outcomes.add(taken);
                run.outcomes.add(taken);
                assertNotNull(run.mismatch(), message + ", twice " + taken.outcome());
            }
        }
    }

    @Test
    void aRunWithoutAShadowStatesNoOutcomes() {
        OutcomeAccount account = new OutcomeAccount(false);
        assertNull(account.mismatch(Map.of("eligible", 5L, "trials", 0L, "skipped", 5L), false));
        assertEquals(
                "eligible: proxy.stopped says 5, and 4 trials and skipped",
                account.mismatch(Map.of("eligible", 5L, "trials", 0L, "skipped", 4L), false));
    }

    @Test
    void aVerificationCountsOutcomesOfEachRunWithItsGaps() throws Exception {
        TestLog test = new TestLog(stateDir);
        Map<String, Long> counts = Map.of(
                "received",
                4L,
                "queries",
                4L,
                "eligible",
                4L,
                "trials",
                3L,
                "skipped",
                1L,
                "match",
                2L,
                "lag",
                1L,
                "skipped.queue-full",
                1L);
        try (AuditLog log = test.open()) {
            for (String run : List.of("r1", "r2")) {
                log.append(Events.START, started(run));
                for (int i = 0; i < 4; i++) {
                    log.append(Events.START, Events.query(run + "-" + i, run + "-p1"));
                }
                log.append(Events.START, Events.outcome(run + "-0", run + "-p1", Outcome.MATCH));
                log.append(Events.START, Events.outcome(run + "-1", run + "-p1", Outcome.LAG));
                log.append(Events.START, Events.divergence(run + "-1"));
                if (run.equals("r1")) {
                    log.append(Events.START, Events.outcome(run + "-2", run + "-p1", Outcome.SKIPPED));
                }
                log.append(
                        Events.START,
                        new AuditEvent.Gap(Map.of("outcome", 1L), Events.START, Events.START, "queue-full"));
                log.append(Events.START, Events.stopped(run, counts));
            }
        }
        Verification verification = test.verify();
        assertNull(verification.damage());
        RunAccount sound = verification.runs().getFirst();
        assertNull(sound.mismatch());
        assertEquals(Map.of("match", 1L, "lag", 1L, "skipped.queue-full", 1L), sound.outcomes());
        assertEquals(1, sound.lostOutcomes());
        assertEquals(
                "outcomes: 2 are not in the log, gaps own up to 1",
                verification.runs().getLast().mismatch());
        assertFalse(verification.isSound());
        assertTrue(verification.lines().stream().anyMatch(line -> line.contains("4 requests and 3 outcomes recorded")));
    }

    @Test
    void theOutcomesThatACrashLostAreCounted() throws Exception {
        TestLog test = new TestLog(stateDir);
        try (AuditLog log = test.open()) {
            for (String run : List.of("r1", "r2", "r3")) {
                log.append(Events.START, started(run));
                for (int i = 0; i < 5; i++) {
                    log.append(Events.START, Events.query(run + "-" + i, run + "-p1"));
                }
                if (run.equals("r1")) {
                    log.append(
                            Events.START,
                            new AuditEvent.Gap(Map.of("outcome", 1L), Events.START, Events.START, "queue-full"));
                }
                if (!run.equals("r3")) {
                    log.append(Events.START, Events.outcome(run + "-3", run + "-p1", Outcome.MATCH));
                }
            }
        }
        Verification verification = test.verify();
        assertEquals(
                List.of(3L, 4L, 0L),
                verification.runs().stream().map(RunAccount::lostInCrash).toList(),
                "of r1 one went with a gap; r3 was in observe");
        assertEquals(7, verification.lostInCrash());
        assertTrue(
                verification
                        .lines()
                        .contains(
                                "run r1: 5 requests and 1 outcomes recorded, no proxy.stopped; lost-in-crash: 3 outcomes"),
                () -> verification.lines().toString());
        assertTrue(verification.isSound());
    }

    @Test
    void anEligibleQueryIsCountedFromItsExchange() throws Exception {
        TestLog test = new TestLog(stateDir);
        try (AuditLog log = test.open()) {
            log.append(Events.START, Events.started("r1"));
            log.append(Events.START, Events.query("r1-1", "r1-p1"));
            log.append(Events.START, Events.stopped("r1", Map.of("received", 1L, "queries", 1L, "eligible", 2L)));
        }
        assertEquals(
                "eligible: proxy.stopped says 2, the log holds 1, gaps own up to 0",
                test.verify().runs().getFirst().mismatch());
    }

    @Test
    void anOutcomeThatContradictsItselfIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Events.outcome("r1-1", "p", Outcome.SKIPPED, null));
        assertThrows(IllegalArgumentException.class, () -> Events.outcome("r1-1", "p", Outcome.LAG, SkipCause.RATE));
        assertThrows(IllegalArgumentException.class, () -> new Lag(8L, 7L));
    }

    private static AuditEvent.ProxyStarted started(String run) {
        AuditEvent.ProxyStarted without = Events.started(run);
        return new AuditEvent.ProxyStarted(
                run,
                without.cluster(),
                without.node(),
                without.pid(),
                without.listen(),
                without.listenRole(),
                without.primary(),
                "/run/ganeti/socket/ganeti-query",
                null,
                without.builds(),
                without.epoch());
    }
}
