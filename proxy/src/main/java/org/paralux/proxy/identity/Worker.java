package org.paralux.proxy.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One daemon thread that works off a bounded queue, in order. It is never interrupted, since the work may end in code
 * that would take that amiss.
 *
 * <p>Thread-safe.
 */
final class Worker<T> {
    private final Queue<T> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int capacity;
    private final Consumer<T> work;
    private final Thread thread;
    private volatile boolean stopped;

    /**
     * @param beforeWork runs once on the thread, first
     * @param work throws nothing
     */
    Worker(String name, int capacity, Runnable beforeWork, Consumer<T> work) {
        this.capacity = capacity;
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> {
            beforeWork.run();
            run();
        });
    }

    void start() {
        thread.start();
    }

    /** False where the queue is full, or the worker has stopped. Never waits. */
    boolean offer(T item) {
        if (stopped) {
            return false;
        }
        if (waiting.incrementAndGet() > capacity) {
            waiting.decrementAndGet();
            return false;
        }
        queue.add(item);
        LockSupport.unpark(thread);
        return !stopped || !queue.remove(item);
    }

    private void run() {
        while (!stopped) {
            T item = queue.poll();
            if (item == null) {
                LockSupport.park(this);
            } else {
                waiting.decrementAndGet();
                work.accept(item);
            }
        }
    }

    /** Ends the thread after the item in hand, waits for that, and gives what was left undone. */
    List<T> stop() {
        stopped = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            LockSupport.unpark(thread);
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        List<T> left = new ArrayList<>();
        for (T item = queue.poll(); item != null; item = queue.poll()) {
            left.add(item);
        }
        return left;
    }
}
