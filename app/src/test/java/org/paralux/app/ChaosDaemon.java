package org.paralux.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.paralux.luxi.Framing;

/** A daemon that may do anything to a reply but send another one, and keeps what it was asked. */
final class ChaosDaemon implements AutoCloseable {
    private static final int BACKLOG = 32;
    private static final Duration RETRY = Duration.ofMillis(1);

    private final Path socket;
    private final boolean troubled;
    private final boolean mayBeWrong;
    private final Random random;
    private final Queue<ChaosRequest> asked = new ConcurrentLinkedQueue<>();
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocketChannel listener;
    private volatile boolean closed;

    ChaosDaemon(Path socket, boolean troubled, boolean mayBeWrong, Random random) throws IOException {
        this.socket = socket;
        this.troubled = troubled;
        this.mayBeWrong = mayBeWrong;
        this.random = random;
        this.listener = listen();
    }

    /** What it was asked, in complete frames. */
    Queue<ChaosRequest> asked() {
        return asked;
    }

    private ServerSocketChannel listen() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
        Thread.ofVirtual().start(() -> accept(server));
        return server;
    }

    private void accept(ServerSocketChannel server) {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                open.add(client);
                long seed = random(Integer.MAX_VALUE);
                Thread.ofVirtual().start(() -> serve(client, new Random(seed)));
            } catch (IOException e) {
                // It was closed, or there is no descriptor left for now.
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    private synchronized int random(int bound) {
        return random.nextInt(bound);
    }

    private void serve(SocketChannel client, Random own) {
        try (client) {
            ByteBuffer buffer = ByteBuffer.allocate(8192);
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            while (client.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    byte next = buffer.get();
                    if (next != Framing.ETX) {
                        frame.write(next);
                    } else if (!answer(client, frame.toString(ISO_8859_1), own)) {
                        return;
                    } else {
                        frame.reset();
                    }
                }
            }
        } catch (IOException e) {
            // Somebody left.
        } finally {
            open.remove(client);
        }
    }

    /** Whether the connection goes on. */
    private boolean answer(SocketChannel client, String text, Random own) throws IOException {
        ChaosRequest request = ChaosRequest.in(text);
        asked.add(request);
        byte[] reply = (request.reply(mayBeWrong && own.nextInt(5) == 0) + (char) Framing.ETX).getBytes(ISO_8859_1);
        switch (troubled ? own.nextInt(16) : 15) {
            case 0 -> {
                return false;
            }
            case 1 -> {
                write(client, reply, 0, own.nextInt(reply.length));
                return false;
            }
            case 2 -> {
                pause(own, 300);
                return false;
            }
            case 3 -> {
                int half = own.nextInt(reply.length);
                write(client, reply, 0, half);
                pause(own, 20);
                write(client, reply, half, reply.length);
            }
            case 4 -> {
                pause(own, 30);
                write(client, reply, 0, reply.length);
            }
            default -> write(client, reply, 0, reply.length);
        }
        return true;
    }

    private static void write(SocketChannel client, byte[] bytes, int from, int to) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, from, to - from);
        while (rest.hasRemaining()) {
            client.write(rest);
        }
    }

    private static void pause(Random random, int mostMillis) {
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(mostMillis)).toNanos());
    }

    /** Ends with all its connections, and is there again at once or a little later, in a socket of its own. */
    void restart(Random own) throws IOException {
        stop();
        pause(own, 40);
        while (!closed && !listener.isOpen()) {
            try {
                listener = listen();
            } catch (IOException e) {
                // As above.
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    private void stop() throws IOException {
        listener.close();
        for (SocketChannel each : open) {
            each.close();
        }
        Files.deleteIfExists(socket);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        stop();
    }
}
