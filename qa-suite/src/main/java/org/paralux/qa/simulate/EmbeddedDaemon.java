package org.paralux.qa.simulate;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon that serves LUXI on a Unix socket, in the style of masterd or of luxid, without Ganeti.
 *
 * <p>One virtual thread accepts, and one serves each connection: strictly one request at a time, answered in order.
 * Thread-safe.
 */
public final class EmbeddedDaemon implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedDaemon.class);

    private static final Duration LONGEST_ACCEPT = Duration.ofSeconds(1);

    private final DaemonOptions options;
    private final World world;
    private final boolean ownsWorld;
    private final RequestService service;
    private final ServerSocketChannel server;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Thread acceptor =
            Thread.ofVirtual().name("embedded-daemon-accept").unstarted(this::accept);
    private volatile boolean closed;

    private EmbeddedDaemon(DaemonOptions options, World world, boolean ownsWorld, ServerSocketChannel server) {
        this.options = options;
        this.world = world;
        this.ownsWorld = ownsWorld;
        this.server = server;
        service = new RequestService(world, options.answers());
    }

    /**
     * Starts a daemon in a world of its own, on the cluster of its options.
     *
     * @throws org.paralux.qa.simulate.model.ClusterException when the cluster file cannot be served
     * @throws IOException when the socket cannot be made
     */
    public static EmbeddedDaemon start(DaemonOptions options) throws IOException {
        World world = World.of(options.clusterFile());
        try {
            return start(options, world, true);
        } catch (IOException | RuntimeException e) {
            world.close();
            throw e;
        }
    }

    /**
     * Starts a daemon in a world that others may be in, too; the cluster file of its options does not count.
     *
     * @throws IOException when the socket cannot be made
     */
    public static EmbeddedDaemon start(DaemonOptions options, World world) throws IOException {
        return start(options, world, false);
    }

    private static EmbeddedDaemon start(DaemonOptions options, World world, boolean ownsWorld) throws IOException {
        ServerSocketChannel server = SocketFile.listen(options);
        EmbeddedDaemon daemon = new EmbeddedDaemon(options, world, ownsWorld, server);
        daemon.acceptor.start();
        return daemon;
    }

    public Path socket() {
        return options.socket();
    }

    public World world() {
        return world;
    }

    /** How many requests are being executed right now. */
    int busyWorkers() {
        return service.busyWorkers();
    }

    /** How many connections wait for their client right now. */
    long waitingConnections() {
        return connections.stream().filter(Connection::isWaiting).count();
    }

    private void accept() {
        while (!closed) {
            try {
                serve(server.accept());
            } catch (IOException e) {
                if (!closed) {
                    LOGGER.atError().setCause(e).log("accept failed, the embedded daemon stops accepting");
                }
                return;
            }
        }
    }

    private void serve(SocketChannel channel) {
        Connection connection = new Connection(channel, service, world, options);
        Thread thread = Thread.ofVirtual().name("embedded-daemon-connection").unstarted(() -> {
            try {
                connection.run();
            } finally {
                connections.remove(connection);
                threads.remove(Thread.currentThread());
            }
        });
        connections.add(connection);
        threads.add(thread);
        thread.start();
        if (closed) {
            connection.close();
        }
    }

    /** Stops in order: the path is removed, whoever's socket is there by now, as the real daemons do. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            Files.deleteIfExists(options.socket());
            kill();
        }
    }

    /** Stops as if killed: the path stays and refuses connections. */
    public void kill() throws IOException {
        closed = true;
        server.close();
        awaitAcceptor();
        connections.forEach(Connection::close);
        threads.forEach(Thread::interrupt);
        if (ownsWorld) {
            world.close();
        }
    }

    /** The socket refuses clients only when nobody is in the middle of accepting one. */
    private void awaitAcceptor() {
        try {
            acceptor.join(LONGEST_ACCEPT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
