package org.paralux.qa.clients;

import java.io.IOException;

/** Submits a job, waits for it, and asks for its results on the connection that it has anyway. */
final class JobSubmitter implements SampleClient.Round {
    private final Talk talk;

    JobSubmitter(Talk talk) {
        this.talk = talk;
    }

    @Override
    public void play() throws IOException {
        long id = Jobs.submitDelay(talk);
        Jobs.waitUntilOver(talk, id);
        talk.call("QueryJobs", "[[%d], [\"id\", \"status\", \"opstatus\", \"opresult\"]]".formatted(id));
    }
}
