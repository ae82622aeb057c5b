package org.paralux.qa.simulate.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A job at one moment. Immutable: what changes is which of them is current.
 *
 * @param received when it was submitted
 * @param started when its first opcode was taken up
 */
public record Job(
        long id,
        List<Operation> operations,
        Instant received,
        @Nullable Instant started,
        @Nullable Instant ended,
        boolean archived) {

    public Job {
        operations = List.copyOf(operations);
    }

    /** That of the first opcode that is not over, or that went wrong; a job without opcodes is a success. */
    public JobStatus status() {
        JobStatus status = JobStatus.SUCCESS;
        boolean begun = false;
        for (Operation operation : operations) {
            switch (operation.status()) {
                case SUCCESS -> begun = true;
                case QUEUED -> {
                    return begun ? JobStatus.RUNNING : JobStatus.QUEUED;
                }
                case WAITING, RUNNING, ERROR, CANCELED -> {
                    return operation.status();
                }
            }
        }
        return status;
    }

    /** The most urgent of what is still to be done; small numbers are urgent. */
    public int priority() {
        return operations.stream()
                .filter(operation -> !operation.status().isFinal())
                .mapToInt(Operation::priority)
                .min()
                .orElse(0);
    }

    /** What all opcodes logged, oldest first. */
    public Stream<LogEntry> log() {
        return operations.stream()
                .flatMap(operation -> operation.log().stream())
                .sorted(Comparator.comparingLong(LogEntry::serial));
    }

    Job withOperation(int index, UnaryOperator<Operation> change) {
        List<Operation> changed = new ArrayList<>(operations);
        changed.set(index, change.apply(changed.get(index)));
        return new Job(id, changed, received, started, ended, archived);
    }

    Job withOperations(UnaryOperator<Operation> change) {
        return new Job(id, operations.stream().map(change).toList(), received, started, ended, archived);
    }

    Job startedAt(Instant now) {
        return started != null ? this : new Job(id, operations, received, now, ended, archived);
    }

    Job endedAt(Instant now) {
        return new Job(id, operations, received, started, now, archived);
    }

    Job intoArchive() {
        return new Job(id, operations, received, started, ended, true);
    }
}
