package org.paralux.proxy.attach;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.socket.Probe;

/**
 * A connection to the daemon that says nothing. Its end tells that the daemon ended, or that it closes what is idle: so it
 * is tried again when somebody asks.
 *
 * <p>Thread-safe.
 */
final class Sentinel implements AutoCloseable {
    private final Path daemon;
    private final Runnable onEnd;
    private @Nullable Probe probe;

    Sentinel(Path daemon, Runnable onEnd) {
        this.daemon = daemon;
        this.onEnd = onEnd;
    }

    /** Whether the daemon accepts; a full backlog counts as that. */
    synchronized boolean isUp() {
        if (probe != null) {
            return true;
        }
        Probe next = Probe.of(daemon);
        SocketChannel connection = next.connection();
        if (connection != null) {
            probe = next;
            Thread.ofVirtual().name("sentinel").start(() -> watch(next, connection));
        }
        return next.listening();
    }

    /** A daemon says nothing unasked, so that whatever ends the read is its end, or its idle limit. */
    private void watch(Probe watched, SocketChannel connection) {
        try {
            while (connection.read(ByteBuffer.allocate(1)) > 0) {}
        } catch (IOException e) {
            // An end like any other.
        }
        if (forget(watched)) {
            onEnd.run();
        }
    }

    private synchronized boolean forget(Probe ended) {
        ended.close();
        boolean current = probe == ended;
        if (current) {
            probe = null;
        }
        return current;
    }

    /** Behind the path is another daemon now. */
    synchronized void renew() {
        Probe before = probe;
        probe = null;
        if (before != null) {
            before.close();
        }
    }

    @Override
    public void close() {
        renew();
    }
}
