package org.paralux.qa.simulate.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A clock that stands still and a timer that runs what is due when the clock is moved. Thread-safe. */
public final class ManualTimer implements Timer, InstantSource {
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::number));
    private Instant now = Instant.parse("2026-03-04T05:06:07.000008Z");
    private long taken;

    private record Task(Instant due, long number, Runnable action) {}

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized Runnable after(Duration delay, Runnable task) {
        Task added = new Task(now.plus(delay), taken++, task);
        tasks.add(added);
        return () -> remove(added);
    }

    private synchronized void remove(Task task) {
        tasks.remove(task);
    }

    /** Moves the clock from one due task to the next, and at last by all of {@code time}. */
    public void advance(Duration time) {
        Instant end = instant().plus(time);
        Task due;
        while ((due = nextDueBy(end)) != null) {
            due.action().run();
        }
        moveTo(end);
    }

    private synchronized @Nullable Task nextDueBy(Instant end) {
        Task next = tasks.peek();
        if (next == null || next.due().isAfter(end)) {
            return null;
        }
        now = next.due().isAfter(now) ? next.due() : now;
        return tasks.poll();
    }

    private synchronized void moveTo(Instant end) {
        now = end;
    }

    public synchronized int waitingTasks() {
        return tasks.size();
    }
}
