package org.paralux.qa.clients;

import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** What clients do with jobs. */
final class Jobs {
    private static final List<String> FINAL = List.of("success", "error", "canceled");

    private Jobs() {}

    /** The id of a new job that does nothing for a moment. */
    static long submitDelay(Talk talk) throws IOException {
        double seconds = talk.random().nextInt(1, 6) / 10.0;
        JsonNode id = talk.call("SubmitJob", """
                [[{"OP_ID": "OP_TEST_DELAY", "duration": %s, "on_master": true, "on_nodes": [], "on_node_uuids": [],
                   "repeat": 0, "interruptible": false, "no_locks": true, "dry_run": false, "debug_level": 0,
                   "priority": 0, "depends": null, "comment": null, "reason": []}]]""".formatted(seconds));
        return id.asLong();
    }

    /** Waits as the stock client does: from change to change. */
    static void waitUntilOver(Talk talk, long id) throws IOException {
        JsonNode previous = NullNode.getInstance();
        long serial = 0;
        while (true) {
            JsonNode change =
                    talk.call("WaitForJobChange", "[%d, [\"status\"], %s, %d, 10]".formatted(id, previous, serial));
            if (change.isNull()) {
                throw new IOException("job " + id + ": lost");
            }
            if (!change.isArray()) {
                continue;
            }
            previous = change.path(0);
            for (JsonNode entry : change.path(1)) {
                serial = Math.max(serial, entry.path(0).asLong(0));
            }
            if (FINAL.contains(previous.path(0).asString(""))) {
                return;
            }
        }
    }
}
