package org.paralux.qa.simulate.query;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.Getter;
import org.paralux.qa.simulate.model.Instance;
import org.paralux.qa.simulate.model.Node;
import org.paralux.qa.simulate.model.RuntimeState.Guest;
import tools.jackson.databind.node.JsonNodeFactory;

/** How the live fields of an instance are found: by what its primary node would tell. */
final class InstanceStateVerbs {
    private InstanceStateVerbs() {}

    static Map<String, Function<String, Getter<ConfigRow<Instance>>>> all() {
        return Map.of(
                "running", _ -> row -> answer(row, guest -> Cell.of(guest.isPresent())),
                "memory", _ -> row -> answer(row, guest -> Cell.orUnavailable(guest.map(Guest::memory))),
                "processors", _ -> row -> answer(row, guest -> Cell.orUnavailable(guest.map(Guest::processors))),
                "status", _ -> row -> Cell.of(status(row)),
                "console", _ -> InstanceStateVerbs::console);
    }

    /** What the primary node says of the instance, if it can say anything. */
    private static Cell answer(ConfigRow<Instance> row, Function<Optional<Guest>, Cell> cell) {
        Node node = row.image().nodeByUuid(row.object().primaryNodeUuid());
        if (node == null) {
            return Cell.NO_DATA;
        }
        if (node.offline()) {
            return Cell.OFFLINE;
        }
        return row.image().runtime().reachable(node)
                ? cell.apply(row.image().runtime().guest(row.object()))
                : Cell.NO_DATA;
    }

    private static String status(ConfigRow<Instance> row) {
        Node node = row.image().nodeByUuid(row.object().primaryNodeUuid());
        if (node == null || node.offline()) {
            return "ERROR_nodeoffline";
        }
        if (!row.image().runtime().reachable(node)) {
            return "ERROR_nodedown";
        }
        boolean shouldRun = row.object().adminState().equals("up");
        Optional<Guest> guest = row.image().runtime().guest(row.object());
        if (guest.isPresent()) {
            boolean atHome = guest.get().nodeName().equals(node.name());
            if (!atHome) {
                return "ERROR_wrongnode";
            }
            return shouldRun ? "running" : "ERROR_up";
        }
        return switch (row.object().adminState()) {
            case "up" -> "ERROR_down";
            case "offline" -> "ADMIN_offline";
            default -> "ADMIN_down";
        };
    }

    private static Cell console(ConfigRow<Instance> row) {
        return Cell.of(JsonNodeFactory.instance
                .objectNode()
                .put("instance", row.object().name())
                .put("kind", "msg")
                .put("message", "This cluster is a simulation and has no consoles"));
    }
}
