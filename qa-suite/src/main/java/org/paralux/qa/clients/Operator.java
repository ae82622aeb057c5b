package org.paralux.qa.clients;

import java.io.IOException;
import java.util.List;

/**
 * Looks at the cluster again and again, and now and then changes an instance with a job and looks at it at once, as
 * people at a console do.
 */
final class Operator implements SampleClient.Round {
    private static final int ROUNDS_BETWEEN_CHANGES = 12;
    private static final String INSTANCE = "web2.example.net";

    private static final List<String> LOOKS = List.of(
            "[\"instance\", [\"name\", \"be/vcpus\", \"pnode\", \"tags\"], null]",
            "[\"network\", [\"name\", \"network\", \"gateway\", \"group_list\"], null]",
            "[\"group\", [\"name\", \"node_list\", \"pinst_cnt\", \"alloc_policy\"], null]",
            "[\"node\", [\"name\", \"role\", \"pinst_list\"], null]");

    private final Talk talk;
    private long rounds;

    Operator(Talk talk) {
        this.talk = talk;
    }

    @Override
    public void play() throws IOException {
        if (rounds++ % ROUNDS_BETWEEN_CHANGES == 0) {
            changeMemory();
        }
        talk.call("QueryConfigValues", "[[\"cluster_name\", \"drain_flag\"]]");
        talk.call("Query", talk.oneOf(LOOKS));
    }

    private void changeMemory() throws IOException {
        long id = talk.call(
                        "SubmitJob", """
                [[{"OP_ID": "OP_INSTANCE_SET_PARAMS", "instance_name": "%s", "beparams": {"maxmem": %d},
                   "reason": []}]]""".formatted(INSTANCE, 64 * talk.random().nextInt(16, 64)))
                .asLong();
        Jobs.waitUntilOver(talk, id);
        talk.call("Query", """
                ["instance", ["name", "be/maxmem", "serial_no", "mtime"], ["|", ["=", "name", "%s"]]]""".formatted(INSTANCE));
    }
}
