package org.paralux.qa.simulate.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paralux.luxi.LuxiJson;
import tools.jackson.databind.JsonNode;

class JobQueueTest {
    private static final Duration PICK_UP = Duration.ofMillis(20);
    private static final Duration LOCKING = Duration.ofMillis(10);
    private static final Duration RUN = Duration.ofMillis(500);

    private final ManualTimer time = new ManualTimer();
    private final JobQueue queue = new JobQueue(time, time, new JobPace(PICK_UP, LOCKING), new Runner());

    /** Takes half a second, says so, and fails when told to. */
    private static final class Runner implements OpcodeRunner {
        @Override
        public Duration duration(JsonNode opcode) {
            return RUN;
        }

        @Override
        public List<String> messages(JsonNode opcode) {
            return List.of("begun", "under way");
        }

        @Override
        public Outcome run(JsonNode opcode) {
            return opcode.path("fail").asBoolean(false)
                    ? new Outcome.Failed(LuxiJson.MAPPER.readTree("[\"OpExecError\",[\"as told\"]]"))
                    : new Outcome.Succeeded(LuxiJson.MAPPER.readTree("42"));
        }
    }

    @AfterEach
    void nothingIsLeftToDo() {
        time.advance(Duration.ofHours(1));
        assertEquals(0, time.waitingTasks(), "tasks left");
        assertTrue(queue.all().stream().allMatch(job -> job.status().isFinal()), "jobs left");
    }

    private long submit(String... opcodes) {
        return queue.submit(
                Arrays.stream(opcodes).map(LuxiJson.MAPPER::readTree).toList());
    }

    private Job job(long id) {
        return queue.find(id).orElseThrow();
    }

    @Test
    void goesFromQueuedOverWaitingAndRunningToSuccessAndStampsEachStep() {
        long id = submit("{\"OP_ID\":\"OP_A\"}");
        List<JobStatus> seen = new ArrayList<>();
        for (Duration step : List.of(Duration.ZERO, PICK_UP, LOCKING, RUN)) {
            time.advance(step);
            seen.add(job(id).status());
        }
        assertEquals(List.of(JobStatus.QUEUED, JobStatus.WAITING, JobStatus.RUNNING, JobStatus.SUCCESS), seen);
        Job job = job(id);
        Operation operation = job.operations().getFirst();
        assertEquals(job.received().plus(PICK_UP), job.started());
        assertEquals(job.received().plus(PICK_UP).plus(LOCKING), operation.executed());
        assertEquals(job.received().plus(PICK_UP).plus(LOCKING).plus(RUN), job.ended());
        assertEquals("42", operation.result().toString());
        assertEquals(List.of(1L, 2L), job.log().map(LogEntry::serial).toList());
    }

    @Test
    void opcodesRunOneAfterTheOtherAndLogSerialsGoOn() {
        long id = submit("{\"OP_ID\":\"OP_A\"}", "{\"OP_ID\":\"OP_B\"}");
        time.advance(PICK_UP.plus(LOCKING).plus(RUN));
        assertEquals(
                List.of(JobStatus.SUCCESS, JobStatus.WAITING),
                job(id).operations().stream().map(Operation::status).toList());
        assertEquals(JobStatus.WAITING, job(id).status());
        time.advance(LOCKING.plus(RUN));
        assertEquals(JobStatus.SUCCESS, job(id).status());
        assertEquals(
                List.of(1L, 2L, 3L, 4L), job(id).log().map(LogEntry::serial).toList());
    }

    @Test
    void whatFollowsAFailureIsNotTried() {
        long id = submit("{\"OP_ID\":\"OP_A\",\"fail\":true}", "{\"OP_ID\":\"OP_B\"}");
        time.advance(Duration.ofMinutes(1));
        assertEquals(JobStatus.ERROR, job(id).status());
        assertEquals(
                List.of("[\"OpExecError\",[\"as told\"]]", "[\"OpExecError\",[\"Preceding opcode failed\"]]"),
                job(id).operations().stream()
                        .map(operation -> operation.result().toString())
                        .toList());
    }

    @Test
    void onlyAJobThatHasNotBegunIsCanceled() {
        long waiting = submit("{\"OP_ID\":\"OP_A\"}");
        long running = submit("{\"OP_ID\":\"OP_A\"}");
        assertTrue(queue.cancel(waiting));
        time.advance(PICK_UP.plus(LOCKING));
        assertFalse(queue.cancel(running));
        assertFalse(queue.cancel(99));
        time.advance(RUN);
        assertEquals(JobStatus.CANCELED, job(waiting).status());
        assertEquals(JobStatus.SUCCESS, job(running).status());
    }

    @Test
    void aJobWaitsForThoseItDependsOn() {
        long first = submit("{\"OP_ID\":\"OP_A\"}");
        long second = submit("{\"OP_ID\":\"OP_B\",\"depends\":[[-1,[\"success\"]]]}");
        long unmet = submit("{\"OP_ID\":\"OP_B\",\"depends\":[[" + first + ",[\"error\"]]]}");
        long lost = submit("{\"OP_ID\":\"OP_B\",\"depends\":[[99999,[]]]}");
        time.advance(PICK_UP.plus(LOCKING));
        assertEquals(JobStatus.QUEUED, job(second).status());
        assertEquals(JobStatus.ERROR, job(lost).status());
        time.advance(RUN);
        assertEquals(JobStatus.WAITING, job(second).status());
        assertEquals(JobStatus.CANCELED, job(unmet).status());
    }

    @Test
    void onlyWhatIsOverIsArchivedAndOnlyOnce() {
        long id = submit("{\"OP_ID\":\"OP_A\"}");
        assertFalse(queue.archive(id));
        time.advance(Duration.ofMinutes(1));
        assertTrue(queue.archive(id));
        assertFalse(queue.archive(id));
        assertEquals(List.of(), queue.current());
        assertTrue(job(id).archived());
    }

    @Test
    void aWaitEndsWithTheChangeOrAtItsLimit() {
        long id = submit("{\"OP_ID\":\"OP_A\"}");
        CompletableFuture<Boolean> change = waiting(Duration.ofMinutes(1), id);
        CompletableFuture<Boolean> limit = waiting(Duration.ofMillis(100), id);
        Awaitility.await().until(() -> time.waitingTasks() == 3);
        time.advance(Duration.ofMillis(100));
        assertFalse(limit.join());
        assertFalse(change.isDone());
        time.advance(RUN);
        assertTrue(change.join());
    }

    private CompletableFuture<Boolean> waiting(Duration limit, long id) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return queue.await(limit, () -> job(id).status().isFinal());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
