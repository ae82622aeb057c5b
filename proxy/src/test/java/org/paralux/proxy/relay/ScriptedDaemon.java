package org.paralux.proxy.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A daemon that does what each frame tells it, so that a test can say beforehand what a client gets:
 *
 * <ul>
 *   <li>{@code reply N}: N bytes and ETX
 *   <li>{@code pieces N}: the same, flushed in pieces
 *   <li>{@code cut N}: N bytes without ETX, then it closes
 *   <li>{@code close}: it closes without a word
 *   <li>{@code half N}: a reply, then it ends its output and reads on
 *   <li>anything else: an error reply, then it closes, as luxid does
 * </ul>
 *
 * <p>At a client's end of input it answers what is complete and closes.
 */
final class ScriptedDaemon implements AutoCloseable {
    private static final byte ETX = 0x03;

    private final ServerSocketChannel server;
    private final List<ByteArrayOutputStream> received = new CopyOnWriteArrayList<>();

    ScriptedDaemon(Path socket, int backlog) throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), backlog);
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        while (true) {
            try {
                SocketChannel client = server.accept();
                ByteArrayOutputStream seen = new ByteArrayOutputStream();
                received.add(seen);
                Thread.ofVirtual().start(() -> serve(client, seen));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** All bytes that connection number {@code index} sent. */
    String received(int index) {
        ByteArrayOutputStream seen = received.get(index);
        synchronized (seen) {
            return seen.toString(StandardCharsets.ISO_8859_1);
        }
    }

    int connections() {
        return received.size();
    }

    List<ByteArrayOutputStream> all() {
        return Collections.unmodifiableList(received);
    }

    private static void serve(SocketChannel client, ByteArrayOutputStream seen) {
        try (client) {
            ByteBuffer buffer = ByteBuffer.allocate(65536);
            StringBuilder frame = new StringBuilder();
            while (client.read(buffer.clear()) >= 0) {
                synchronized (seen) {
                    seen.write(buffer.array(), 0, buffer.position());
                }
                buffer.flip();
                while (buffer.hasRemaining()) {
                    byte next = buffer.get();
                    if (next != ETX) {
                        frame.append((char) (next & 0xFF));
                    } else if (!obey(client, frame)) {
                        return;
                    } else {
                        frame.setLength(0);
                    }
                }
            }
        } catch (IOException e) {
            // The client left.
        }
    }

    private static boolean obey(SocketChannel client, CharSequence frame) throws IOException {
        String[] words = frame.toString().split(" ", 2);
        int size = words.length == 2 && words[1].matches("\\d{1,8}") ? Integer.parseInt(words[1]) : 0;
        switch (words[0]) {
            case "reply" -> write(client, body(size, true));
            case "pieces" -> {
                ByteBuffer all = body(size, true);
                while (all.hasRemaining()) {
                    write(client, all.slice(all.position(), Math.min(7, all.remaining())));
                    all.position(Math.min(all.limit(), all.position() + 7));
                }
            }
            case "cut" -> {
                write(client, body(size, false));
                return false;
            }
            case "close" -> {
                return false;
            }
            case "half" -> {
                write(client, body(size, true));
                client.shutdownOutput();
            }
            default -> {
                write(
                        client,
                        ByteBuffer.wrap("{\"success\":false,\"result\":\"Failed to parse request\"}\3"
                                .getBytes(StandardCharsets.US_ASCII)));
                return false;
            }
        }
        return true;
    }

    private static ByteBuffer body(int size, boolean whole) {
        ByteBuffer body = ByteBuffer.allocate(size + 1);
        for (int i = 0; i < size; i++) {
            body.put((byte) ('a' + i % 26));
        }
        if (whole) {
            body.put(ETX);
        }
        return body.flip();
    }

    private static void write(SocketChannel client, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
