package org.paralux.proxy.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paralux.proxy.gate.GateAction;
import org.paralux.proxy.gate.GateKind;
import org.paralux.proxy.gate.GateRules;
import org.paralux.proxy.rollout.ClassStage;

/** What a plan's text means, and what is said of mistakes. */
class PlanFileTest {
    static final String PLAN = """
            plan: queries to luxid
            classes: [Query/instance, Query/node/live]
            gates:
              divergence: {at-most: 0.5%, accept: [set-order]}
              lag: {at-most: 2%, longer-than: 5s, action: pause}
              latency: {at-most: 2, minimum: 50}
              coverage: {at-least: 90%, action: notify}
              hold: 1h
            class-gates:
              Query/node/live:
                latency: {at-most: 3}
            steps:
              - {stage: shadow, dwell: 8d}
              - {stage: canary 10%, dwell: 1d}
              - {stage: canary 50%, dwell: 1d, approve: yes}
              - {stage: split, dwell: 7d}
            """;

    @Test
    void everyKeyIsRead() throws PlanException {
        RolloutPlan plan = PlanFile.read("p.yaml", PLAN);
        assertEquals("queries to luxid", plan.name());
        assertEquals(List.of("Query/instance", "Query/node/live"), plan.classes());
        assertEquals(
                List.of(
                        new RolloutPlan.Step(ClassStage.SHADOW, Duration.ofDays(8), false),
                        new RolloutPlan.Step(ClassStage.canary(0.1), Duration.ofDays(1), false),
                        new RolloutPlan.Step(ClassStage.canary(0.5), Duration.ofDays(1), true),
                        new RolloutPlan.Step(ClassStage.SPLIT, Duration.ofDays(7), false)),
                plan.steps());
        GateRules rules = plan.rulesOf("Query/instance");
        assertEquals(0.005, rules.of(GateKind.DIVERGENCE).limit());
        assertEquals(Set.of("set-order"), rules.accepted());
        assertEquals(Duration.ofSeconds(5), rules.lagLimit());
        assertEquals(GateAction.PAUSE, rules.of(GateKind.LAG).action());
        assertEquals(50, rules.of(GateKind.LATENCY).minimum());
        assertEquals(GateAction.NOTIFY, rules.of(GateKind.COVERAGE).action());
        assertEquals(Duration.ofHours(1), rules.hold());
        assertEquals(0.025, rules.alpha(), "the level is shared out");
        assertEquals(GateRules.PLAIN.of(GateKind.ERRORS), rules.of(GateKind.ERRORS));
        assertEquals(3, plan.rulesOf("Query/node/live").of(GateKind.LATENCY).limit());
        assertEquals(
                0.005, plan.rulesOf("Query/node/live").of(GateKind.DIVERGENCE).limit());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "plan: queries to luxid#plam: x#p.yaml:1: plam: not known in a plan",
                "[Query/instance, Query/node/live]#[]#p.yaml:2: classes: 0 (expected: a list",
                "[Query/instance, Query/node/live]#Query/instance#p.yaml:2: classes: 'Query/instance' (expected: a list)",
                "[Query/instance, Query/node/live]#[a, a]#p.yaml:2: classes: 'a' stands twice",
                "at-most: 0.5%#at-most: 0.5#p.yaml:4: at-most: '0.5' (expected: a share such as 1%",
                "at-most: 0.5%#at-most: 0%#p.yaml:4: at-most: '0%' (expected: a share",
                "action: pause#action: stop#p.yaml:5: action: 'stop' (expected: rollback, pause or notify)",
                "longer-than: 5s#longer-than: 5#p.yaml:5: longer-than: '5' (expected: a time such as 20s)",
                "at-least: 90%#at-most: 90%#p.yaml:7: at-most: not known in coverage",
                "Query/node/live:#Query/group:#p.yaml:11: class-gates: 'Query/group' is not one of the plan's classes",
                "stage: shadow#stage: everywhere#p.yaml:13: stage: 'everywhere' (expected: observe, shadow, canary 10%",
                "dwell: 8d#dwell: 8#p.yaml:13: dwell: '8' (expected: how long it lasts at least, such as 8d)",
                "', dwell: 8d'##p.yaml:13: dwell: missing (expected: how long",
                "stage: split#stage: canary 50%#p.yaml:16: stage: canary 50% after canary 50% (expected: a stage further on)",
                "approve: yes#approve: maybe#p.yaml:15: approve: 'maybe' (expected: yes or no)",
                "plan: queries to luxid#plan: [#p.yaml:"
            })
    void everyMistakeIsToldWithItsLine(String right, String wrong, String expected) {
        String changed = PLAN.replace(right, wrong == null ? "" : wrong);
        assertTrue(!changed.equals(PLAN), right);
        String message = String.valueOf(assertThrows(PlanException.class, () -> PlanFile.read("p.yaml", changed))
                .getMessage());
        assertTrue(message.contains(expected), message);
    }

    @Test
    void theTimetableTellsEachStepBeforeItHappens() throws PlanException {
        Timetable timetable = Timetable.of(PlanFile.read("p.yaml", PLAN), Instant.parse("2026-03-01T08:00:00Z"));
        List<String> lines = timetable.lines(ZoneOffset.UTC);
        assertTrue(lines.get(2).matches("1 +shadow +2026-03-01 08:00 Z +8 d"), lines.get(2));
        assertTrue(lines.get(3).matches("2 +canary 10% +2026-03-09 08:00 Z +1 d +every gate passes"), lines.get(3));
        assertTrue(lines.get(4).matches("3 +canary 50% +2026-03-10 08:00 Z .*every gate passes, and is approved"));
        assertEquals("nothing has been changed", lines.getLast());
    }
}
