package org.paralux.qa.clients;

import java.io.IOException;

/** Submits a job and waits until it is over. */
final class WellBehaved implements SampleClient.Round {
    private final Talk talk;

    WellBehaved(Talk talk) {
        this.talk = talk;
    }

    @Override
    public void play() throws IOException {
        long id = Jobs.submitDelay(talk);
        Jobs.waitUntilOver(talk, id);
    }
}
