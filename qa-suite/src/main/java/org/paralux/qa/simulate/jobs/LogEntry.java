package org.paralux.qa.simulate.jobs;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A message that a job left while it ran.
 *
 * @param serial counts within the job, from 1
 * @param type {@code message} for text that is meant for people
 * @param content of a {@code message} a text
 */
public record LogEntry(long serial, Instant time, String type, JsonNode content) {
    /** Text for people. */
    static LogEntry message(long serial, Instant time, String text) {
        return new LogEntry(serial, time, "message", JsonNodeFactory.instance.stringNode(text));
    }
}
