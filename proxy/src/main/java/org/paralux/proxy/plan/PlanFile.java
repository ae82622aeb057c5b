package org.paralux.proxy.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.YamlTree;
import org.paralux.proxy.gate.GateAction;
import org.paralux.proxy.gate.GateKind;
import org.paralux.proxy.gate.GateRule;
import org.paralux.proxy.gate.GateRules;
import org.paralux.proxy.rollout.ClassStage;
import org.paralux.proxy.units.Units;
import tools.jackson.core.JacksonException;

/** Reads a plan, and tells every mistake in it with its line. The form is in docs/rollout.md. */
public final class PlanFile {
    private static final Pattern NAME = Pattern.compile("\\S(?:[^\\p{Cntrl}]{0,78}\\S)?");
    private static final Pattern CLASS = Pattern.compile("[A-Za-z]+(?:/[a-z-]+){0,2}");
    private static final Pattern LINE = Pattern.compile(":([0-9]{1,6}): ");
    private static final Set<String> KEYS = Set.of("plan", "classes", "steps", "gates", "class-gates");
    private static final Set<String> STEP_KEYS = Set.of("stage", "dwell", "approve");
    private static final Set<String> RULE_KEYS = Set.of("at-most", "action", "minimum");
    private static final int MOST_CLASSES = 200;
    private static final int MOST_STEPS = 50;

    private final String file;
    private final List<String> mistakes = new ArrayList<>();

    private PlanFile(String file) {
        this.file = file;
    }

    /**
     * The plan that a text holds.
     *
     * @param file its name, for mistakes
     * @throws PlanException with a line for each mistake
     */
    public static RolloutPlan read(String file, String yaml) throws PlanException {
        PlanFile reader = new PlanFile(file);
        RolloutPlan plan = reader.plan(yaml);
        if (plan == null || !reader.mistakes.isEmpty()) {
            reader.mistakes.sort(Comparator.comparingInt(PlanFile::lineOf));
            throw new PlanException(String.join("\n", reader.mistakes));
        }
        return plan;
    }

    private static int lineOf(String mistake) {
        Matcher line = LINE.matcher(mistake);
        return line.find() ? Integer.parseInt(line.group(1)) : 0;
    }

    private @Nullable RolloutPlan plan(String yaml) {
        YamlTree tree;
        try {
            tree = YamlTree.read(yaml);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String first =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
            mistakes.add(file + ":" + line + ": not YAML: " + first);
            return null;
        }
        YamlKeys keys = keys("a plan", tree, KEYS);
        String name = keys.required("plan", "a name in one line of at most 80", PlanFile::name, "");
        List<String> classes = classes(keys);
        List<RolloutPlan.Step> steps = steps(keys);
        GateRules gates = gates(keys.get("gates"), GateRules.PLAIN);
        Map<String, GateRules> classGates = new HashMap<>();
        if (keys.get("class-gates") != null) {
            YamlKeys own = keys("class-gates", keys.get("class-gates"), Set.of());
            for (String each : own.names()) {
                if (!classes.contains(each)) {
                    own.mistake(own.line(each), "class-gates: '" + each + "' is not one of the plan's classes");
                }
                classGates.put(each, gates(own.get(each), gates));
            }
        }
        return new RolloutPlan(name, classes, steps, gates, classGates);
    }

    private YamlKeys keys(String what, @Nullable YamlTree tree, Set<String> known) {
        return new YamlKeys(what, tree == null ? new YamlTree.Scalar(1, null) : tree, known, file, mistakes);
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private List<String> classes(YamlKeys keys) {
        List<String> classes = keys.words("classes");
        if (classes.isEmpty() || classes.size() > MOST_CLASSES) {
            keys.mistake(
                    keys.line("classes"),
                    "classes: " + classes.size() + " (expected: a list of 1 to " + MOST_CLASSES
                            + " query classes, such as Query/instance)");
        }
        Set<String> met = new HashSet<>();
        for (String each : classes) {
            if (!CLASS.matcher(each).matches()) {
                keys.mistake(
                        keys.line("classes"),
                        "classes: '" + each + "' (expected: a query class such as Query/node/live)");
            } else if (!met.add(each)) {
                keys.mistake(keys.line("classes"), "classes: '" + each + "' stands twice (expected: once)");
            }
        }
        return classes;
    }

    private List<RolloutPlan.Step> steps(YamlKeys keys) {
        List<RolloutPlan.Step> steps = new ArrayList<>();
        if (keys.get("steps") instanceof YamlTree.Sequence sequence) {
            for (YamlTree element : sequence.elements()) {
                RolloutPlan.Step step = step(element);
                if (!steps.isEmpty() && !isFurther(step.stage(), steps.getLast().stage())) {
                    keys.mistake(
                            element.line(),
                            "stage: " + step.stage() + " after "
                                    + steps.getLast().stage() + " (expected: a stage further on)");
                }
                steps.add(step);
            }
        }
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            keys.mistake(
                    keys.line("steps"),
                    "steps: " + steps.size() + " (expected: a list of 1 to " + MOST_STEPS
                            + ", each with 'stage' and 'dwell')");
        }
        return steps;
    }

