package org.paralux.qa.simulate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Payload;
import org.paralux.qa.simulate.wire.FrameBuffer;

/**
 * One client's connection: reads a request, answers it, reads the next, until one side closes.
 *
 * <p>Runs on a thread of its own; {@link #close} may come from any.
 */
final class Connection implements Runnable, AutoCloseable {
    private static final int READ_BYTES = 16 * 1024;

    /** The real daemons have no limit; this one keeps a test machine alive. */
    private static final int MAX_FRAME_BYTES = 256 << 20;

    private final SocketChannel channel;
    private final RequestService service;
    private final World world;
    private final Dialect dialect;
    private final Duration latency;
    private final @Nullable Duration idleLimit;
    private final Turn turn;
    private final FrameBuffer frames = new FrameBuffer();
    private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_BYTES);

    /** Since when the client has been waited for; null while it is being served. */
    private volatile @Nullable Instant waitingSince;

    private volatile Runnable stopWatching = () -> {};

    Connection(SocketChannel channel, RequestService service, World world, DaemonOptions options) {
        this.channel = channel;
        this.service = service;
        this.world = world;
        this.dialect = service.dialect();
        this.latency = options.latency();
        this.turn = new Turn(options.answers().flaws());
        this.idleLimit = options.idleLimit();
    }

    /** Returns when the connection is closed, whoever closed it. */
    @Override
    public void run() {
        try (channel) {
            watchIdleness(idleLimit);
            serve();
        } catch (IOException e) {
            // The client went away or was idle for too long; a daemon takes no notice.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopWatching.run();
        }
    }

    /** Whether it is the client's turn. */
    boolean isWaiting() {
        return waitingSince != null;
    }

    private void serve() throws IOException, InterruptedException {
        Payload request;
        while ((request = nextRequest()) != null) {
            Answer answer = turn.after(request, service.answer(request));
            holdBack();
            switch (answer) {
                case Answer.Reply(Payload reply) -> {
                    if (!write(reply)) {
                        return;
                    }
                }
                case Answer.LastReply(Payload reply) -> {
                    write(reply);
                    return;
                }
                case Answer.Fragment(Payload bytes) -> {
                    writeAll(bytes.asByteBuffer());
                    return;
                }
                case Answer.Endless(Payload bytes) -> {
                    while (true) {
                        writeAll(bytes.asByteBuffer());
                    }
                }
                case Answer.HangUp() -> {
                    return;
                }
                case Answer.Silence() -> {}
            }
        }
    }

    /** Null at the end of the client's input; a part of a request before it is forgotten. */
    private @Nullable Payload nextRequest() throws IOException {
        while (true) {
            Payload complete = frames.next();
            if (complete != null) {
                return complete;
            }
            if (frames.pendingBytes() > MAX_FRAME_BYTES || !read()) {
                return null;
            }
        }
    }

    private boolean read() throws IOException {
        waitingSince = world.clock().instant();
        try {
            readBuffer.clear();
            if (channel.read(readBuffer) < 0) {
                return false;
            }
            frames.append(readBuffer.flip());
            return true;
        } finally {
            waitingSince = null;
        }
    }

    private void holdBack() throws InterruptedException {
        if (latency.isPositive()) {
            CountDownLatch due = new CountDownLatch(1);
            world.timer().after(latency, due::countDown);
            due.await();
        }
    }

    /** False when the client had closed its side and the daemon therefore left out the rest. */
    private boolean write(Payload reply) throws IOException {
        ByteBuffer frame = ByteBuffer.wrap(reply.toFrame());
        int part = dialect.truncatesHalfClosedAfterBytes();
        if (part == 0) {
            writeAll(frame);
            return true;
        }
        while (frame.remaining() > part) {
            int length = frame.remaining();
            writeAll(frame.slice(frame.position(), part));
            frame.position(frame.limit() - length + part);
            if (clientHasClosedItsSide()) {
                return false;
            }
        }
        writeAll(frame);
        return true;
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private boolean clientHasClosedItsSide() throws IOException {
        channel.configureBlocking(false);
        try {
            readBuffer.clear();
            int length = channel.read(readBuffer);
            frames.append(readBuffer.flip());
            return length < 0;
        } finally {
            channel.configureBlocking(true);
        }
    }

    /** Looks again when the limit could have passed; a client that is being served is not idle. */
    private void watchIdleness(@Nullable Duration untilNextLook) {
        Duration limit = idleLimit;
        if (limit == null || untilNextLook == null) {
            return;
        }
        stopWatching = world.timer().after(untilNextLook, () -> {
            if (!channel.isOpen()) {
                return;
            }
            Instant since = waitingSince;
            Duration left = since == null
                    ? limit
                    : limit.minus(Duration.between(since, world.clock().instant()));
            if (left.isPositive()) {
                watchIdleness(left);
            } else {
                close();
            }
        });
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Closed is what it should be.
        }
    }
}
