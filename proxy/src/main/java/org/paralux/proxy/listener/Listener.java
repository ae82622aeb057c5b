package org.paralux.proxy.listener;

import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.health.PathTrouble;
import org.paralux.proxy.relay.Relay;
import org.paralux.proxy.socket.PrivateRoom;
import org.paralux.proxy.socket.Probe;
import org.paralux.proxy.socket.SocketFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the listening path while the primary is there, and hides while it is not: clients must then be refused as they
 * would be without a proxy, because Ganeti's watcher starts the daemon again on exactly that sign. A hidden listener is
 * closed; its file stays. The exception is a proxy that answers some queries without the primary: it goes on, where its
 * {@link Watcher} says so.
 *
 * <p>Whether the primary is there is told by a sentinel: a connection that says nothing, and whose end makes us look
 * again. While hidden, the primary's folder is watched and its path probed. One keeper thread does all of it.
 */
public final class Listener implements Front {
    private static final Logger LOGGER = LoggerFactory.getLogger(Listener.class);
    private static final long PROBE_MILLIS = 250;
    private static final long BUSY_PROBE_MILLIS = 50;

    private final Relay relay;
    private final ListenPath path;
    private final Path listen;
    private final Path primary;
    private final Watcher watcher;
    private final FolderWatch arrival;
    private final Thread keeper = new Thread(this::keep, "keeper");
    private final CountDownLatch closing = new CountDownLatch(1);

    private volatile @Nullable Channel listener;
    private volatile @Nullable SocketChannel sentinel;
    private @Nullable String lastProblem;

    /** Serving without the primary. */
    private volatile boolean alone;

    /** Knows what the listener cannot; called on its thread, and must return at once. */
    public interface Watcher {
        /** What the daemon is called that clients reach. */
        default String daemon() {
            return "primary";
        }

        /** The primary is there, and may be another than before. */
        void arrived();

        /** Whether clients are to be served though the primary is down. */
        boolean servesAlone();

        /** The primary is down, and clients are served all the same. */
        void alone();
    }

    /**
     * @param over the pid of a process of ours whose path is taken; 0 for none
     * @throws IllegalArgumentException when the two paths cannot be used together
     */
    public Listener(Relay relay, Path listen, Path primary, Watcher watcher, long over) {
        this.relay = relay;
        this.listen = listen;
        this.primary = primary;
        this.watcher = watcher;
        this.path = new ListenPath(listen, over);
        PrivateRoom.requireBindable(primary);
        this.arrival = new FolderWatch(primary);
    }

    @Override
    public void start() throws IOException {
        requireUsable();
        try (Probe probe = Probe.of(primary)) {
            if (probe.listening()) {
                show();
            } else {
                LOGGER.atWarn().addKeyValue(daemon(), primary).log(daemon() + " is not there yet, hiding");
            }
        }
        keeper.start();
    }

    @Override
    public void requireUsable() throws IOException {
        requireDistinct();
        path.requireFree();
    }

    /** Refuses a proxy before itself. */
    private void requireDistinct() throws IOException {
        boolean samePath = listen.toAbsolutePath()
                .normalize()
                .equals(primary.toAbsolutePath().normalize());
        Optional<SocketFile> there = SocketFile.behind(listen);
        boolean sameFile = SocketFile.behind(primary)
                .filter(served -> there.isPresent() && served.isSameFileAs(there.get()))
                .isPresent();
        if (samePath || sameFile) {
            throw new IOException("listen and primary are the same socket, " + primary + " (expected: two); the proxy"
                    + " would forward to itself");
        }
    }

    @Override
    public boolean isServing() {
        return listener != null;
    }

    @Override
    public Set<PathTrouble> troubles() {
        return alone ? EnumSet.of(PathTrouble.ALONE) : Set.of();
    }

    @Override
    public boolean isSuperseded() {
        return path.isAnothers();
    }

    private String daemon() {
        return watcher.daemon();
    }

    private void show() throws IOException {
        SocketFile model = SocketFile.behind(primary)
                .orElseThrow(() -> new IOException(primary + " is gone; it is looked for again"));
        listener = path.show(relay, model);
        lastProblem = null;
        LOGGER.atInfo()
                .addKeyValue("listen", listen)
                .addKeyValue(daemon(), primary)
                .log("serving");
    }

    private void hide() {
        Channel open = listener;
        listener = null;
        alone = false;
        if (open != null) {
            open.close().awaitUninterruptibly();
            LOGGER.atWarn().addKeyValue(daemon(), primary).log(daemon() + " is down, hiding");
        }
    }

    private void keep() {
        while (closing.getCount() > 0) {
            try (Probe probe = Probe.of(primary)) {
                if (probe.connection() != null) {
                    watcher.arrived();
                }
                if (probe.listening()) {
                    alone = false;
                    if (!isServing()) {
                        tryToShow();
                    }
                } else if (isServing() && watcher.servesAlone()) {
                    goOnAlone();
                } else {
                    hide();
                }
                SocketChannel connection = probe.connection();
                if (!isServing() || alone) {
                    awaitArrival();
                } else if (connection != null) {
                    awaitEnd(connection);
                } else {
                    closing.await(BUSY_PROBE_MILLIS, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                break;
            }
        }
        arrival.end();
    }

    private void goOnAlone() {
        if (!alone) {
            alone = true;
            LOGGER.atError()
                    .addKeyValue("primary", primary)
                    .log("primary is down, queries go on being answered, commands are closed");
            watcher.alone();
        }
    }

    private void awaitArrival() throws InterruptedException {
        if (!arrival.await(PROBE_MILLIS)) {
            closing.await(PROBE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tryToShow() {
        try {
            show();
            arrival.end();
        } catch (IOException | RuntimeException e) {
            String problem = String.valueOf(e.getMessage());
            if (!problem.equals(lastProblem)) {
                lastProblem = problem;
                LOGGER.atError().addKeyValue("listen", listen).log("cannot serve the path: " + problem);
            }
        }
    }

    /** A daemon says nothing unasked, so that whatever ends the read is its end, or its idle limit. */
    private void awaitEnd(SocketChannel connection) {
        sentinel = connection;
        try {
            if (closing.getCount() > 0) {
                while (connection.read(ByteBuffer.allocate(1)) > 0) {}
            }
        } catch (IOException e) {
            // An end like any other.
        } finally {
            sentinel = null;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        arrival.end();
        try {
            SocketChannel waiting = sentinel;
            if (waiting != null) {
                waiting.close();
            }
            keeper.join();
            path.remove();
            Channel open = listener;
            if (open != null) {
                Backlog.awaitEmpty(relay);
                open.close().awaitUninterruptibly();
            }
        } catch (IOException e) {
            LOGGER.atError().addKeyValue("listen", listen).setCause(e).log("cannot remove the socket");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
