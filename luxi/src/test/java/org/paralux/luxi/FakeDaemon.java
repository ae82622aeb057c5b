package org.paralux.luxi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A daemon that does what a test tells it to the first client, on a thread of its own, and then closes. */
final class FakeDaemon implements AutoCloseable {
    private static final int BACKLOG = 5;

    /** What to do to a connection that was just accepted. */
    interface Script {
        void play(SocketChannel client) throws Exception;
    }

    private final ServerSocketChannel server;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> played;

    FakeDaemon(Path socket, Script script) throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
        played = thread.submit(() -> {
            try (SocketChannel client = server.accept()) {
                script.play(client);
            }
            return null;
        });
    }

    static void write(SocketChannel client, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            client.write(buffer);
        }
    }

    /** The bytes up to the end of the client's output, or up to an ETX. */
    static byte[] readFrame(SocketChannel client) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        while (client.read(buffer.clear()) >= 0) {
            frame.write(buffer.array(), 0, buffer.position());
            if (buffer.position() > 0 && buffer.get(buffer.position() - 1) == Framing.ETX) {
                break;
            }
        }
        return frame.toByteArray();
    }

    /** Waits until the script is through; what went wrong in it goes wrong here. */
    void awaitEnd() throws InterruptedException, ExecutionException {
        try {
            played.get(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the script has no end", e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        thread.shutdownNow();
    }
}
