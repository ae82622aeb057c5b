package org.paralux.qa.simulate.query;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.field.FieldTable;
import org.paralux.qa.simulate.field.Getter;
import org.paralux.qa.simulate.jobs.Job;
import org.paralux.qa.simulate.jobs.LogEntry;
import org.paralux.qa.simulate.jobs.OpcodeTable;
import org.paralux.qa.simulate.jobs.Operation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/**
 * A job that was asked for.
 *
 * @param job null when there is none of that id
 */
public record JobRow(long id, @Nullable Job job) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public static FieldTable<JobRow> fields() {
        Map<String, Function<String, Getter<JobRow>>> verbs = Map.of(
                "id", _ -> row -> Cell.of(row.id()),
                "status", _ -> ofJob(job -> Cell.of(job.status().wireName())),
                "priority", _ -> ofJob(job -> Cell.of(job.priority())),
                "archived", _ -> ofJob(job -> Cell.of(job.archived())),
                "received", _ -> ofJob(job -> time(job.received())),
                "started", _ -> ofJob(job -> time(job.started())),
                "ended", _ -> ofJob(job -> time(job.ended())),
                "each", JobRow::ofEachOperation);
        return FieldTable.load("job.csv", verbs);
    }

    private static Getter<JobRow> ofJob(Function<Job, Cell> cell) {
        return row -> row.job() == null ? Cell.UNAVAILABLE : cell.apply(row.job());
    }

    private static Getter<JobRow> ofEachOperation(String what) {
        Function<Operation, JsonNode> item = switch (what) {
            case "opcode" -> Operation::opcode;
            case "summary" -> operation -> JSON.stringNode(OpcodeTable.INSTANCE.summary(operation.opcode()));
            case "status" -> operation -> JSON.stringNode(operation.status().wireName());
            case "result" -> Operation::result;
            case "priority" -> operation -> JSON.numberNode(operation.priority());
            case "log" -> JobRow::log;
            case "started" -> operation -> splitTime(operation.started());
            case "executed" -> operation -> splitTime(operation.executed());
            case "ended" -> operation -> splitTime(operation.ended());
            default -> throw new IllegalArgumentException("each: " + what + " (expected: a part of an opcode)");
        };
        return ofJob(job -> {
            ArrayNode items = JSON.arrayNode();
            job.operations().forEach(operation -> items.add(item.apply(operation)));
            return Cell.of(items);
        });
    }

    private static JsonNode log(Operation operation) {
        ArrayNode entries = JSON.arrayNode();
        operation.log().forEach(entry -> entries.add(toJson(entry)));
        return entries;
    }

    /** {@code [serial, [seconds, microseconds], "message", text]}. */
    public static JsonNode toJson(LogEntry entry) {
        return JSON.arrayNode()
                .add(entry.serial())
                .add(splitTime(entry.time()))
                .add(entry.type())
                .add(entry.content());
    }

    private static Cell time(@Nullable Instant time) {
        return time == null ? Cell.UNAVAILABLE : Cell.of(splitTime(time));
    }

    private static JsonNode splitTime(@Nullable Instant time) {
        return time == null
                ? NullNode.getInstance()
                : JSON.arrayNode().add(time.getEpochSecond()).add(time.get(ChronoField.MICRO_OF_SECOND));
    }
}
