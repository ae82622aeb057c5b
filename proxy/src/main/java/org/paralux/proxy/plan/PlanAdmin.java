package org.paralux.proxy.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.admin.AdminException;
import org.paralux.proxy.admin.AdminRequest;
import org.paralux.proxy.admin.AdminVerb;
import org.paralux.proxy.admin.Caller;
import org.paralux.proxy.gate.GateReading;
import org.paralux.proxy.gate.Gates;
import org.paralux.proxy.rollout.Rollout;
import org.paralux.proxy.rollout.RolloutWitness;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The plan and the gates as the admin socket shows and changes them. */
public final class PlanAdmin implements RolloutWitness {
    private final PlanRun plan;
    private final Gates gates;
    private final Rollout rollout;

    public PlanAdmin(PlanRun plan, Gates gates, Rollout rollout) {
        this.plan = plan;
        this.gates = gates;
        this.rollout = rollout;
    }

    /** Changes the plan. */
    @FunctionalInterface
    private interface Change {
        void apply(AdminRequest asked, String by, String why) throws PlanException, AdminException;
    }

    /**
     * What is done, by path: {@code /rollout/plan/start}, and so on, and {@code /rollout/explain}.
     *
     * @param page what is answered to a change
     */
    public Map<String, AdminVerb> verbs(Supplier<String> page) {
        return Map.of(
                "/rollout/plan/start",
                changing(this::start, page),
                "/rollout/plan/pause",
                changing((_, by, why) -> plan.pause(by, why), page),
                "/rollout/plan/resume",
                changing((asked, by, why) -> plan.resume(asked.texts("classes"), by, why), page),
                "/rollout/plan/approve",
                changing((asked, by, why) -> plan.approve(asked.texts("classes"), by, why), page),
                "/rollout/plan/abort",
                changing((_, by, why) -> plan.abort(by, why), page),
                "/rollout/explain",
                new AdminVerb(false, this::explain));
    }

    private static AdminVerb changing(Change change, Supplier<String> page) {
        return AdminVerb.changing((caller, body) -> {
            AdminRequest asked = AdminRequest.of(body);
            try {
                change.apply(asked, caller.toString(), asked.why());
            } catch (PlanException e) {
                throw new AdminException(String.valueOf(e.getMessage()));
            }
            return page.get();
        });
    }

    private void start(AdminRequest asked, String by, String why) throws PlanException {
        String text = asked.text("text");
        plan.start(PlanFile.read(asked.text("file"), text), text, by, why);
    }

    private String explain(Caller caller, String body) throws AdminException {
        String queryClass = AdminRequest.of(body).text("class");
        TreeSet<String> known = new TreeSet<>(gates.classes());
        known.addAll(rollout.table().classes().keySet());
        plan.current().ifPresent(state -> known.addAll(state.plan().classes()));
        if (!known.contains(queryClass)) {
            throw new AdminException("class: '" + queryClass + "' was not asked for yet (expected: "
                    + (known.isEmpty() ? "nothing was" : "one of " + String.join(", ", known)) + ")");
        }
        ObjectNode page = LuxiJson.MAPPER.createObjectNode();
        page.put("version", 1).put("class", queryClass);
        page.put("stage", rollout.table().of(queryClass).toString());
        plan.current().ifPresent(state -> page.put("plan", state.plan().name()));
        plan.next(queryClass).ifPresent(next -> describe(page, next));
        page.put("readingLog", gates.isReading());
        ArrayNode all = page.putArray("gates");
        for (GateReading each : gates.readings(queryClass)) {
            all.addObject()
                    .put("gate", each.kind().word())
                    .put("state", each.state().words())
                    .put("action", each.action().word())
                    .put("found", each.found())
                    .put("wanted", each.wanted());
        }
        ArrayNode breaches = page.putArray("breaches");
        gates.breaches(queryClass).forEach(breaches::add);
        return page.toString();
    }

    private static void describe(ObjectNode page, NextStep next) {
        page.put("step", next.step()).put("of", next.of()).put("next", next.text());
        if (next.earliest() != null) {
            page.put("nextAt", next.earliest().toString());
        }
    }

    @Override
    public void moved(List<String> classes, String by) {
        classes.forEach(gates::forgive);
        plan.movedByHand(classes, by);
    }

    @Override
    public void killed(String by, String why) {
        plan.killed(by, why);
    }

    @Override
    public void describe(ObjectNode page) {
        Optional<PlanState> state = plan.current();
        ObjectNode classes = (ObjectNode) page.path("classes");
        state.ifPresent(now -> {
            page.putObject("plan")
                    .put("name", now.plan().name())
                    .put("startedAt", now.startedAt().toString())
                    .put("by", now.by())
                    .put("paused", now.paused())
                    .put("done", now.isDone());
            now.plan().classes().forEach(each -> {
                ObjectNode shown = classes.withObject(JsonPointer.empty().appendProperty(each));
                shown.put("stage", rollout.table().of(each).toString());
                plan.next(each).ifPresent(next -> describe(shown, next));
            });
        });
        for (String each : gates.classes()) {
            List<String> breaches = gates.breaches(each);
            if (!breaches.isEmpty()) {
                ObjectNode shown = classes.withObject(JsonPointer.empty().appendProperty(each));
                shown.put("stage", rollout.table().of(each).toString());
                breaches.forEach(shown.putArray("breaches")::add);
            }
        }
    }
}
