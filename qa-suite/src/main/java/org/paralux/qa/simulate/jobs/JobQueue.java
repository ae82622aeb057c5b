package org.paralux.qa.simulate.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.paralux.qa.simulate.jobs.Dependencies.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The jobs of a cluster. Each goes from queued over waiting and running to its end in steps that a timer takes; there is
 * no limit to how many run at once.
 *
 * <p>Thread-safe: one lock, never held while waiting.
 */
public final class JobQueue {
    private static final Set<JobStatus> CANCELABLE = EnumSet.of(JobStatus.QUEUED, JobStatus.WAITING);

    private final InstantSource clock;
    private final Timer timer;
    private final JobPace pace;
    private final OpcodeRunner runner;
    private final NavigableMap<Long, Job> jobs = new TreeMap<>();
    private CompletableFuture<Void> nextChange = new CompletableFuture<>();
    private long lastId;

    public JobQueue(InstantSource clock, Timer timer, JobPace pace, OpcodeRunner runner) {
        this.clock = clock;
        this.timer = timer;
        this.pace = pace;
        this.runner = runner;
    }

    /** A queue of jobs that are over, in which nothing happens any more. */
    public static JobQueue ofFinished(List<Job> jobs, OpcodeRunner runner) {
        JobQueue queue = new JobQueue(InstantSource.system(), (_, _) -> () -> {}, JobPace.BRISK, runner);
        jobs.forEach(queue::put);
        return queue;
    }

    /** The new job's id. */
    public synchronized long submit(List<JsonNode> opcodes) {
        long id = ++lastId;
        Instant now = clock.instant();
        List<Operation> operations = opcodes.stream()
                .map(opcode -> Operation.queued(Dependencies.resolved(opcode, id)))
                .toList();
        Job job = new Job(id, operations, now, null, operations.isEmpty() ? now : null, false);
        put(operations.isEmpty() ? job.startedAt(now) : job);
        timer.after(pace.pickUp(), () -> takeUp(id));
        return id;
    }

