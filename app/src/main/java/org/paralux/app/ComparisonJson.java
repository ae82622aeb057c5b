package org.paralux.app;

import org.jspecify.annotations.Nullable;
import org.paralux.diff.Comparison;
import org.paralux.diff.Divergence;
import org.paralux.diff.DivergenceGroup;
import org.paralux.luxi.LuxiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A comparison as one line of JSON. The two values are texts that hold JSON. */
final class ComparisonJson {
    private ComparisonJson() {}

    /** One of many, with the id it came by. */
    static String line(@Nullable JsonNode id, Comparison comparison) {
        ObjectNode root = LuxiJson.MAPPER.createObjectNode();
        root.set("id", id);
        root.put("outcome", comparison.verdict().word());
        divergences(root, comparison);
        return LuxiJson.MAPPER.writeValueAsString(root);
    }

    /** One alone, with all that is known. */
    static String whole(Comparison comparison) {
        ObjectNode root = LuxiJson.MAPPER.createObjectNode();
        root.put("outcome", comparison.verdict().word());
        root.put("problem", comparison.problem());
        root.put("rowMatching", comparison.rows() == null ? null : ComparisonText.word(comparison.rows()));
        ObjectNode rules = root.putObject("rules");
        comparison.rules().forEach(rules::put);
        ArrayNode groups = root.putArray("groups");
        for (DivergenceGroup group : comparison.groups()) {
            groups.addObject()
                    .put("cause", group.cause().word())
                    .put("kind", group.kind().word())
                    .put("field", group.field())
                    .put("count", group.count());
        }
        root.put("divergenceCount", comparison.divergenceCount());
        divergences(root, comparison);
        return LuxiJson.MAPPER.writeValueAsString(root);
    }

    /** Those that were kept, and how many there are where that is not all. */
    private static void divergences(ObjectNode root, Comparison comparison) {
        ArrayNode divergences = root.putArray("divergences");
        for (Divergence each : comparison.divergences()) {
            divergences
                    .addObject()
                    .put("path", each.path())
                    .put("row", each.place().row())
                    .put("field", each.place().field())
                    .put("kind", each.kind().word())
                    .put("cause", each.cause().word())
                    .put("primary", each.primary())
                    .put("shadow", each.shadow());
        }
        if (comparison.divergenceCount() > comparison.divergences().size()) {
            root.put("divergenceCount", comparison.divergenceCount());
        }
    }
}
