package org.paralux.qa.simulate;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.paralux.qa.simulate.jobs.OpcodeTable;
import org.paralux.qa.simulate.wire.RequestFailure;
import tools.jackson.databind.JsonNode;

/**
 * The parameters that luxid accepts in an opcode. So far only those of {@code OP_TEST_DELAY} are known here; every other
 * opcode may have any.
 */
final class OpcodeSchema {
    private static final Set<String> REQUIRED = Set.of("OP_ID", "reason", "duration");
    private static final Map<String, Predicate<JsonNode>> DELAY = Map.ofEntries(
            Map.entry("OP_ID", JsonNode::isString),
            Map.entry("reason", JsonNode::isArray),
            Map.entry("duration", JsonNode::isNumber),
            Map.entry("on_master", JsonNode::isBoolean),
            Map.entry("on_nodes", JsonNode::isArray),
            Map.entry("on_node_uuids", JsonNode::isArray),
            Map.entry("repeat", JsonNode::isIntegralNumber),
            Map.entry("interruptible", JsonNode::isBoolean),
            Map.entry("no_locks", JsonNode::isBoolean),
            Map.entry("dry_run", JsonNode::isBoolean),
            Map.entry("debug_level", JsonNode::isIntegralNumber),
            Map.entry("priority", JsonNode::isIntegralNumber),
            Map.entry("depends", JsonNode::isArray),
            Map.entry("comment", JsonNode::isString));

    private OpcodeSchema() {}

    static void check(JsonNode opcode) {
        if (!OpcodeTable.id(opcode).equals("OP_TEST_DELAY")) {
            return;
        }
        for (String name : REQUIRED) {
            if (!opcode.has(name)) {
                throw new RequestFailure.Malformed("key '" + name + "' not found in an opcode");
            }
        }
        for (var parameter : opcode.properties()) {
            Predicate<JsonNode> fits = DELAY.get(parameter.getKey());
            if (fits == null) {
                throw new RequestFailure.Malformed("Superfluous key '" + parameter.getKey() + "' in an opcode");
            }
            if (!parameter.getValue().isNull() && !fits.test(parameter.getValue())) {
                throw new RequestFailure.Malformed("Can't parse the value for '" + parameter.getKey() + "'");
            }
        }
    }
}
