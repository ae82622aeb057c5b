package org.paralux.qa.simulate.jobs;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a job waits for: {@code depends} of its opcodes, a list of {@code [job id, [status, …]]}. */
final class Dependencies {
    private Dependencies() {}

    sealed interface Verdict {
        record Met() implements Verdict {}

        record Pending() implements Verdict {}

        /** A job ended in a status that was not asked for. */
        record Broken() implements Verdict {}

        record Lost(long id) implements Verdict {}
    }

    /** The opcode with dependencies on jobs of the same request (-1: the one before) replaced by their ids. */
    static JsonNode resolved(JsonNode opcode, long ownId) {
        if (!opcode.path("depends").isArray()) {
            return opcode;
        }
        ObjectNode copy = (ObjectNode) opcode.deepCopy();
        for (JsonNode dependency : copy.path("depends")) {
            if (dependency instanceof ArrayNode pair && pair.path(0).asLong(0) < 0) {
                pair.set(0, ownId + pair.path(0).asLong());
            }
        }
        return copy;
    }

    static Verdict verdict(Job job, LongFunction<Optional<Job>> jobs) {
        Verdict verdict = new Verdict.Met();
        for (Operation operation : job.operations()) {
            for (JsonNode dependency : operation.opcode().path("depends")) {
                long id = dependency.path(0).asLong(0);
                Optional<Job> other = jobs.apply(id);
                if (other.isEmpty()) {
                    return new Verdict.Lost(id);
                }
                JobStatus status = other.get().status();
                if (!status.isFinal()) {
                    verdict = new Verdict.Pending();
                } else if (!accepts(dependency.path(1), status)) {
                    return new Verdict.Broken();
                }
            }
        }
        return verdict;
    }

    private static boolean accepts(JsonNode statuses, JobStatus status) {
        List<String> names =
                statuses.values().stream().map(name -> name.asString("")).toList();
        return names.isEmpty() || names.contains(status.wireName());
    }
}
