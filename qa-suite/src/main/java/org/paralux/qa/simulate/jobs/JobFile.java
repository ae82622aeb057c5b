package org.paralux.qa.simulate.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a job as Ganeti keeps it: one JSON object in the file {@code job-ID} of the queue's folder. */
public final class JobFile {
    private static final int NANOS_OF_A_MICRO = 1000;

    private JobFile() {}

    /**
     * The job that a file holds, once it is over: before that the daemon knows more than the file.
     *
     * @param archived whether the file is in the archive
     * @return empty where the job is not over, or is told in words that are not known here
     */
    public static Optional<Job> finished(JsonNode file, boolean archived) {
        List<Operation> operations = new ArrayList<>();
        for (JsonNode each : file.path("ops")) {
            Optional<Operation> operation = operation(each);
            if (operation.isEmpty()) {
                return Optional.empty();
            }
            operations.add(operation.get());
        }
        Instant received = time(file.path("received_timestamp"));
        if (!file.path("id").isIntegralNumber() || received == null) {
            return Optional.empty();
        }
        return Optional.of(new Job(
                file.path("id").longValue(),
                operations,
                received,
                time(file.path("start_timestamp")),
                time(file.path("end_timestamp")),
                archived));
    }

    private static Optional<Operation> operation(JsonNode each) {
        Optional<JobStatus> status = Arrays.stream(JobStatus.values())
                .filter(JobStatus::isFinal)
                .filter(known -> known.wireName().equals(each.path("status").asString("")))
                .findFirst();
        Optional<List<LogEntry>> log = log(each.path("log"));
        if (status.isEmpty() || log.isEmpty() || !each.path("input").isObject()) {
            return Optional.empty();
        }
        return Optional.of(new Operation(
                each.path("input"),
                status.get(),
                each.path("result"),
                log.get(),
                each.path("priority").asInt(0),
                time(each.path("start_timestamp")),
                time(each.path("exec_timestamp")),
                time(each.path("end_timestamp"))));
    }

    private static Optional<List<LogEntry>> log(JsonNode entries) {
        List<LogEntry> log = new ArrayList<>();
        for (JsonNode entry : entries) {
            Instant time = time(entry.path(1));
            if (time == null || entry.size() != 4) {
                return Optional.empty();
            }
            log.add(new LogEntry(entry.path(0).asLong(0), time, entry.path(2).asString(""), entry.path(3)));
        }
        return Optional.of(log);
    }

    /** A pair of seconds and microseconds. */
    private static @Nullable Instant time(JsonNode pair) {
        return pair.size() == 2
                ? Instant.ofEpochSecond(pair.path(0).asLong(0), pair.path(1).asLong(0) * NANOS_OF_A_MICRO)
                : null;
    }
}
