package org.paralux.proxy.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.Outcome;
import org.paralux.audit.SkipCause;
import org.paralux.proxy.identity.ClientKeys;

/** What gates say of outcomes. */
class GatesTest {
    private static final String CLASS = "Query/instance";
    private static final String OTHER = "Query/group";
    private static final long SEED = 20261130;

    @TempDir
    private Path folder;

    private final List<AuditEvent> recorded = new ArrayList<>();
    private final List<Breach> breaches = new ArrayList<>();
    private final List<GateKind> opened = new ArrayList<>();
    private final List<String> ready = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private long ids;

    private Gates gates() {
        Gates gates = new Gates(
                (_, event) -> recorded.add(event),
                new ClientKeys(),
                () -> Trials.EPOCH,
                new GateStore(folder),
                () -> now);
        gates.listen(new GateListener() {
            @Override
            public void breached(Breach breach) {
                breaches.add(breach);
            }

            @Override
            public void opened(String queryClass, GateKind kind, Instant time) {
                opened.add(kind);
            }

            @Override
            public void ready(String queryClass) {
                ready.add(queryClass);
            }
        });
        return gates;
    }

    private String trial(Gates gates, String queryClass, Outcome outcome, boolean shadowFirst, long shadowMicros) {
        String id = "r-" + ++ids;
        String client = "client " + random.nextInt(10);
        boolean answers = shadowFirst && outcome != Outcome.SHADOW_FAILED;
        now = now.plusSeconds(60);
        gates.append(
                now,
                Trials.exchange(
                        id,
                        queryClass,
                        "f" + random.nextInt(5),
                        client,
                        shadowFirst ? "shadow" : "primary",
                        answers ? "shadow" : "primary"));
        String cell = "c" + now.getEpochSecond() / 3600;
        gates.append(
                now,
                Trials.outcome(
                        id,
                        queryClass,
                        "f" + random.nextInt(5),
                        client,
                        outcome,
                        cell,
                        10_000,
                        shadowMicros,
                        30_000_000));
        return id;
    }

    /** Sound trials, balanced over who was asked first, until all gates must have opened. */
    private void sound(Gates gates, String queryClass, int count) {
        for (int i = 0; i < count; i++) {
            trial(gates, queryClass, Outcome.MATCH, i % 2 == 0, 10_000);
        }
    }

    private static Map<GateKind, GateState> states(Gates gates, String queryClass) {
        Map<GateKind, GateState> states = new EnumMap<>(GateKind.class);
        gates.standings(queryClass).forEach(each -> states.put(each.kind(), each.state()));
        return states;
    }

    @ParameterizedTest
    @EnumSource
    void withoutEvidenceNoGatePassesAndNoneIsBreached(GateKind kind) {
        Gates gates = gates();
        assertEquals(GateState.NOT_ENOUGH_EVIDENCE, states(gates, CLASS).get(kind));
        sound(gates, CLASS, 19);
        assertEquals(GateState.NOT_ENOUGH_EVIDENCE, states(gates, CLASS).get(kind));
        assertEquals(List.of(), breaches);
    }

    @ParameterizedTest
    @EnumSource
    void aSoundClassPassesEveryGateInTheEnd(GateKind kind) {
        Gates gates = gates();
        sound(gates, CLASS, 6_000);
        assertEquals(GateState.PASS, states(gates, CLASS).get(kind), () -> gates.readings(CLASS) + ", seed " + SEED);
        assertEquals(List.of(), breaches);
        assertEquals(GateState.NOT_ENOUGH_EVIDENCE, states(gates, OTHER).get(kind));
    }

    /** Without latency, which nobody knows fairly as long as the primary is always asked first. */
    @Test
    void aClassThatPassesAllItCanIsReadyAndIsSaidSoOnce() {
        Gates gates = gates();
        int passesAt = 0;
        for (int i = 1; i <= 6_000; i++) {
            trial(gates, CLASS, Outcome.MATCH, false, 10_000);
            gates.look();
            boolean passes = states(gates, CLASS).entrySet().stream()
                    .allMatch(each -> each.getKey() == GateKind.LATENCY || each.getValue() == GateState.PASS);
            passesAt = passes && passesAt == 0 ? i : passesAt;
            String when = "after " + i + " trials, seed " + SEED;
            if (!passes) {
                assertEquals(List.of(), ready, when);
            } else if (i > passesAt + passesAt / 20 + 20) {
                assertEquals(List.of(CLASS), ready, when);
            }
        }
        assertEquals(List.of(CLASS), ready);
        trial(gates, CLASS, Outcome.DIVERGENT, false, 10_000);
        gates.look();
        now = now.plus(Duration.ofDays(8));
        for (int i = 0; i < 6_000; i++) {
            trial(gates, CLASS, Outcome.MATCH, false, 10_000);
        }
        gates.look();
        gates.look();
        assertEquals(List.of(CLASS, CLASS), ready);
    }

