package org.paralux.proxy.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client without manners: sends any bytes in any pieces, and takes whatever comes until the end. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final SocketChannel channel;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final CompletableFuture<String> everything = new CompletableFuture<>();

    RawClient(Path socket) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(this::receive);
    }

    private void receive() {
        ByteBuffer buffer = ByteBuffer.allocate(65536);
        try {
            while (channel.read(buffer.clear()) >= 0) {
                synchronized (received) {
                    received.write(buffer.array(), 0, buffer.position());
                }
            }
        } catch (IOException e) {
            // A reset is an end like any other.
        }
        everything.complete(soFar());
    }

    /** False once the other side has closed. */
    boolean send(String latin1) {
        ByteBuffer bytes = ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    String soFar() {
        synchronized (received) {
            return received.toString(StandardCharsets.ISO_8859_1);
        }
    }

    void halfClose() {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            // Closed by the other side already.
        }
    }

    /** What came until the other side ended. */
    String everything() {
        try {
            return everything.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no end after " + PATIENCE_SECONDS + " s and " + soFar().length() + " bytes", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
