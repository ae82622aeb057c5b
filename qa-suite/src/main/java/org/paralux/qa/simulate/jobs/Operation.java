package org.paralux.qa.simulate.jobs;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * One opcode of a job, and what became of it.
 *
 * @param result JSON null until there is one; of a failure the class and its arguments
 * @param started when it began to wait for its locks
 * @param executed when it had them
 */
public record Operation(
        JsonNode opcode,
        JobStatus status,
        JsonNode result,
        List<LogEntry> log,
        int priority,
        @Nullable Instant started,
        @Nullable Instant executed,
        @Nullable Instant ended) {

    public Operation {
        log = List.copyOf(log);
    }

    static Operation queued(JsonNode opcode) {
        int priority = opcode.path("priority").asInt(0);
        return new Operation(opcode, JobStatus.QUEUED, NullNode.getInstance(), List.of(), priority, null, null, null);
    }

    Operation waiting(Instant now) {
        return new Operation(opcode, JobStatus.WAITING, result, log, priority, now, null, null);
    }

    Operation running(Instant now) {
        return new Operation(opcode, JobStatus.RUNNING, result, log, priority, started, now, null);
    }

    Operation over(JobStatus status, JsonNode result, Instant now) {
        return new Operation(opcode, status, result, log, priority, started, executed, now);
    }

    Operation withMessage(LogEntry entry) {
        List<LogEntry> longer = Stream.concat(log.stream(), Stream.of(entry)).toList();
        return new Operation(opcode, status, result, longer, priority, started, executed, ended);
    }

    Operation withPriority(int other) {
        return status.isFinal() ? this : new Operation(opcode, status, result, log, other, started, executed, ended);
    }
}
