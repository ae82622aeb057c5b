package org.paralux.proxy.shadow;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.luxi.ReplyBuffer;
import org.paralux.luxi.ReplyTooLargeException;
import org.paralux.proxy.socket.Probe;
import org.paralux.proxy.spool.SpoolException;

/**
 * Asks one daemon, over connections that are kept for the next question, but for less time than the daemon keeps an idle
 * one. A kept connection that turns out to be closed proves nothing, and the question is put once more on a fresh one.
 *
 * <p>Thread-safe; {@link #ask} blocks for the time limit at most.
 */
public final class DaemonPool implements AutoCloseable {
    /** luxid closes an idle connection after 60 s, from 2.16 on after 180 s. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    private static final int BUSY_ATTEMPTS = 100;
    private static final int BUSY_PAUSE_MILLIS = 10;

    private final Path socket;
    private final Duration timeLimit;
    private final LongSupplier nanoClock;
    private final Runnable onFresh;
    private final Deque<Kept> idle = new ArrayDeque<>();
    private boolean closed;

    private record Kept(LuxiClient client, long sinceNanos) {}

    /** @param onFresh is told before each connection that is made: it may lead to another process than the one before */
    public DaemonPool(Path socket, Duration timeLimit, LongSupplier nanoClock, Runnable onFresh) {
        this.socket = socket;
        this.timeLimit = timeLimit;
        this.nanoClock = nanoClock;
        this.onFresh = onFresh;
    }

    /** Only a query is ever put to a daemon a second time. */
    public Answer ask(Query query, Supplier<ReplyBuffer> newReply) {
        return ask(query.payload(), newReply);
    }

    /**
     * As {@link #ask(Query, Supplier)}, of a query's bytes with another version.
     *
     * @param newReply where one reply can be put
     */
    public Answer ask(Payload request, Supplier<ReplyBuffer> newReply) {
        LuxiClient kept = take();
        if (kept != null) {
            long asked = nanoClock.getAsLong();
            try {
                kept.send(request.toFrame());
                Payload reply = kept.receiveOrEnd(newReply.get());
                if (reply != null) {
                    return replied(kept, reply, asked);
                }
                kept.close();
            } catch (SocketTimeoutException | EOFException | ReplyTooLargeException | SpoolException e) {
                return failed(e);
            } catch (IOException closedWhileIdle) {
                // Asked once more below.
            }
        }
        onFresh.run();
        long asked = nanoClock.getAsLong();
        try {
            LuxiClient fresh = connect();
            return replied(fresh, fresh.call(request, newReply.get()), asked);
        } catch (IOException e) {
            return failed(e);
        }
    }

    /** A backlog of five is soon full: a daemon that has no time just now is tried again, as Ganeti's clients do. */
    private LuxiClient connect() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return LuxiClient.connect(socket, timeLimit);
            } catch (ConnectException refused) {
                throw refused;
            } catch (SocketException e) {
                if (attempt == BUSY_ATTEMPTS || !isBusy()) {
                    throw e;
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(BUSY_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while " + socket + " was busy");
            }
        }
    }

    private boolean isBusy() {
        try (Probe probe = Probe.of(socket)) {
            return probe.listening();
        }
    }

    private Answer replied(LuxiClient client, Payload reply, long askedNanos) {
        keep(client);
        return new Answer.Replied(reply, askedNanos, nanoClock.getAsLong());
    }

    private Answer failed(IOException problem) {
        if (problem instanceof SpoolException) {
            return new Answer.NotKept();
        }
        return new Answer.Failed(
                switch (problem) {
                    case SocketTimeoutException _ -> "timed-out";
                    case ReplyTooLargeException _ -> "too-large";
                    case ConnectException _ -> "unreachable";
                    case EOFException _ -> "closed";
                    default -> Files.exists(socket) ? "busy-or-closed" : "unreachable";
                });
    }

    private synchronized @Nullable LuxiClient take() {
        long oldest = nanoClock.getAsLong() - KEEP_ALIVE.toNanos();
        for (Kept kept; (kept = idle.pollLast()) != null; ) {
            if (kept.sinceNanos >= oldest) {
                return kept.client;
            }
            close(kept.client);
        }
        return null;
    }

    private synchronized void keep(LuxiClient client) {
        if (closed) {
            close(client);
        } else {
            idle.add(new Kept(client, nanoClock.getAsLong()));
        }
    }

    /** Keeps none of the connections that are idle now. */
    synchronized void hangUp() {
        idle.forEach(kept -> close(kept.client));
        idle.clear();
    }

    private static void close(LuxiClient client) {
        try {
            client.close();
        } catch (IOException e) {
            // Nothing was under way on it.
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        hangUp();
    }
}
