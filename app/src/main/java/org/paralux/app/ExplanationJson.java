package org.paralux.app;

import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.Lag;
import org.paralux.audit.evidence.Evidence;
import org.paralux.diff.Comparison;
import org.paralux.luxi.LuxiJson;
import org.paralux.qa.arbiter.Rulings;
import org.paralux.qa.report.QaJson;
import org.paralux.report.trials.Explanation;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An explanation as one line of JSON; what is not known is left out. */
final class ExplanationJson {
    private ExplanationJson() {}

    /** @param rulings what the cluster's files say; none where they were not asked */
    static String of(Explanation explanation, Rulings rulings) {
        ObjectNode root = LuxiJson.MAPPER.createObjectNode();
        root.put("version", 1);
        root.put("exchange", explanation.exchangeId());
        put(root, "time", explanation.time());
        put(root, "class", explanation.queryClass());
        Evidence evidence = explanation.evidence();
        put(root, "client", evidence == null ? null : evidence.clientKey());
        AuditEvent.QueryOutcome outcome = explanation.outcome();
        if (outcome != null) {
            add(root, outcome);
        } else if (evidence != null) {
            root.put("outcome", evidence.outcome().word());
        }
        put(root, "decision", explanation.decision());
        ArrayNode found = root.putArray("found");
        for (AuditEvent.DivergenceFound one : explanation.divergences()) {
            ObjectNode node = found.addObject().put("path", one.path());
            put(node, "row", one.row());
            put(node, "field", one.field());
            node.put("kind", one.kind()).put("cause", one.cause()).put("volatility", one.volatility());
            node.put("count", one.count());
        }
        ArrayNode steps = root.putArray("steps");
        explanation.steps().forEach(step -> add(steps.addObject(), step));
        Comparison places = explanation.places();
        if (places != null) {
            root.set("comparison", LuxiJson.MAPPER.readTree(ComparisonJson.whole(places)));
        }
        if (!rulings.all().isEmpty()) {
            root.set("files", QaJson.files(rulings));
        }
        ArrayNode history = root.putArray("history");
        for (Explanation.Day day : explanation.history()) {
            ObjectNode node = history.addObject().put("day", day.day().toString());
            day.counts().forEach((each, count) -> node.put(each.word(), count.longValue()));
        }
        return LuxiJson.MAPPER.writeValueAsString(root);
    }

    private static void add(ObjectNode root, AuditEvent.QueryOutcome outcome) {
        root.put("outcome", outcome.outcome().word());
        put(
                root,
                "skipCause",
                outcome.skipCause() == null ? null : outcome.skipCause().word());
        put(
                root,
                "undecidedCause",
                outcome.undecidedCause() == null
                        ? null
                        : outcome.undecidedCause().word());
        put(root, "reason", outcome.reason());
        Lag lag = outcome.lagMicros();
        if (lag != null) {
            root.putArray("lagMicros").add(lag.from()).add(lag.to());
        }
        ArrayNode rules = root.putArray("rules");
        if (outcome.rules() != null) {
            outcome.rules().forEach(rules::add);
        }
        root.put("divergences", outcome.divergences());
        put(root, "evidence", outcome.evidence());
        root.put("probability", outcome.probability());
        root.put("settling", outcome.settling());
    }

    private static void add(ObjectNode node, Explanation.Step step) {
        node.put("offsetMicros", step.offsetMicros());
        node.put("asked", step.asked().word());
        Integer bytes = step.bytes();
        if (bytes != null) {
            node.put("bytes", bytes);
            if (step.excerpt()) {
                node.put("excerpt", true);
            }
        }
        Integer sameAs = step.sameAs();
        if (sameAs != null) {
            node.put("sameAs", sameAs);
        }
        put(node, "verdict", step.verdictThen());
        Comparison now = step.now();
        if (now != null) {
            node.put("verdictToday", now.verdict().word());
            node.put("divergencesToday", now.divergenceCount());
        }
    }

    private static void put(ObjectNode node, String key, @Nullable Object value) {
        if (value != null) {
            node.put(key, value.toString());
        }
    }
}
