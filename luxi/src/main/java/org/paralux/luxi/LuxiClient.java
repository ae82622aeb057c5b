package org.paralux.luxi;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A small blocking client: one connection, one request at a time. Every wait is limited, by a selector, because a
 * blocking channel has no read timeout.
 *
 * <p>Whatever goes wrong closes the connection: a reply that came too late would be taken for that of the next request,
 * since replies carry no id. An interrupt ends a wait with an {@link InterruptedIOException} and leaves the flag set. Not
 * thread-safe.
 */
public final class LuxiClient implements AutoCloseable {
    /** Nearly twice the largest reply known, of all archived jobs; a reply without an end must not fill the memory. */
    private static final int MAX_REPLY_BYTES = 1 << 30;

    private static final int READ_BYTES = 256 * 1024;

    private final SocketChannel channel;
    private final Selector selector;
    private final Duration timeLimit;
    private final int maxReplyBytes;
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BYTES);

    private LuxiClient(SocketChannel channel, Selector selector, Duration timeLimit, int maxReplyBytes) {
        this.channel = channel;
        this.selector = selector;
        this.timeLimit = timeLimit;
        this.maxReplyBytes = maxReplyBytes;
        readBuffer.flip();
    }

    /**
     * Connects at once or fails: a Unix socket has no connecting state.
     *
     * @param timeLimit for each request and for each reply
     * @throws java.net.ConnectException when nobody listens there
     * @throws java.net.SocketException when there is no such file, or the backlog is full: then the daemon is busy
     */
    public static LuxiClient connect(Path socket, Duration timeLimit) throws IOException {
        return connect(socket, timeLimit, MAX_REPLY_BYTES);
    }

    /**
     * As {@link #connect(Path, Duration)}.
     *
     * @param maxReplyBytes a longer reply is given up with a {@link ReplyTooLargeException}
     */
    public static LuxiClient connect(Path socket, Duration timeLimit, int maxReplyBytes) throws IOException {
        if (timeLimit.isNegative() || timeLimit.isZero()) {
            throw new IllegalArgumentException("timeLimit: " + timeLimit + " (expected: > 0)");
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new LuxiClient(channel, channel.provider().openSelector(), timeLimit, maxReplyBytes);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Sends {@code request} as one frame and waits for the reply.
     *
     * @throws EOFException when the daemon closes before a complete reply
     * @throws SocketTimeoutException when the time limit passes
     */
    public Payload call(Payload request) throws IOException {
        return call(request, new HeapReply(maxReplyBytes));
    }

    /**
     * As {@link #call(Payload)}.
     *
     * @param reply where the reply goes, which is empty
     */
    public Payload call(Payload request, ReplyBuffer reply) throws IOException {
        send(request.toFrame());
        return receive(reply);
    }

    /** Sends bytes as they are, a frame or not. */
    public void send(byte[] bytes) throws IOException {
        long deadline = System.nanoTime() + timeLimit.toNanos();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                if (channel.write(buffer) == 0) {
                    await(SelectionKey.OP_WRITE, deadline);
                }
            }
        } catch (IOException e) {
            throw closedAfter(e);
        }
    }

    /** The next reply, however it was cut into packets. */
    public Payload receive() throws IOException {
        return receive(new HeapReply(maxReplyBytes));
    }

    private Payload receive(ReplyBuffer reply) throws IOException {
        Payload payload = receiveOrEnd(reply);
        if (payload == null) {
            throw closedAfter(new EOFException("the daemon closed the connection without a reply"));
        }
        return payload;
    }

    /** The next reply, or null at an orderly end between two replies. */
    public @Nullable Payload receiveOrEnd() throws IOException {
        return receiveOrEnd(new HeapReply(maxReplyBytes));
    }

    /** As {@link #receiveOrEnd()}, into a buffer that is empty. */
    public @Nullable Payload receiveOrEnd(ReplyBuffer reply) throws IOException {
        try {
            return readReply(reply, System.nanoTime() + timeLimit.toNanos());
        } catch (IOException e) {
            throw closedAfter(e);
        }
    }

    private @Nullable Payload readReply(ReplyBuffer reply, long deadline) throws IOException {
        while (true) {
            int start = readBuffer.position();
            for (int i = start; i < readBuffer.limit(); i++) {
                if (readBuffer.get(i) == Framing.ETX) {
                    take(reply, i - start);
                    readBuffer.get();
                    return reply.payload();
                }
            }
            take(reply, readBuffer.remaining());
            if (!fill(deadline)) {
                if (reply.length() > 0) {
                    throw new EOFException(
                            "the daemon closed the connection after " + reply.length() + " bytes of a reply");
                }
                return null;
            }
        }
    }

    private void take(ReplyBuffer reply, int length) throws IOException {
        reply.append(readBuffer.slice(readBuffer.position(), length));
        readBuffer.position(readBuffer.position() + length);
    }

    private boolean fill(long deadline) throws IOException {
        readBuffer.clear();
        int bytesRead = 0;
        try {
            while ((bytesRead = channel.read(readBuffer)) == 0) {
                await(SelectionKey.OP_READ, deadline);
            }
            return bytesRead > 0;
        } finally {
            readBuffer.flip();
        }
    }

    private void await(int interest, long deadline) throws IOException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException(
                    interest == SelectionKey.OP_READ
                            ? "no complete reply within " + timeLimit
                            : "the daemon did not read the request within " + timeLimit);
        }
        SelectionKey key = channel.keyFor(selector);
        if (key == null) {
            channel.register(selector, interest);
        } else {
            key.interestOps(interest);
        }
        selector.select(Math.max(1, left / 1_000_000));
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while waiting for the daemon");
        }
    }

    private IOException closedAfter(IOException problem) {
        try {
            close();
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
        return problem;
    }

    /** Ends our side; the daemon's replies can still be received. */
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
