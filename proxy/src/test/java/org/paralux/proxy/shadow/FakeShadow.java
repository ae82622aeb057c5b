package org.paralux.proxy.shadow;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A daemon whose manners can be changed while it runs. */
final class FakeShadow implements AutoCloseable {
    private static final byte ETX = 0x03;

    private final ServerSocketChannel server;
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Manner manner;

    /** What it does with a request. */
    @FunctionalInterface
    interface Manner {
        void answer(SocketChannel client) throws IOException;

        static Manner reply(String reply) {
            return client -> write(client, reply + (char) ETX);
        }
    }

    FakeShadow(Path socket, Manner manner) throws IOException {
        this.manner = manner;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), 50);
        Thread.ofVirtual().start(this::accept);
    }

    void setManner(Manner other) {
        manner = other;
    }

    int requests() {
        return requests.get();
    }

    static void write(SocketChannel client, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(SocketChannel client) {
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        try (client) {
            while (client.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    if (buffer.get() == ETX) {
                        requests.incrementAndGet();
                        manner.answer(client);
                    }
                }
                buffer.clear();
            }
        } catch (IOException e) {
            // Gone.
        }
    }

    /** Ends all connections, as a daemon does with idle ones. */
    void hangUp() throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
        clients.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
    }
}
