package org.paralux.qa.arbiter;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.paralux.qa.simulate.jobs.Job;
import org.paralux.qa.simulate.jobs.JobQueue;
import org.paralux.qa.simulate.jobs.OpcodeRunner;
import tools.jackson.databind.JsonNode;

/** Jobs that are over, as a queue in which nothing happens, and where in their files their fields stand. */
final class FinishedJobs {
    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("id", "id"),
            Map.entry("status", "ops[*].status"),
            Map.entry("priority", "ops[*].priority"),
            Map.entry("received", "received_timestamp"),
            Map.entry("started", "start_timestamp"),
            Map.entry("ended", "end_timestamp"),
            Map.entry("archived", ""),
            Map.entry("each opcode", "ops[*].input"),
            Map.entry("each summary", "ops[*].input"),
            Map.entry("each status", "ops[*].status"),
            Map.entry("each result", "ops[*].result"),
            Map.entry("each priority", "ops[*].priority"),
            Map.entry("each log", "ops[*].log"),
            Map.entry("each started", "ops[*].start_timestamp"),
            Map.entry("each executed", "ops[*].exec_timestamp"),
            Map.entry("each ended", "ops[*].end_timestamp"));

    private static final Pattern NUMBER = Pattern.compile("\\([\\d.e+-]+\\)$");

    private FinishedJobs() {}

    private static final class NoRunner implements OpcodeRunner {
        @Override
        public Duration duration(JsonNode opcode) {
            return Duration.ZERO;
        }

        @Override
        public List<String> messages(JsonNode opcode) {
            return List.of();
        }

        @Override
        public Outcome run(JsonNode opcode) {
            throw new IllegalStateException("a job that is over was run");
        }
    }

    static JobQueue queue(List<Job> jobs) {
        return JobQueue.ofFinished(jobs, new NoRunner());
    }

    static boolean isKept(String source) {
        return PARTS.containsKey(source);
    }

    /** Whether a value is text with a number in it: {@code TEST_DELAY(3)} is also {@code TEST_DELAY(3.0)}. */
    static boolean isAmbiguous(String source, JsonNode value) {
        return source.equals("each summary")
                && value.values().stream()
                        .anyMatch(each -> NUMBER.matcher(each.asString("")).find());
    }

    static SameValue sameness(String source) {
        return source.equals("each opcode") ? SameValue.BUT_FOR_NULLS : SameValue.EXACTLY;
    }

    /** A job that is over does not change any more, so its place has no time of change. */
    static Place place(String file, String source) {
        String part = PARTS.getOrDefault(source, "");
        return new Place(file + (part.isEmpty() ? "" : ": " + part), "", OptionalDouble.of(0));
    }
}
