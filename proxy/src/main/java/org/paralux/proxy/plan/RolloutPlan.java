package org.paralux.proxy.plan;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paralux.proxy.gate.GateRules;
import org.paralux.proxy.rollout.ClassStage;

/**
 * How classes are to move on. Each goes through the steps by itself.
 *
 * @param classes names of query classes, each once
 * @param steps in the order of their stages
 * @param gates of a class that has none of its own
 * @param classGates of those that have
 */
public record RolloutPlan(
        String name, List<String> classes, List<Step> steps, GateRules gates, Map<String, GateRules> classGates) {

    /**
     * One step.
     *
     * @param dwell so long a class stays at least
     * @param isApproved whether it begins only when somebody approves
     */
    public record Step(ClassStage stage, Duration dwell, boolean isApproved) {}

    public RolloutPlan {
        classes = List.copyOf(classes);
        steps = List.copyOf(steps);
        classGates = Map.copyOf(classGates);
    }

    /** The gates of every class of the plan, by name. The level is shared out among them. */
    public Map<String, GateRules> rules() {
        Map<String, GateRules> rules = new HashMap<>();
        classes.forEach(each -> rules.put(each, rulesOf(each)));
        return rules;
    }

    public GateRules rulesOf(String queryClass) {
        return classGates.getOrDefault(queryClass, gates).amongClasses(classes.size());
    }

    /** The first step with this stage, from 0; 0 too where none has it. */
    int stepOf(ClassStage stage) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).stage().equals(stage)) {
                return i;
            }
        }
        return 0;
    }
}
