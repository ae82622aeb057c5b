package org.paralux.proxy.plan;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paralux.proxy.rollout.ClassStage;

/**
 * A plan under way. Immutable.
 *
 * @param text of the plan as it was started
 * @param by who started it
 * @param paused why all of it is held; empty where it is not
 * @param classes each class's progress, by name
 */
record PlanState(
        RolloutPlan plan,
        String text,
        Instant startedAt,
        String by,
        String paused,
        Map<String, ClassProgress> classes) {
    PlanState {
        classes = Collections.unmodifiableMap(new TreeMap<>(classes));
    }

    PlanState with(String queryClass, ClassProgress progress) {
        Map<String, ClassProgress> changed = new TreeMap<>(classes);
        changed.put(queryClass, progress);
        return new PlanState(plan, text, startedAt, by, paused, changed);
    }

    PlanState pausedFor(String why) {
        return new PlanState(plan, text, startedAt, by, why, classes);
    }

    /** Every class at the first step. */
    PlanState begun(Instant now) {
        Map<String, ClassProgress> first = new TreeMap<>();
        plan.classes().forEach(each -> first.put(each, ClassProgress.begun(0, now)));
        return new PlanState(plan, text, startedAt, by, paused, first);
    }

    /** @throws IllegalStateException for a class that is not of the plan */
    ClassProgress progress(String queryClass) {
        ClassProgress progress = classes.get(queryClass);
        if (progress == null) {
            throw new IllegalStateException("a class of the plan: " + queryClass);
        }
        return progress;
    }

    /** The stage that a class with this progress is to be in. */
    ClassStage stage(ClassProgress progress) {
        return plan.steps().get(progress.step()).stage();
    }

    /** When a class with this progress has stayed long enough. */
    Instant dwellEnd(ClassProgress progress) {
        return progress.since().plus(plan.steps().get(progress.step()).dwell());
    }

    void requireKnown(List<String> some) throws PlanException {
        for (String each : some) {
            if (!classes.containsKey(each)) {
                throw new PlanException("'" + each + "' is not in the plan '" + plan.name() + "' (expected: some of "
                        + String.join(", ", plan.classes()) + ")");
            }
        }
    }

    boolean isDone() {
        return classes.values().stream().allMatch(each -> each.status() == ClassProgress.Status.DONE);
    }
}
