package org.paralux.proxy.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.paralux.audit.statistics.AnytimeBound;
import org.paralux.audit.statistics.Percent;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.gate.GateAction;
import org.paralux.proxy.gate.GateKind;
import org.paralux.proxy.gate.GateRule;
import org.paralux.proxy.gate.GateRules;
import org.paralux.proxy.rollout.Stage;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * When each step of a plan comes at the earliest, and on what it depends.
 *
 * @param start when the plan is thought to be started
 */
public record Timetable(RolloutPlan plan, Instant start, List<Row> rows) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm XXX", Locale.ROOT);

    /**
     * One step.
     *
     * @param earliest when it begins
     * @param needs in words; empty for the first, which begins at once
     */
    public record Row(int step, String stage, Instant earliest, Duration dwell, String needs) {}

    public Timetable {
        rows = List.copyOf(rows);
    }

    /** The timetable of a plan that is started at a time. */
    public static Timetable of(RolloutPlan plan, Instant start) {
        List<Row> rows = new ArrayList<>();
        Instant earliest = start;
        for (RolloutPlan.Step step : plan.steps()) {
            int number = rows.size() + 1;
            rows.add(new Row(
                    number,
                    step.stage().toString(),
                    earliest,
                    step.dwell(),
                    number == 1 ? "" : needs(plan, number - 1)));
            earliest = earliest.plus(step.dwell());
        }
        return new Timetable(plan, start, rows);
    }

    /** What a step asks for before it begins, from 0. */
    private static String needs(RolloutPlan plan, int step) {
        boolean compared = plan.steps().get(step - 1).stage().stage() != Stage.OBSERVE;
        boolean approved = plan.steps().get(step).isApproved();
        String gates = compared ? "every gate passes" : "";
        return gates + (approved ? (compared ? ", and is approved" : "approved") : "");
    }

    /** As people read it, each line for itself. */
    public List<String> lines(ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add("plan '" + plan.name() + "' for " + String.join(", ", plan.classes()));
        lines.add(String.format(
                Locale.ROOT, "%-4s %-14s %-24s %-12s %s", "step", "stage", "at the earliest", "lasts", "needs"));
        for (Row row : rows) {
            lines.add(String.format(
                            Locale.ROOT,
                            "%-4d %-14s %-24s %-12s %s",
                            row.step(),
                            row.stage(),
                            TIME.format(row.earliest().atZone(zone)),
                            span(row.dwell()),
                            row.needs())
                    .stripTrailing());
        }
        lines.add("each class goes on by itself; the gates:");
        for (String each : plan.classes()) {
            if (plan.classGates().containsKey(each)) {
                lines.add("  " + each + " has its own: " + gates(plan.rulesOf(each)));
            }
        }
        if (plan.classGates().size() < plan.classes().size()) {
            lines.add("  " + gates(plan.gates().amongClasses(plan.classes().size())));
        }
        lines.add("nothing has been changed");
        return lines;
    }

    private static String gates(GateRules rules) {
        List<String> parts = new ArrayList<>();
        for (GateKind kind : GateKind.values()) {
            GateRule rule = rules.of(kind);
            parts.add(kind.word() + " " + limit(rule) + " (" + rule.action().word() + ")");
        }
        GateRule divergence = rules.of(GateKind.DIVERGENCE);
        long clean = new AnytimeBound(rules.alpha(), divergence.limit()).cleanNeeded(0, 0);
        boolean asks = divergence.action() != GateAction.NOTIFY;
        return String.join(", ", parts)
                + (asks
                        ? "; " + clean + " clean cells in as many client hours show the first, or all of fewer than 300"
                        : "");
    }

    private static String limit(GateRule rule) {
        return switch (rule.kind()) {
            case LATENCY -> "<= " + rule.limit() + " times";
            case COVERAGE -> ">= " + percent(rule.limit());
            case DIVERGENCE, LAG, ERRORS, REFUSED -> "<= " + percent(rule.limit());
        };
    }

    private static String percent(double share) {
        return Percent.trimmed(String.format(Locale.ROOT, "%.4f", 100 * share)) + " %";
    }

    private static String span(Duration span) {
        if (span.toDays() > 0 && span.equals(Duration.ofDays(span.toDays()))) {
            return span.toDays() + " d";
        }
        if (span.toMinutes() > 0 && span.equals(Duration.ofMinutes(span.toMinutes()))) {
            return span.toHours() > 0 && span.toMinutesPart() == 0 ? span.toHours() + " h" : span.toMinutes() + " min";
        }
        return span.toMillis() % 1000 == 0 ? span.toSeconds() + " s" : span.toMillis() + " ms";
    }

    /** As machines read it. */
    public String toJson() {
        ObjectNode page = LuxiJson.MAPPER.createObjectNode();
        page.put("version", 1).put("plan", plan.name());
        plan.classes().forEach(page.putArray("classes")::add);
        ArrayNode steps = page.putArray("steps");
        for (Row row : rows) {
            steps.addObject()
                    .put("step", row.step())
                    .put("stage", row.stage())
                    .put("earliest", row.earliest().toString())
                    .put("dwellSeconds", row.dwell().toSeconds())
                    .put("needs", row.needs());
        }
        return page.toString();
    }
}