    private static boolean isFurther(ClassStage next, ClassStage before) {
        int order = next.stage().compareTo(before.stage());
        return order > 0 || (order == 0 && (next.share() > before.share() || (before.warnOnly() && !next.warnOnly())));
    }

    private RolloutPlan.Step step(YamlTree element) {
        YamlKeys keys = keys("a step", element, STEP_KEYS);
        ClassStage stage = keys.required(
                "stage",
                "observe, shadow, canary 10%, split, enforce warn or enforce",
                ClassStage::of,
                ClassStage.OBSERVE);
        Duration dwell =
                keys.required("dwell", "how long it lasts at least, such as 8d", Units::duration, Duration.ZERO);
        boolean approve = keys.value("approve", "yes or no", PlanFile::yes, false);
        return new RolloutPlan.Step(stage, dwell, approve);
    }

    private static boolean yes(String text) {
        return switch (text) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private GateRules gates(@Nullable YamlTree tree, GateRules before) {
        if (tree == null) {
            return before;
        }
        Set<String> known = new HashSet<>(Set.of("hold"));
        for (GateKind kind : GateKind.values()) {
            known.add(kind.word());
        }
        YamlKeys keys = keys("gates", tree, known);
        GateRules rules = before;
        Duration lagLimit = before.lagLimit();
        Set<String> accepted = before.accepted();
        for (GateKind kind : GateKind.values()) {
            YamlTree of = keys.get(kind.word());
            if (of != null) {
                YamlKeys rule = keys(kind.word(), of, ruleKeys(kind));
                rules = rules.with(rule(kind, rule, before.of(kind)));
                if (kind == GateKind.LAG) {
                    lagLimit = rule.value("longer-than", "a time such as 20s", Units::duration, lagLimit);
                }
                if (kind == GateKind.DIVERGENCE && rule.get("accept") != null) {
                    accepted = Set.copyOf(new HashSet<>(rule.words("accept")));
                }
            }
        }
        Duration hold = keys.value("hold", "a time such as 30m", Units::duration, before.hold());
        return new GateRules(rules.rules(), lagLimit, hold, accepted, before.alpha());
    }

    private static Set<String> ruleKeys(GateKind kind) {
        Set<String> known = new HashSet<>(RULE_KEYS);
        switch (kind) {
            case DIVERGENCE -> known.add("accept");
            case LAG -> known.add("longer-than");
            case COVERAGE -> {
                known.remove("at-most");
                known.add("at-least");
            }
            case LATENCY, ERRORS, REFUSED -> {}
        }
        return known;
    }

    private static GateRule rule(GateKind kind, YamlKeys keys, GateRule before) {
        double limit = kind == GateKind.LATENCY
                ? keys.value(
                        "at-most",
                        "how many times the primary's time, from 1 on, such as 1.5",
                        PlanFile::ratio,
                        before.limit())
                : keys.value(
                        kind == GateKind.COVERAGE ? "at-least" : "at-most",
                        "a share such as 1%, above 0% and below 100%",
                        PlanFile::share,
                        before.limit());
        GateAction action = keys.value("action", "rollback, pause or notify", PlanFile::action, before.action());
        int minimum = keys.value("minimum", "a number of trials from 1 on", PlanFile::minimum, before.minimum());
        return new GateRule(kind, limit, action, minimum);
    }

    private static double ratio(String text) {
        double ratio = new BigDecimal(text).doubleValue();
        if (!(ratio >= 1 && ratio <= 1000)) {
            throw new IllegalArgumentException(text);
        }
        return ratio;
    }

    private static double share(String text) {
        if (!text.matches("[0-9]{1,2}(\\.[0-9]{1,4})? ?%")) {
            throw new IllegalArgumentException(text);
        }
        double share =
                new BigDecimal(text.replace("%", "").strip()).movePointLeft(2).doubleValue();
        if (share == 0) {
            throw new IllegalArgumentException(text);
        }
        return share;
    }

    private static GateAction action(String text) {
        for (GateAction action : GateAction.values()) {
            if (action.word().equals(text)) {
                return action;
            }
        }
        throw new IllegalArgumentException(text);
    }

    private static int minimum(String text) {
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException(text);
        }
        return Integer.parseInt(text);
    }
}
