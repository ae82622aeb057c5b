package org.paralux.proxy.relay;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.paralux.audit.ClientFacts;
import org.paralux.proxy.measure.AddedLatency;
import org.paralux.proxy.tee.Answerer;
import org.paralux.proxy.tee.Exchange;
import org.paralux.proxy.tee.TeeBudget;
import org.paralux.proxy.tee.TeeRoom;
import org.paralux.proxy.tee.TeeSettings;

/** A relay before {@link ScriptedDaemon}s, and what it observed. At its end nothing may be left. */
final class RelayFixture implements AutoCloseable {
    static final Duration FALL_BACK_AFTER = Duration.ofMillis(500);

    record Closed(CloseReason reason, long exchanges, long bytesFromClient, long bytesToClient) {}

    final Path folder;
    final Path direct;
    final Path proxied;
    final Path shadow;
    final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    final List<Closed> closed = new CopyOnWriteArrayList<>();
    volatile Optional<ClientFacts> client = Optional.empty();
    final TeeBudget budget = new TeeBudget(64 << 20);
    final Relay relay;
    private final Channel listener;

    RelayFixture(Duration connectTimeLimit, int maxConnections) throws IOException {
        this(connectTimeLimit, maxConnections, RequestRouter.NONE);
    }

    RelayFixture(Duration connectTimeLimit, int maxConnections, RequestRouter router) throws IOException {
        folder = Files.createTempDirectory("relay");
        direct = folder.resolve("daemon");
        proxied = folder.resolve("proxy");
        shadow = folder.resolve("shadow");
        RelaySettings settings = new RelaySettings(
                direct, Answerer.PRIMARY, shadow, FALL_BACK_AFTER, 1, connectTimeLimit, 4096, TeeSettings.OBSERVE);
        relay = new Relay(
                settings,
                new ConnectionLimit(maxConnections),
                fd -> new Observer(),
                router,
                TeeRoom.of(budget),
                InstantSource.system(),
                new AddedLatency());
        listener = relay.listen(proxied);
    }

    private final class Observer implements TrafficObserver.ConnectionObserver {
        @Override
        public void finished(Exchange exchange) {
            exchanges.add(exchange);
            exchange.release(budget);
        }

        @Override
        public Optional<ClientFacts> client() {
            return client;
        }

        @Override
        public void closed(CloseReason reason, long number, long bytesFromClient, long bytesToClient) {
            closed.add(new Closed(reason, number, bytesFromClient, bytesToClient));
        }
    }

    void awaitNoConnections() {
        await("every connection is over").atMost(Duration.ofSeconds(20)).until(() -> relay.connectionCount() == 0);
    }

    @Override
    public void close() throws IOException {
        listener.close().awaitUninterruptibly();
        relay.close();
        assertEquals(0, budget.usedBytes(), "bytes still held by tees");
        Files.deleteIfExists(direct);
        Files.deleteIfExists(shadow);
        Files.deleteIfExists(proxied);
        Files.delete(folder);
    }
}