    /** The job, archived or not. */
    public synchronized Optional<Job> find(long id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** The jobs by id, without the archived ones. */
    public synchronized List<Job> current() {
        return jobs.values().stream().filter(Predicate.not(Job::archived)).toList();
    }

    /** All jobs by id. */
    public synchronized List<Job> all() {
        return List.copyOf(jobs.values());
    }

    /** Takes a job that has not begun off the queue; false when it is too late. */
    public synchronized boolean cancel(long id) {
        Job job = jobs.get(id);
        if (job == null || !CANCELABLE.contains(job.status())) {
            return false;
        }
        abandon(job);
        return true;
    }

    private void abandon(Job job) {
        Instant now = clock.instant();
        JsonNode nothing = JsonNodeFactory.instance.nullNode();
        end(job.withOperations(operation ->
                operation.status().isFinal() ? operation : operation.over(JobStatus.CANCELED, nothing, now)));
    }

    /** False when the job is not over, or was archived before. */
    public synchronized boolean archive(long id) {
        Job job = jobs.get(id);
        if (job == null || job.archived() || !job.status().isFinal()) {
            return false;
        }
        put(job.intoArchive());
        return true;
    }

    /** Archives the jobs that ended before {@code moment}, and says how many those were. */
    public synchronized int archiveEndedBefore(Instant moment) {
        List<Job> old = current().stream()
                .filter(job -> job.ended() != null && job.ended().isBefore(moment))
                .toList();
        old.forEach(job -> archive(job.id()));
        return old.size();
    }

    public synchronized void changePriority(long id, int priority) {
        update(id, job -> job.withOperations(operation -> operation.withPriority(priority)));
    }

    /**
     * Blocks until {@code settled}, which is asked again after each change of any job, or until {@code limit} has
     * passed.
     *
     * @return whether it was settled in time
     */
    public boolean await(Duration limit, BooleanSupplier settled) throws InterruptedException {
        CompletableFuture<Void> deadline = new CompletableFuture<>();
        Runnable undo = timer.after(limit, () -> deadline.complete(null));
        try {
            while (true) {
                CompletableFuture<Void> change = nextChange();
                if (settled.getAsBoolean()) {
                    return true;
                }
                if (deadline.isDone()) {
                    return false;
                }
                try {
                    CompletableFuture.anyOf(change, deadline).get();
                } catch (ExecutionException e) {
                    throw new IllegalStateException("change: failed (expected: only ever completed)", e);
                }
            }
        } finally {
            undo.run();
        }
    }

    private synchronized CompletableFuture<Void> nextChange() {
        return nextChange;
    }

    private synchronized void takeUp(long id) {
        Job job = jobs.get(id);
        if (job == null || job.status() != JobStatus.QUEUED) {
            return;
        }
        switch (Dependencies.verdict(job, this::find)) {
            case Verdict.Met() -> begin(id, 0);
            case Verdict.Pending() -> {}
            case Verdict.Broken() -> abandon(job);
            case Verdict.Lost(long lost) -> fail(job, 0, error("Dependency error: Job " + lost + " not found"));
        }
    }

    private void begin(long id, int index) {
        Instant now = clock.instant();
        update(id, job -> job.startedAt(now).withOperation(index, operation -> operation.waiting(now)));
        timer.after(pace.locking(), () -> execute(id, index));
    }

    private synchronized void execute(long id, int index) {
        Job job = jobs.get(id);
        if (job == null || job.operations().get(index).status() != JobStatus.WAITING) {
            return;
        }
        Instant now = clock.instant();
        JsonNode opcode = job.operations().get(index).opcode();
        Job running = job.withOperation(index, operation -> operation.running(now));
        long serial = running.log().count();
        for (String message : runner.messages(opcode)) {
            LogEntry entry = LogEntry.message(++serial, now, message);
            running = running.withOperation(index, operation -> operation.withMessage(entry));
        }
        put(running);
        timer.after(runner.duration(opcode), () -> complete(id, index));
    }

    private synchronized void complete(long id, int index) {
        Job job = jobs.get(id);
        if (job == null) {
            return;
        }
        switch (runner.run(job.operations().get(index).opcode())) {
            case OpcodeRunner.Outcome.Succeeded(JsonNode result) -> {
                Job done = job.withOperation(
                        index, operation -> operation.over(JobStatus.SUCCESS, result, clock.instant()));
                if (index + 1 < done.operations().size()) {
                    put(done);
                    begin(id, index + 1);
                } else {
                    end(done);
                }
            }
            case OpcodeRunner.Outcome.Failed(JsonNode error) -> fail(job, index, error);
        }
    }

    private void fail(Job job, int index, JsonNode error) {
        Instant now = clock.instant();
        Job failed = job.withOperation(index, operation -> operation.over(JobStatus.ERROR, error, now));
        for (int later = index + 1; later < failed.operations().size(); later++) {
            failed = failed.withOperation(
                    later, operation -> operation.over(JobStatus.ERROR, error("Preceding opcode failed"), now));
        }
        end(failed);
    }

    private static JsonNode error(String message) {
        var error = JsonNodeFactory.instance.arrayNode().add("OpExecError");
        error.addArray().add(message);
        return error;
    }

    private void end(Job job) {
        put(job.endedAt(clock.instant()));
        for (Job other : new ArrayList<>(jobs.values())) {
            if (other.status() == JobStatus.QUEUED && waitsFor(other, job.id())) {
                takeUp(other.id());
            }
        }
    }

    private static boolean waitsFor(Job job, long id) {
        return job.operations().stream()
                .flatMap(operation -> operation.opcode().path("depends").values().stream())
                .anyMatch(dependency -> dependency.path(0).asLong(0) == id);
    }

    private void update(long id, UnaryOperator<Job> change) {
        Job job = jobs.get(id);
        if (job != null) {
            put(change.apply(job));
        }
    }

    private void put(Job job) {
        jobs.put(job.id(), job);
        CompletableFuture<Void> change = nextChange;
        nextChange = new CompletableFuture<>();
        change.complete(null);
    }
}
