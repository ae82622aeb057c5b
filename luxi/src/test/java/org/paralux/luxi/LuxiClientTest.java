package org.paralux.luxi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One request, one reply, however the bytes come, and never a reply that belongs to another request. */
@Timeout(60)
class LuxiClientTest {
    private static final Payload REQUEST = Payload.of("{\"method\": \"QueryClusterInfo\", \"args\": []}");
    private static final Payload REPLY = Payload.of("{\"success\":true,\"result\":\"é\"}");
    private static final Payload SECOND_REPLY = Payload.of("{\"success\":false,\"result\":\"second\"}");
    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    private Path folder;

    private Path socket;

    @BeforeEach
    void nameTheSocket() {
        socket = folder.resolve("luxi");
    }

    private static byte[] joined(Payload... payloads) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (Payload payload : payloads) {
            stream.writeBytes(payload.toFrame());
        }
        return stream.toByteArray();
    }

    /** When it waits for more, it has taken all that came before. */
    private static void awaitWaiting(Thread client) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> Arrays.stream(client.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("lockAndDoSelect")));
    }

    @Test
    void aReplyCutAtEveryOffsetIsOne() throws Exception {
        byte[] frame = REPLY.toFrame();
        Thread client = Thread.currentThread();
        try (FakeDaemon daemon = new FakeDaemon(socket, connection -> {
                    for (int cut = 0; cut <= frame.length; cut++) {
                        assertArrayEquals(REQUEST.toFrame(), FakeDaemon.readFrame(connection));
                        FakeDaemon.write(connection, Arrays.copyOfRange(frame, 0, cut));
                        if (cut < frame.length) {
                            awaitWaiting(client);
                        }
                        FakeDaemon.write(connection, Arrays.copyOfRange(frame, cut, frame.length));
                    }
                });
                LuxiClient luxi = LuxiClient.connect(socket, AMPLE)) {
            for (int cut = 0; cut <= frame.length; cut++) {
                assertEquals(REPLY, luxi.call(REQUEST), "cut at " + cut);
            }
            assertNull(luxi.receiveOrEnd());
            daemon.awaitEnd();
        }
    }

    @Test
    void twoRepliesInOnePacketAreTwo() throws Exception {
        try (FakeDaemon daemon = new FakeDaemon(socket, connection -> {
                    FakeDaemon.write(connection, joined(REPLY, SECOND_REPLY, Payload.of("")));
                    FakeDaemon.readFrame(connection);
                });
                LuxiClient luxi = LuxiClient.connect(socket, AMPLE)) {
            assertEquals(REPLY, luxi.receive());
            assertEquals(SECOND_REPLY, luxi.receive());
            assertEquals(Payload.of(""), luxi.receive());
            luxi.shutdownOutput();
            assertNull(luxi.receiveOrEnd());
            daemon.awaitEnd();
        }
    }

    /** Larger than every buffer in the way, both of them. */
    @Test
    void aLargeRequestHasALargeReply() throws Exception {
        Payload large = Payload.of("[\"" + "é".repeat(2 << 20) + "\"]");
        try (FakeDaemon daemon = new FakeDaemon(
                        socket, connection -> FakeDaemon.write(connection, FakeDaemon.readFrame(connection)));
                LuxiClient luxi = LuxiClient.connect(socket, AMPLE)) {
            assertEquals(large, luxi.call(large));
            daemon.awaitEnd();
        }
    }

    @Test
    void anEndBeforeTheReplyIsAnError() throws Exception {
        try (FakeDaemon daemon = new FakeDaemon(socket, FakeDaemon::readFrame);
                LuxiClient luxi = LuxiClient.connect(socket, AMPLE)) {
            String text =
                    assertThrows(EOFException.class, () -> luxi.call(REQUEST)).getMessage();
            assertEquals("the daemon closed the connection without a reply", text);
            daemon.awaitEnd();
        }
    }

    @Test
    void anEndInsideTheReplyIsAnErrorThatTellsWhere() throws Exception {
        for (int length = 1; length < REPLY.length(); length++) {
            byte[] part = Payload.copyOf(REPLY.toByteArray(), 0, length).toByteArray();
            Path path = folder.resolve("luxi" + length);
            try (FakeDaemon daemon = new FakeDaemon(path, connection -> FakeDaemon.write(connection, part));
                    LuxiClient luxi = LuxiClient.connect(path, AMPLE)) {
                String text = assertThrows(EOFException.class, luxi::receive).getMessage();
                assertEquals("the daemon closed the connection after " + length + " bytes of a reply", text);
                daemon.awaitEnd();
            }
        }
    }

    @Test
    void aReplyThatTakesTooLongEndsTheConnection() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        try (FakeDaemon daemon = new FakeDaemon(socket, connection -> {
                    FakeDaemon.write(connection, "{\"succ".getBytes(UTF_8));
                    late.await();
                    assertThrows(IOException.class, () -> {
                        while (true) {
                            FakeDaemon.write(connection, joined(REPLY));
                        }
                    });
                });
                LuxiClient luxi = LuxiClient.connect(socket, SHORT)) {
            String text = assertThrows(SocketTimeoutException.class, () -> luxi.call(REQUEST))
                    .getMessage();
            assertEquals("no complete reply within PT0.05S", text);
            late.countDown();
            daemon.awaitEnd();
            assertThrows(ClosedChannelException.class, luxi::receive);
            assertThrows(ClosedChannelException.class, () -> luxi.call(REQUEST));
        }
    }

    @Test
    void aDaemonThatDoesNotReadEndsTheConnection() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (FakeDaemon daemon = new FakeDaemon(socket, connection -> end.await());
                LuxiClient luxi = LuxiClient.connect(socket, SHORT)) {
            String text = assertThrows(SocketTimeoutException.class, () -> luxi.send(new byte[32 << 20]))
                    .getMessage();
            assertEquals("the daemon did not read the request within PT0.05S", text);
            assertThrows(ClosedChannelException.class, luxi::receive);
            end.countDown();
            daemon.awaitEnd();
        }
    }

    @Test
    void anInterruptEndsTheWaitAndStays() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Thread client = Thread.currentThread();
        try (FakeDaemon daemon = new FakeDaemon(socket, connection -> {
                    awaitWaiting(client);
                    client.interrupt();
                    end.await();
                });
                LuxiClient luxi = LuxiClient.connect(socket, AMPLE)) {
            assertThrowsExactly(InterruptedIOException.class, luxi::receive);
            assertTrue(Thread.interrupted());
            end.countDown();
            daemon.awaitEnd();
        }
    }

    @Test
    void aFullBacklogIsBusyAndNotDown() throws Exception {
        List<LuxiClient> waiting = new ArrayList<>();
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket), 1);
            SocketException busy = assertThrows(SocketException.class, () -> {
                while (waiting.size() < 100) {
                    waiting.add(LuxiClient.connect(socket, AMPLE));
                }
            });
            assertFalse(busy instanceof ConnectException, busy::toString);
            assertTrue(!waiting.isEmpty());
        } finally {
            for (LuxiClient client : waiting) {
                client.close();
            }
        }
    }

    @Test
    void nobodyThereIsRefused() throws Exception {
        assertThrows(SocketException.class, () -> LuxiClient.connect(socket, AMPLE));
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket))
                .close();
        assertThrows(ConnectException.class, () -> LuxiClient.connect(socket, AMPLE));
    }

    @Test
    void aTimeLimitIsPositive() {
        for (Duration limit : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
            String text = assertThrows(IllegalArgumentException.class, () -> LuxiClient.connect(socket, limit))
                    .getMessage();
            assertEquals("timeLimit: " + limit + " (expected: > 0)", text);
        }
    }
}
