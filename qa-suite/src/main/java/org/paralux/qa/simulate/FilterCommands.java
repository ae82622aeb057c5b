package org.paralux.qa.simulate;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.paralux.qa.simulate.wire.RequestFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The methods that change the rules about jobs. The rules are kept and shown; no job is held back by them. */
final class FilterCommands {
    private static final Set<String> ACTIONS = Set.of("ACCEPT", "PAUSE", "REJECT", "CONTINUE");
    private static final Set<String> PREDICATES = Set.of("jobid", "opcode", "reason");

    private final World world;

    FilterCommands(World world) {
        this.world = world;
    }

    /** The rule's UUID: the one given, or a new one. */
    JsonNode replace(Arguments arguments) {
        JsonNode given = arguments.json(0);
        List<JsonNode> predicates = arguments.list(2);
        JsonNode action = arguments.json(3);
        if (!isAction(action)) {
            throw new RequestFailure.Malformed("malformed filter action");
        }
        if (!predicates.stream().allMatch(FilterCommands::isPredicate)) {
            throw new RequestFailure.Malformed("malformed filter predicate");
        }
        String uuid = given.isString() ? given.stringValue() : UUID.randomUUID().toString();
        world.cluster().change(tree -> {
            ObjectNode rule = tree.withObjectProperty("filters").putObject(uuid);
            rule.put("uuid", uuid)
                    .put("priority", (long) arguments.number(1))
                    .put("watermark", world.jobs().all().size());
            rule.set("predicates", arguments.json(2));
            rule.set("action", action);
            rule.set("reason_trail", arguments.json(4));
        });
        return JsonNodeFactory.instance.stringNode(uuid);
    }

    private static boolean isAction(JsonNode action) {
        return ACTIONS.contains(action.asString(""))
                || action.path(0).asString("").equals("RATE_LIMIT");
    }

    private static boolean isPredicate(JsonNode predicate) {
        return PREDICATES.contains(predicate.path(0).asString(""));
    }

    JsonNode delete(String uuid) {
        boolean known = world.cluster().visible(Duration.ZERO).filterRules().stream()
                .anyMatch(rule -> rule.uuid().equals(uuid));
        if (!known) {
            throw RequestFailure.generic("Filter rule with UUID " + uuid + " does not exist");
        }
        world.cluster().change(tree -> tree.withObjectProperty("filters").remove(uuid));
        return JsonNodeFactory.instance.nullNode();
    }
}
