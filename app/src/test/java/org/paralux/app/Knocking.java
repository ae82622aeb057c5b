package org.paralux.app;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.paralux.luxi.LuxiClient;

/** Clients that connect to a socket, ask one query, and leave, one after another, a millisecond apart. */
final class Knocking implements AutoCloseable {
    private static final int CLIENTS = 2;

    private final Path socket;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong cutOff = new AtomicLong();
    private final AtomicLong longestRefusalNanos = new AtomicLong();
    private final List<Thread> clients = new ArrayList<>();

    private Knocking(Path socket) {
        this.socket = socket;
    }

    static Knocking at(Path socket) {
        Knocking knocking = new Knocking(socket);
        IntStream.range(0, CLIENTS)
                .forEach(_ -> knocking.clients.add(Thread.ofPlatform().start(knocking::knock)));
        return knocking;
    }

    private void knock() {
        long refusedSince = 0;
        while (!ended.get()) {
            try (LuxiClient client = LuxiClient.connect(socket, Duration.ofSeconds(10))) {
                if (refusedSince != 0) {
                    long nanos = System.nanoTime() - refusedSince;
                    longestRefusalNanos.accumulateAndGet(nanos, Math::max);
                    refusedSince = 0;
                }
                client.call(Requests.CLUSTER_INFO);
                answered.incrementAndGet();
                rest();
            } catch (ConnectException e) {
                refused.incrementAndGet();
                refusedSince = refusedSince == 0 ? System.nanoTime() : refusedSince;
                rest();
            } catch (SocketException e) {
                // The backlog is full, or no such file: only the second is a refusal.
                if (String.valueOf(e.getMessage()).contains("No such file")) {
                    refused.incrementAndGet();
                    refusedSince = refusedSince == 0 ? System.nanoTime() : refusedSince;
                }
                rest();
            } catch (IOException e) {
                cutOff.incrementAndGet();
            }
        }
    }

    private static void rest() {
        try {
            TimeUnit.MICROSECONDS.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long answered() {
        return answered.get();
    }

    long refused() {
        return refused.get();
    }

    /** Connected, and had no reply. */
    long cutOff() {
        return cutOff.get();
    }

    /** From the first refusal of a client to the next time that it was let in. */
    Duration longestRefusal() {
        return Duration.ofNanos(longestRefusalNanos.get());
    }

    /** Lets each end what it is at. */
    void end() {
        ended.set(true);
        boolean interrupted = false;
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end();
    }
}
