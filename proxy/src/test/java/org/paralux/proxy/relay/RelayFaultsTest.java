package org.paralux.proxy.relay;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paralux.audit.ExchangeEnd;
import org.paralux.luxi.Payload;
import org.paralux.proxy.tee.Body;
import org.paralux.proxy.tee.Exchange;

/** Either side vanishing, a busy primary, and too many clients. */
class RelayFaultsTest {
    @SuppressWarnings("NullAway.Init")
    private RelayFixture fixture;

    private void relay(Duration connectTimeLimit, int maxConnections) throws IOException {
        fixture = new RelayFixture(connectTimeLimit, maxConnections);
    }

    @AfterEach
    void leavesNothingBehind() throws IOException {
        fixture.awaitNoConnections();
        fixture.close();
    }

    private List<ExchangeEnd> ends() {
        return fixture.exchanges.stream().map(Exchange::end).toList();
    }

    private void awaitExchanges(int number) {
        await().until(() -> fixture.exchanges.size() == number);
    }

    /** A primary that accepts and does only what a test tells it. */
    private ServerSocketChannel silentPrimary(int backlog) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(fixture.direct), backlog);
        return server;
    }

    private static void write(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void aReplyReachesTheClientBeforeItsEnd() throws IOException {
        relay(Duration.ofSeconds(1), 10);
        try (ServerSocketChannel primary = silentPrimary(5);
                RawClient client = new RawClient(fixture.proxied)) {
            client.send("a\3");
            try (SocketChannel upstream = primary.accept()) {
                write(upstream, "beginning");
                await().until(() -> client.soFar().equals("beginning"));
                write(upstream, " and end\3");
                await().until(() -> client.soFar().equals("beginning and end\3"));
            }
        }
    }

    @Test
    void aRequestIsUnderWayUntilItsReplyIsWholeOrItsClientGone() throws IOException {
        relay(Duration.ofSeconds(1), 10);
        try (ServerSocketChannel primary = silentPrimary(5);
                RawClient client = new RawClient(fixture.proxied)) {
            client.send("a\3b\3c");
            try (SocketChannel upstream = primary.accept()) {
                try (RawClient leaving = new RawClient(fixture.proxied)) {
                    leaving.send("d\3");
                    await().until(() -> fixture.relay.requestsUnderWay() == 3);
                    write(upstream, "reply to a");
                    await().until(() -> client.soFar().equals("reply to a"));
                    assertEquals(3, fixture.relay.requestsUnderWay());
                    write(upstream, "\3");
                    await().until(() -> fixture.relay.requestsUnderWay() == 2);
                }
                await().until(() -> fixture.relay.requestsUnderWay() == 1);
            }
        }
        await().until(() -> fixture.relay.requestsUnderWay() == 0);
    }

    @Test
    void aFrameReachesThePrimaryBeforeItsEnd() throws IOException {
        relay(Duration.ofSeconds(1), 10);
        try (ServerSocketChannel primary = silentPrimary(5);
                RawClient client = new RawClient(fixture.proxied)) {
            client.send("no end");
            try (SocketChannel upstream = primary.accept()) {
                ByteBuffer seen = ByteBuffer.allocate(6);
                while (seen.hasRemaining()) {
                    upstream.read(seen);
                }
                assertEquals("no end", new String(seen.array(), StandardCharsets.ISO_8859_1));
            }
            assertEquals("", client.everything());
        }
        awaitExchanges(1);
        assertEquals(List.of(ExchangeEnd.INCOMPLETE_REQUEST), ends());
    }

    @Test
    void aReplySurvivesAPrimaryThatClosesWhileTheClientStillSends() throws IOException {
        relay(Duration.ofSeconds(1), 10);
        try (ServerSocketChannel primary = silentPrimary(5);
                RawClient client = new RawClient(fixture.proxied)) {
            Thread sender = Thread.ofVirtual().start(() -> client.send("x".repeat(8 << 20) + "\3"));
            try (SocketChannel upstream = primary.accept()) {
                write(upstream, "go away\3");
            }
            assertEquals("go away\3", client.everything());
            assertTrue(sender.isAlive() || !sender.isInterrupted());
        }
    }

    @Test
    void aHalfCloseIsHeldBackUntilTheReplyIsComplete() throws Exception {
        relay(Duration.ofSeconds(1), 10);
        try (ServerSocketChannel primary = silentPrimary(5);
                RawClient client = new RawClient(fixture.proxied)) {
            client.send("a\3rest");
            client.halfClose();
            try (SocketChannel upstream = primary.accept()) {
                ByteBuffer seen = ByteBuffer.allocate(64);
                while (seen.position() < 6) {
                    upstream.read(seen);
                }
                assertEquals("a\3rest", new String(seen.array(), 0, 6, StandardCharsets.ISO_8859_1));
                upstream.configureBlocking(false);
                write(upstream, "par");
                await().during(Duration.ofMillis(300)).until(() -> upstream.read(ByteBuffer.allocate(1)) == 0);
                write(upstream, "t\3");
                await().until(() -> upstream.read(ByteBuffer.allocate(1)) == -1);
            }
            assertEquals("part\3", client.everything());
        }
    }

    @Test
    void aClientThatLeavesTakesItsUpstreamAlong() throws Exception {
        relay(Duration.ofSeconds(1), 10);
        try (ServerSocketChannel primary = silentPrimary(5)) {
            SocketChannel upstream;
            try (RawClient client = new RawClient(fixture.proxied)) {
                client.send("a\3");
                upstream = primary.accept();
            }
            try (upstream) {
                assertEquals(2, upstream.read(ByteBuffer.allocate(2)));
                assertEquals(-1, upstream.read(ByteBuffer.allocate(1)));
            }
        }
        awaitExchanges(1);
        assertEquals(List.of(ExchangeEnd.CLIENT_LEFT), ends());
    }

    @Test
    void aClientThatHalfClosedAndThenLeftIsNoticed() throws Exception {
        relay(Duration.ofSeconds(1), 10);
        try (ServerSocketChannel primary = silentPrimary(5)) {
            RawClient client = new RawClient(fixture.proxied);
            client.send("a\3");
            client.halfClose();
            try (SocketChannel upstream = primary.accept()) {
                assertEquals(2, upstream.read(ByteBuffer.allocate(2)));
                client.close();
                assertEquals(-1, upstream.read(ByteBuffer.allocate(1)));
            }
        }
    }

    @Test
    void aPrimaryThatDiesInTheMiddleOfAReplyIsRecorded() throws IOException {
        relay(Duration.ofSeconds(1), 10);
        try (ServerSocketChannel primary = silentPrimary(5);
                RawClient client = new RawClient(fixture.proxied)) {
            client.send("a\3b\3");
            try (SocketChannel upstream = primary.accept()) {
                ByteBuffer seen = ByteBuffer.allocate(4);
                while (seen.hasRemaining()) {
                    upstream.read(seen);
                }
                write(upstream, "half");
            }
            assertEquals("half", client.everything());
        }
        awaitExchanges(2);
        assertEquals(List.of(ExchangeEnd.PRIMARY_LEFT, ExchangeEnd.PRIMARY_LEFT), ends());
    }

    @Test
    void aPrimaryThatIsNotThereEndsTheConnection() throws IOException {
        relay(Duration.ofSeconds(1), 10);
        try (RawClient client = new RawClient(fixture.proxied)) {
            assertEquals("", client.everything());
        }
        fixture.awaitNoConnections();
        assertEquals(CloseReason.PRIMARY_DOWN, fixture.closed.getFirst().reason());
    }

    @Test
    void aHungPrimaryIsWaitedForAndNewClientsAreAccepted() throws IOException {
        relay(Duration.ofSeconds(1), 10);
        try (ServerSocketChannel primary = silentPrimary(5);
                RawClient first = new RawClient(fixture.proxied);
                RawClient second = new RawClient(fixture.proxied)) {
            first.send("a\3");
            second.send("b\3");
            await().until(() -> fixture.relay.requestsUnderWay() == 2);
            try (SocketChannel toFirst = primary.accept();
                    SocketChannel toSecond = primary.accept()) {
                assertEquals("", first.soFar() + second.soFar());
                assertEquals(List.of(), fixture.exchanges);
                write(toFirst, "late\3");
                write(toSecond, "late\3");
                await().until(() -> first.soFar().equals("late\3"));
                await().until(() -> second.soFar().equals("late\3"));
            }
        }
        awaitExchanges(2);
        assertEquals(List.of(ExchangeEnd.COMPLETE, ExchangeEnd.COMPLETE), ends());
    }

    @Test
    void aPrimaryThatClosesWhenIdleEndsItsClient() throws IOException {
        relay(Duration.ofSeconds(1), 10);
        try (ServerSocketChannel primary = silentPrimary(5);
                RawClient client = new RawClient(fixture.proxied)) {
            primary.accept().close();
            assertEquals("", client.everything());
        }
        fixture.awaitNoConnections();
        assertEquals(CloseReason.PRIMARY_END, fixture.closed.getFirst().reason());
        assertEquals(List.of(), fixture.exchanges);
    }

    @Test
    void whatIsNoReplyAndWhatNobodyAskedForReachTheClientAsTheyAre() throws IOException {
        relay(Duration.ofSeconds(1), 10);
        try (ServerSocketChannel primary = silentPrimary(5);
                RawClient client = new RawClient(fixture.proxied)) {
            try (SocketChannel upstream = primary.accept()) {
                write(upstream, "unasked\3");
                await().until(() -> client.soFar().equals("unasked\3"));
                client.send("a\3");
                assertEquals(2, upstream.read(ByteBuffer.allocate(2)));
                write(upstream, "\0no JSON\377\3");
                await().until(() -> client.soFar().equals("unasked\3\0no JSON\377\3"));
            }
        }
        awaitExchanges(1);
        assertEquals(List.of(ExchangeEnd.COMPLETE), ends());
        assertEquals(
                new Body.Whole(Payload.wrap("\0no JSON\377".getBytes(StandardCharsets.ISO_8859_1))),
                fixture.exchanges.getFirst().reply());
    }

    @Test
    void aBusyPrimaryIsTriedAgain() throws IOException {
        relay(Duration.ofSeconds(20), 2000);
        List<RawClient> clients = new ArrayList<>();
        try (ServerSocketChannel primary = silentPrimary(1)) {
            for (int i = 0; i < 50; i++) {
                RawClient client = new RawClient(fixture.proxied);
                client.send("reply " + i + "\3");
                clients.add(client);
            }
            for (int i = 0; i < 50; i++) {
                SocketChannel upstream = primary.accept();
                Thread.ofVirtual().start(() -> {
                    try (upstream) {
                        write(upstream, "served\3");
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
            }
            for (RawClient client : clients) {
                assertEquals("served\3", client.everything());
                client.close();
            }
        }
    }

    @Test
    void aPrimaryThatStaysBusyIsGivenUpInTime() throws IOException {
        relay(Duration.ofMillis(200), 10);
        try (ServerSocketChannel primary = silentPrimary(1)) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                clients.add(new RawClient(fixture.proxied));
            }
            await().until(() -> fixture.closed.stream().anyMatch(c -> c.reason() == CloseReason.PRIMARY_BUSY));
            for (RawClient client : clients) {
                client.close();
            }
            assertTrue(primary.isOpen());
        }
    }

    @Test
    void aThousandClientsAtOnceLoseNothingBeforeABacklogOfFive() throws Exception {
        relay(Duration.ofSeconds(20), 5000);
        try (ScriptedDaemon daemon = new ScriptedDaemon(fixture.direct, 5)) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                RawClient client = new RawClient(fixture.proxied);
                clients.add(client);
                client.send("reply " + i + "\3");
                client.halfClose();
            }
            for (int i = 0; i < 1000; i++) {
                try (RawClient client = clients.get(i)) {
                    assertEquals(i + 1, client.everything().length(), "client " + i);
                }
            }
            assertEquals(1000, daemon.connections());
        }
        awaitExchanges(1000);
    }

    @Test
    void beyondTheLimitClientsWaitAndNoneIsReset() throws Exception {
        relay(Duration.ofSeconds(20), 8);
        try (ScriptedDaemon daemon = new ScriptedDaemon(fixture.direct, 64)) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                RawClient client = new RawClient(fixture.proxied);
                clients.add(client);
                client.send("reply 3\3");
            }
            await().until(() -> fixture.relay.connectionCount() >= 8);
            for (RawClient client : clients) {
                await().until(() -> client.soFar().equals("abc\3"));
                client.close();
            }
            assertEquals(40, daemon.connections());
        }
    }

    @Test
    void aSlowReaderHoldsThePrimaryBack() throws Exception {
        relay(Duration.ofSeconds(1), 10);
        try (ServerSocketChannel primary = silentPrimary(5);
                SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(fixture.proxied));
            write(client, "a\3");
            try (SocketChannel upstream = primary.accept()) {
                upstream.configureBlocking(false);
                ByteBuffer piece = ByteBuffer.allocate(64 << 10);
                long[] written = {0};
                await().during(Duration.ofMillis(300)).until(() -> {
                    int count = upstream.write(piece.clear());
                    written[0] += count;
                    return count == 0;
                });
                assertTrue(written[0] < 8 << 20, () -> "took " + written[0] + " bytes for a client that reads none");
            }
        }
    }
}