    @Test
    void theFirstCertainDivergenceBreachesItsClassAloneAndAtOnce() {
        Gates gates = gates();
        sound(gates, CLASS, 6_000);
        sound(gates, OTHER, 6_000);
        String id = trial(gates, CLASS, Outcome.DIVERGENT, true, 10_000);
        assertEquals(1, breaches.size());
        Breach breach = breaches.getFirst();
        assertEquals(CLASS, breach.queryClass());
        assertEquals(GateKind.DIVERGENCE, breach.kind());
        assertEquals(now, breach.time());
        assertEquals(id, breach.exchange());
        assertTrue(breach.isNew());
        assertEquals(
                CLASS + ": the two daemons differ for certain; see 'paralux explain " + id + "'.", breach.sentence());
        assertEquals(GateState.BREACH, states(gates, CLASS).get(GateKind.DIVERGENCE));
        assertEquals(GateState.PASS, states(gates, OTHER).get(GateKind.DIVERGENCE));
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"UNDECIDED", "SHADOW_FAILED", "REFUSED", "LAG"})
    void whatFailsAgainAndAgainBreachesTheGateThatWatchesIt(Outcome outcome) {
        Gates gates = gates();
        sound(gates, CLASS, 6_000);
        int trials = 0;
        while (breaches.isEmpty() && trials < 200) {
            trial(gates, CLASS, outcome, trials % 2 == 0, 10_000);
            trials++;
        }
        GateKind expected = switch (outcome) {
            case UNDECIDED -> GateKind.DIVERGENCE;
            case SHADOW_FAILED -> GateKind.ERRORS;
            case REFUSED -> GateKind.REFUSED;
            default -> GateKind.LAG;
        };
        assertEquals(expected, breaches.getFirst().kind());
        assertTrue(trials <= 12, "only after " + trials + " trials that all fail");
        assertTrue(
                breaches.getFirst().sentence().endsWith("lately, and more than 1 % is too many."),
                breaches.getFirst().sentence());
    }

    @Test
    void noSingleFailureBreachesWhereSomeAreAcceptable() {
        Gates gates = gates();
        for (Outcome outcome : List.of(Outcome.UNDECIDED, Outcome.SHADOW_FAILED, Outcome.REFUSED, Outcome.LAG)) {
            sound(gates, CLASS, 400);
            trial(gates, CLASS, outcome, false, 10_000);
        }
        assertEquals(List.of(), breaches);
    }

    @Test
    void aSlowDaemonIsShownByBalancedPairsAlone() {
        Gates gates = gates();
        for (int i = 0; i < 500; i++) {
            trial(gates, CLASS, Outcome.MATCH, false, 90_000);
        }
        assertEquals(List.of(), breaches);
        assertTrue(gates.readings(CLASS).stream()
                .anyMatch(
                        each -> each.kind() == GateKind.LATENCY && each.found().contains("indicative")));
        for (int i = 0; i < 200 && breaches.isEmpty(); i++) {
            trial(gates, CLASS, Outcome.MATCH, i % 2 == 0, 90_000);
        }
        assertEquals(GateKind.LATENCY, breaches.getFirst().kind());
    }

    /** In split the shadow is always asked first, so it must be slower by far. */
    @Test
    void whereOnlyTheShadowIsAskedFirstTwiceTheLimitBreaches() {
        Gates gates = gates();
        for (int i = 0; i < 500; i++) {
            trial(gates, CLASS, Outcome.MATCH, true, 25_000);
        }
        assertEquals(List.of(), breaches);
        for (int i = 0; i < 200 && breaches.isEmpty(); i++) {
            trial(gates, CLASS, Outcome.MATCH, true, 60_000);
        }
        assertEquals(GateKind.LATENCY, breaches.getFirst().kind());
    }

    @Test
    void skippedQueriesNeverPassAndOnlyBlindnessBreaches() {
        Gates gates = gates();
        sound(gates, CLASS, 6_000);
        for (int i = 0; i < 100; i++) {
            gates.append(now, Trials.skipped("s-" + i, CLASS, SkipCause.RATE));
        }
        assertEquals(GateState.NOT_ENOUGH_EVIDENCE, states(gates, CLASS).get(GateKind.COVERAGE));
        assertEquals(List.of(), breaches);
        for (int i = 0; i < 100 && breaches.isEmpty(); i++) {
            gates.append(now, Trials.skipped("b-" + i, CLASS, SkipCause.BREAKER_OPEN));
        }
        assertEquals(GateAction.PAUSE, breaches.getFirst().action());
        assertEquals(GateKind.COVERAGE, breaches.getFirst().kind());
    }

    /** With the primary down nothing can be compared, and that says nothing against the shadow. */
    @Test
    void whatCannotBeComparedSpeaksAgainstNobody() {
        Gates gates = gates();
        sound(gates, CLASS, 6_000);
        for (int i = 0; i < 30; i++) {
            String id = "d-" + i;
            gates.append(now, Trials.exchange(id, CLASS, "f1", "p1", "shadow", "shadow"));
            AuditEvent.QueryOutcome undecided = Trials.outcome(id, CLASS, "f1", "p1", Outcome.UNDECIDED, "c", 1, 1, 0);
            gates.append(now, withoutCell(undecided));
        }
        assertTrue(breaches.stream().allMatch(each -> each.kind() == GateKind.COVERAGE), breaches::toString);
        assertTrue(breaches.stream().noneMatch(each -> each.action() == GateAction.ROLLBACK));
    }

    private static AuditEvent.QueryOutcome withoutCell(AuditEvent.QueryOutcome one) {
        return new AuditEvent.QueryOutcome(
                one.exchange(),
                one.queryClass(),
                one.fingerprint(),
                one.client(),
                one.outcome(),
                one.skipCause(),
                one.undecidedCause(),
                one.reason(),
                one.lagMicros(),
                one.rules(),
                one.divergences(),
                one.evidence(),
                one.probability(),
                null,
                null,
                one.shadowMicros(),
                one.settling(),
                one.epoch());
    }

    @Test
    void aBreachedGateOpensOnlyAfterItsHoldAndOnNewEvidence() {
        Gates gates = gates();
        sound(gates, CLASS, 6_000);
        trial(gates, CLASS, Outcome.DIVERGENT, false, 10_000);
        gates.look();
        assertEquals(List.of(), opened, "neither");
        now = now.plus(Duration.ofDays(1));
        gates.look();
        assertEquals(List.of(), opened, "no new evidence");
        sound(gates, CLASS, 6_000);
        gates.look();
        assertEquals(List.of(GateKind.DIVERGENCE), opened);
        assertEquals(GateState.PASS, states(gates, CLASS).get(GateKind.DIVERGENCE));
    }

    @Test
    void aBreachOutlivesARestartAndNotAnotherEpoch() {
        Gates before = gates();
        trial(before, CLASS, Outcome.DIVERGENT, false, 10_000);
        Gates after = gates();
        after.resume();
        assertEquals(before.breaches(CLASS), after.breaches(CLASS));
        assertEquals(GateState.BREACH, states(after, CLASS).get(GateKind.DIVERGENCE));
        after.epochChanged();
        assertEquals(List.of(), after.breaches(CLASS));
        Gates other = gates();
        other.resume();
        assertEquals(List.of(), other.breaches(CLASS));
    }

    @Test
    void whatWasForgivenIsNotFoundInTheLogAgain() {
        Gates gates = gates();
        trial(gates, CLASS, Outcome.DIVERGENT, false, 10_000);
        Instant then = now;
        now = now.plusSeconds(1);
        gates.forgive(CLASS);
        assertEquals(List.of(), gates.breaches(CLASS));
        gates.recall(then, Trials.outcome("r-1", CLASS, "f1", "p1", Outcome.DIVERGENT, "c", 1, 1, 0));
        assertEquals(List.of(), gates.breaches(CLASS));
    }

    @Test
    void evidenceOfAnotherEpochCountsForNothing() {
        Gates gates = new Gates((_, _) -> {}, new ClientKeys(), () -> "e2", new GateStore(folder), () -> now);
        trial(gates, CLASS, Outcome.DIVERGENT, false, 10_000);
        assertEquals(List.of(), gates.breaches(CLASS));
    }

    @Test
    void anAcceptedCauseIsNoDivergenceAndAnotherBesideItIs() {
        Gates gates = gates();
        GateRules plain = GateRules.PLAIN;
        gates.judgeBy(Map.of(
                CLASS,
                new GateRules(plain.rules(), plain.lagLimit(), plain.hold(), Set.of("set-order"), plain.alpha())));
        String accepted = trial(gates, CLASS, Outcome.DIVERGENT, false, 10_000);
        assertEquals(List.of(), breaches, "its causes are still to come");
        gates.append(now, Trials.divergence(accepted, CLASS, "set-order"));
        assertEquals(List.of(), breaches);
        String other = trial(gates, CLASS, Outcome.DIVERGENT, false, 10_000);
        gates.append(now, Trials.divergence(other, CLASS, "truncated-list"));
        assertEquals(1, breaches.size());
        assertTrue(breaches.getFirst().sentence().contains("(truncated-list)"));
    }

    @Test
    void everyEventGoesOnFirst() {
        Gates gates = gates();
        trial(gates, CLASS, Outcome.DIVERGENT, false, 10_000);
        assertEquals(2, recorded.size());
        assertFalse(breaches.isEmpty());
    }
}
