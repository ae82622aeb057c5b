package org.paralux.qa.simulate.jobs;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What opcodes do. */
public interface OpcodeRunner {
    /** How long it takes once it has its locks. */
    Duration duration(JsonNode opcode);

    /** What it says when it begins. */
    List<String> messages(JsonNode opcode);

    /** Does it, at the end of its time. Does not block. */
    Outcome run(JsonNode opcode);

    /** How an opcode ended. */
    sealed interface Outcome {
        record Succeeded(JsonNode result) implements Outcome {}

        /** The failure as an encoded exception: its class and its arguments. */
        record Failed(JsonNode error) implements Outcome {}
    }
}
