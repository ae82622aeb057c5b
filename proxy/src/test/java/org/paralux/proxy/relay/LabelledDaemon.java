package org.paralux.proxy.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A daemon whose replies tell whose they are: {@code LABEL:REQUEST}. What else it does stands at the request's end, after
 * its label: {@code !LABEL-die} closes without a reply, {@code -cut} in the middle of it, {@code -leave} after it, and
 * {@code -hang} never replies, nor to what comes after it.
 */
final class LabelledDaemon implements AutoCloseable {
    private static final byte ETX = 0x03;

    private final String label;
    private final String mark;
    private final Path socket;
    private final ServerSocketChannel server;
    private final List<SocketChannel> clients = new CopyOnWriteArrayList<>();

    /** Every whole request that came, in order. */
    final List<String> received = new CopyOnWriteArrayList<>();

    LabelledDaemon(String label, Path socket) throws IOException {
        this.label = label;
        this.mark = "!" + label + "-";
        this.socket = socket;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), 64);
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        while (true) {
            try {
                SocketChannel client = server.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    int connections() {
        return clients.size();
    }

    private void serve(SocketChannel client) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(65536);
        try (client) {
            while (client.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    byte next = buffer.get();
                    if (next != ETX) {
                        request.write(next);
                    } else if (!answer(client, request.toString(StandardCharsets.ISO_8859_1))) {
                        return;
                    } else {
                        request.reset();
                    }
                }
            }
        } catch (IOException e) {
            // The client left.
        }
    }

    private boolean answer(SocketChannel client, String request) throws IOException {
        received.add(request);
        String fate = request.contains(mark) ? request.substring(request.indexOf(mark) + mark.length()) : "";
        if (fate.equals("die")) {
            return false;
        }
        if (fate.equals("hang")) {
            while (client.read(ByteBuffer.allocate(65536)) >= 0) {}
            return false;
        }
        boolean isCut = fate.equals("cut");
        ByteBuffer reply =
                ByteBuffer.wrap((label + ":" + request + (isCut ? "" : "\3")).getBytes(StandardCharsets.ISO_8859_1));
        while (reply.hasRemaining()) {
            client.write(reply);
        }
        return !isCut && !fate.equals("leave");
    }

    /** Closes what its clients hold. */
    void hangUp() throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
        Files.deleteIfExists(socket);
    }
}
