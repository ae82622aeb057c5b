package org.paralux.proxy.record;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.Channel;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.audit.AuditEvent;
import org.paralux.luxi.Framing;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.Payload;
import org.paralux.proxy.effort.Effort;
import org.paralux.proxy.identity.ClientIdentifier;
import org.paralux.proxy.identity.PeerCredentials;
import org.paralux.proxy.listener.ListenRole;
import org.paralux.proxy.measure.AddedLatency;
import org.paralux.proxy.relay.ConnectionLimit;
import org.paralux.proxy.relay.Relay;
import org.paralux.proxy.relay.RelaySettings;
import org.paralux.proxy.relay.RequestRouter;
import org.paralux.proxy.shadow.TrialDesk;
import org.paralux.proxy.tee.Answerer;
import org.paralux.proxy.tee.TeeBudget;
import org.paralux.proxy.tee.TeeRoom;
import org.paralux.proxy.tee.TeeSettings;

/** While nothing is to be recorded clients are answered, the log says how much is missing, and the accounts hold. */
class PlainRelayTest {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);
    private static final Payload QUERY = Payload.of("{\"method\":\"QueryClusterInfo\",\"args\":[]}");
    private static final Payload REPLY = Payload.of("{\"success\":true,\"result\":1}");

    @TempDir
    private Path folder;

    private final List<AuditEvent> recorded = new CopyOnWriteArrayList<>();
    private volatile Effort effort = Effort.FULL;

    @Test
    void whatIsNotRecordedIsCounted() throws Exception {
        TrafficCounters counters = new TrafficCounters();
        TeeBudget budget = new TeeBudget(1 << 20);
        AtomicLong ids = new AtomicLong();
        try (ServerSocketChannel _ = answering(folder.resolve("daemon"));
                ClientIdentifier clients = new ClientIdentifier(
                        ClientIdentifier.Settings.DEFAULT, () -> "p" + ids.incrementAndGet(), _ -> {});
                TrafficRecorder recorder = new TrafficRecorder(
                        "r1",
                        fd -> clients.identify(PeerCredentials.of(fd)),
                        (_, event) -> recorded.add(event),
                        TrialDesk.NONE,
                        budget,
                        counters,
                        () -> effort,
                        InstantSource.system(),
                        System::nanoTime);
                Relay relay = new Relay(
                        new RelaySettings(
                                folder.resolve("daemon"),
                                Answerer.PRIMARY,
                                null,
                                TIME_LIMIT,
                                1,
                                TIME_LIMIT,
                                10,
                                TeeSettings.OBSERVE),
                        new ConnectionLimit(10),
                        recorder.observing(ListenRole.MASTER),
                        RequestRouter.NONE,
                        TeeRoom.of(budget),
                        InstantSource.system(),
                        new AddedLatency())) {
            recorder.start();
            Channel listener = relay.listen(folder.resolve("listen"));
            call(3);
            await().atMost(TIME_LIMIT).until(() -> counters.get(TrafficCount.RECEIVED) == 3);
            effort = Effort.PLAIN_RELAY;
            call(5);
            await().atMost(TIME_LIMIT)
                    .until(() -> of(AuditEvent.ConnectionClosed.class).count() == 2);
            effort = Effort.FULL;
            await().atMost(TIME_LIMIT).until(() -> counters.get(TrafficCount.RECEIVED) == 8);
            call(2);
            await().atMost(TIME_LIMIT).until(() -> counters.get(TrafficCount.RECEIVED) == 10);
            listener.close().awaitUninterruptibly();
        }
        assertEquals(5, of(AuditEvent.Exchange.class).count());
        assertEquals(5, counters.get(TrafficCount.EXCHANGES_DROPPED));
        assertEquals(
                5,
                of(AuditEvent.Gap.class)
                        .mapToLong(gap -> gap.lost().getOrDefault("exchange", 0L))
                        .sum());
        assertTrue(of(AuditEvent.Gap.class)
                .allMatch(gap -> gap.why().equals("degraded") && !gap.until().isBefore(gap.from())));
        assertEquals(0, budget.usedBytes());
    }

    private <T> Stream<T> of(Class<T> event) {
        return recorded.stream().filter(event::isInstance).map(event::cast);
    }

    private void call(int times) throws IOException {
        try (LuxiClient client = LuxiClient.connect(folder.resolve("listen"), TIME_LIMIT)) {
            for (int i = 0; i < times; i++) {
                assertEquals(REPLY, client.call(QUERY));
            }
        }
    }

    private static ServerSocketChannel answering(Path path) throws IOException {
        ServerSocketChannel server =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    SocketChannel client = server.accept();
                    Thread.ofVirtual().start(() -> answer(client));
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
        return server;
    }

    private static void answer(SocketChannel client) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try (client) {
            while (client.read(buffer.clear()) >= 0) {
                if (buffer.get(buffer.position() - 1) == Framing.ETX) {
                    client.write(ByteBuffer.wrap(REPLY.toFrame()));
                }
            }
        } catch (IOException gone) {
            // So is its client.
        }
    }
}
