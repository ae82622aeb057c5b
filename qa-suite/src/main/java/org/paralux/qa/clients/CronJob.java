package org.paralux.qa.clients;

import java.io.IOException;

/** A few questions about all instances, one after the other, each burst on a connection of its own. */
final class CronJob implements SampleClient.Round {
    private final Talk talk;

    CronJob(Talk talk) {
        this.talk = talk;
    }

    @Override
    public void play() throws IOException {
        talk.hangUp();
        int questions = talk.random().nextInt(2, 6);
        for (int i = 0; i < questions; i++) {
            talk.call("QueryInstances", "[[], [\"name\", \"status\", \"admin_state\", \"pnode\"], false]");
        }
        talk.hangUp();
    }
}
