package org.paralux.proxy.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A few daemon threads that work off one bounded queue. Each item wakes all of them, and the first that gets a processor
 * takes it: on a busy machine that is sooner than the thread that would have been its turn. None is ever interrupted,
 * since the work may end in code that would take that amiss.
 *
 * <p>Thread-safe.
 */
final class Worker<T> {
    private final Queue<T> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int capacity;
    private final List<Thread> threads;
    private volatile boolean stopped;

    /** @param work gives each thread its own, on that thread; it throws nothing */
    Worker(String name, int threads, int capacity, Supplier<Consumer<T>> work) {
        this.capacity = capacity;
        this.threads = IntStream.range(0, threads)
                .mapToObj(i -> Thread.ofPlatform().name(name, i).daemon().unstarted(() -> run(work.get())))
                .toList();
    }

    void start() {
        threads.forEach(Thread::start);
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
        threads.forEach(LockSupport::unpark);
        return !stopped || !queue.remove(item);
    }

    /** Whether nothing waits and nobody has asked for the end. */
    boolean isIdle() {
        return queue.isEmpty() && !stopped;
    }

    private void run(Consumer<T> work) {
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

    /** Ends each thread after the item in its hand, waits for that, and gives what was left undone. */
    List<T> stop() {
        stopped = true;
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                LockSupport.unpark(thread);
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
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
