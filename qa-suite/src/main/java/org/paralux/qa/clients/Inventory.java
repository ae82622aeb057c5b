package org.paralux.qa.clients;

import java.io.IOException;
import java.util.List;

/** Asks for what the nodes have left, over one connection that it keeps. */
final class Inventory implements SampleClient.Round {
    private static final List<String> FIELDS = List.of(
            "[\"name\", \"mfree\", \"mtotal\", \"dfree\"]",
            "[\"name\", \"role\", \"ctotal\", \"bootid\", \"group\"]",
            "[\"name\", \"offline\", \"drained\", \"pinst_cnt\", \"mfree\"]",
            "[\"name\", \"tags\", \"pinst_list\"]");

    private static final List<String> FILTERS = List.of(
            "null",
            "[\"!\", [\"?\", \"offline\"]]",
            "[\"&\", [\">\", \"mfree\", 1024], [\"!\", [\"?\", \"drained\"]]]",
            "[\"=\", \"role\", \"M\"]",
            "[\"=~\", \"name\", \"^node[0-9]\"]");

    private final Talk talk;

    Inventory(Talk talk) {
        this.talk = talk;
    }

    @Override
    public void play() throws IOException {
        talk.call("Query", "[\"node\", %s, %s]".formatted(talk.oneOf(FIELDS), talk.oneOf(FILTERS)));
    }
}
