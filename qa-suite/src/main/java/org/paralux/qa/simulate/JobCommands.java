package org.paralux.qa.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.paralux.qa.simulate.jobs.Job;
import org.paralux.qa.simulate.jobs.JobQueue;
import org.paralux.qa.simulate.jobs.LogEntry;
import org.paralux.qa.simulate.jobs.OpcodeTable;
import org.paralux.qa.simulate.query.JobRow;
import org.paralux.qa.simulate.query.QueryEngine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The methods that submit, change, archive and wait for jobs. */
final class JobCommands {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final World world;
    private final Dialect dialect;

    JobCommands(World world, Dialect dialect) {
        this.world = world;
        this.dialect = dialect;
    }

    private JobQueue jobs() {
        return world.jobs();
    }

    JsonNode submit(Arguments arguments, boolean evenIfDrained) {
        List<JsonNode> opcodes = checked(arguments.list(0));
        refuseIfDrained(evenIfDrained);
        return JSON.numberNode(jobs().submit(withTrail(opcodes)));
    }

    JsonNode submitMany(Arguments arguments) {
        List<List<JsonNode>> many = new ArrayList<>();
        for (JsonNode opcodes : arguments.list(0)) {
            if (!opcodes.isArray()) {
                throw dialect.wrongArguments("a job that is no list of opcodes");
            }
            many.add(checked(List.copyOf(opcodes.values())));
        }
        refuseIfDrained(false);
        ArrayNode answer = JSON.arrayNode();
        many.forEach(opcodes -> answer.addArray().add(true).add(jobs().submit(withTrail(opcodes))));
        return answer;
    }

    private List<JsonNode> checked(List<JsonNode> opcodes) {
        for (JsonNode opcode : opcodes) {
            if (!opcode.isObject()) {
                throw dialect.wrongArguments("an opcode that is no object");
            }
            dialect.checkOpcode(opcode);
        }
        return opcodes;
    }

    private void refuseIfDrained(boolean evenIfDrained) {
        if (world.flags().drained() && !evenIfDrained) {
            throw dialect.queueDrained();
        }
    }

    /** Who submitted it is the last entry of an opcode's reason trail. */
    private List<JsonNode> withTrail(List<JsonNode> opcodes) {
        Instant now = world.clock().instant();
        long nanos = now.getEpochSecond() * 1_000_000_000 + now.getNano();
        return opcodes.stream()
                .<JsonNode>map(opcode -> {
                    ObjectNode copy = (ObjectNode) opcode.deepCopy();
                    String word =
                            OpcodeTable.id(opcode).replaceFirst("^OP_", "").toLowerCase(Locale.ROOT);
                    ArrayNode trail = copy.path("reason") instanceof ArrayNode given ? given : copy.putArray("reason");
                    trail.addArray().add("gnt:opcode:" + word).add("").add(nanos);
                    return copy;
                })
                .toList();
    }

    JsonNode cancel(long id) {
        Optional<Job> job = unfinished(id);
        if (job.isEmpty()) {
            return notInQueue(id);
        }
        return jobs().cancel(id)
                ? verdict(true, "Dequeued job " + id)
                : verdict(false, "Job " + id + " is no longer waiting and cannot be canceled");
    }

    JsonNode changePriority(long id, JsonNode priority) {
        if (!priority.isIntegralNumber()) {
            throw dialect.wrongArguments("a priority that is no integer");
        }
        if (unfinished(id).isEmpty()) {
            return notInQueue(id);
        }
        jobs().changePriority(id, priority.asInt(0));
        return verdict(true, "Priorities of the pending opcodes of job " + id + " are now " + priority.asInt(0));
    }

    private Optional<Job> unfinished(long id) {
        return jobs().find(id).filter(job -> !job.status().isFinal());
    }

    private static JsonNode notInQueue(long id) {
        return verdict(false, "Job " + id + " not found in queue");
    }

    private static JsonNode verdict(boolean done, String message) {
        return JSON.arrayNode().add(done).add(message);
    }

    JsonNode archive(long id) {
        return JSON.booleanNode(jobs().archive(id));
    }

    /** Those that ended so many seconds ago, or all that ended where the age is negative. */
    JsonNode archiveAutomatically(double ageSeconds) {
        Instant now = world.clock().instant();
        Instant limit = ageSeconds < 0 ? Instant.MAX : now.minusMillis((long) (Math.min(ageSeconds, 1e12) * 1000));
        int archived = jobs().archiveEndedBefore(limit);
        return JSON.arrayNode().add(archived).add(0);
    }

    /** Answers when the job's values or log are other than those given, when it is over, or at the time limit. */
    JsonNode waitForChange(Arguments arguments) throws InterruptedException {
        long id = arguments.jobId(0);
        List<String> fields = arguments.texts(1);
        JsonNode previous = arguments.json(2);
        long previousSerial = arguments.json(3).asLong(0);
        Duration limit = Duration.ofMillis((long) (Math.max(0, arguments.number(4)) * 1000));
        Duration capped = limit.compareTo(dialect.longestWait()) < 0 ? limit : dialect.longestWait();

        boolean settled = jobs().await(capped, () -> {
            Optional<Job> job = live(id);
            return job.isEmpty()
                    || job.get().status().isFinal()
                    || !isSame(values(job.get(), fields), previous)
                    || news(job.get(), previousSerial).findAny().isPresent();
        });
        Optional<Job> job = live(id);
        if (job.isEmpty()) {
            return dialect.jobLost();
        }
        JsonNode values = values(job.get(), fields);
        if (!settled) {
            return dialect.unchanged(values);
        }
        ArrayNode answer = JSON.arrayNode().add(values);
        ArrayNode log = answer.addArray();
        news(job.get(), previousSerial).forEach(entry -> log.add(JobRow.toJson(entry)));
        return answer;
    }

    private Optional<Job> live(long id) {
        return jobs().find(id).filter(job -> !job.archived());
    }

    private static JsonNode values(Job job, List<String> fields) {
        return QueryEngine.jobValues(new JobRow(job.id(), job), fields);
    }

    private static Stream<LogEntry> news(Job job, long previousSerial) {
        return job.log().filter(entry -> entry.serial() > previousSerial);
    }

    /** By their text: one and the same number may be held in two types. */
    private static boolean isSame(JsonNode left, JsonNode right) {
        return left.toString().equals(right.toString());
    }
}
