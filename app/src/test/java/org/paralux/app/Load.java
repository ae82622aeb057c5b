package org.paralux.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.Payload;

/** Clients that ask one request of every kind after the other, until they are stopped or cut off. */
final class Load implements AutoCloseable {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    private final List<Thread> clients = new ArrayList<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong cutOff = new AtomicLong();
    private volatile boolean stopped;

    static Load on(Path socket, int clients) {
        Load load = new Load();
        for (int i = 0; i < clients; i++) {
            load.clients.add(Thread.ofVirtual().start(() -> load.ask(socket)));
        }
        return load;
    }

    private void ask(Path socket) {
        while (!stopped) {
            try (LuxiClient client = LuxiClient.connect(socket, TIME_LIMIT)) {
                for (Payload request : Requests.EVERY_KIND) {
                    client.call(request);
                    answered.incrementAndGet();
                }
            } catch (IOException e) {
                cutOff.incrementAndGet();
            }
        }
    }

    long answered() {
        return answered.get();
    }

    /** How often a client did not get what it asked for. */
    long cutOff() {
        return cutOff.get();
    }

    /** Lets every client finish its round; how many answers they got in all. */
    long finish() throws InterruptedException {
        close();
        for (Thread client : clients) {
            client.join(TIME_LIMIT);
        }
        return answered();
    }

    @Override
    public void close() {
        stopped = true;
    }
}
