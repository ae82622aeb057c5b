package org.paralux.proxy.relay;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.paralux.luxi.KnownQueries;
import org.paralux.proxy.measure.AddedLatency;
import org.paralux.proxy.measure.Spread;
import org.paralux.proxy.tee.Answerer;
import org.paralux.proxy.tee.Body;
import org.paralux.proxy.tee.Exchange;
import org.paralux.proxy.tee.ExchangeTee;
import org.paralux.proxy.tee.TeeRoom;

/**
 * The forwarding engine: its event loops, the connections on them, and the sockets it listens on. Where those sockets
 * live and when they are open is decided elsewhere.
 *
 * <p>Thread-safe.
 */
public final class Relay implements AutoCloseable {
    private static final long DRAIN_CHECK_MILLIS = 20;

    private final RelaySettings settings;
    private final MultiThreadIoEventLoopGroup loops;
    private final ChannelSettings channelSettings;
    private final Set<RelayConnection> connections = ConcurrentHashMap.newKeySet();
    private final ConnectionLimit limit;
    private final LongAdder acceptedEver = new LongAdder();
    private final LongAdder requestsUnderWay = new LongAdder();
    private final RelayContext context;

    /**
     * @param limit how many clients there may be
     * @param router says where requests go
     * @param added is told what the relay itself takes
     */
    public Relay(
            RelaySettings settings,
            ConnectionLimit limit,
            TrafficObserver observer,
            RequestRouter router,
            TeeRoom room,
            InstantSource wallClock,
            AddedLatency added) {
        this.settings = settings;
        this.limit = limit;
        this.loops = new MultiThreadIoEventLoopGroup(
                settings.threads(), new DefaultThreadFactory("relay"), EpollIoHandler.newFactory());
        this.channelSettings = new ChannelSettings(PooledByteBufAllocator.DEFAULT);
        ThreadLocal<KnownQueries> queries = ThreadLocal.withInitial(KnownQueries::new);
        UpstreamConnector primary = connector(settings.primary());
        UpstreamConnector shadow = settings.shadow() == null ? primary : connector(settings.shadow());
        this.context = new RelayContext() {
            @Override
            public UpstreamConnector primary() {
                return primary;
            }

            @Override
            public Answerer answerer() {
                return settings.answerer();
            }

            @Override
            public UpstreamConnector shadow() {
                return shadow;
            }

            @Override
            public RequestRouter router() {
                return router;
            }

            @Override
            public KnownQueries queries() {
                return queries.get();
            }

            @Override
            public long fallBackAfterNanos() {
                return settings.fallBackAfter().toNanos();
            }

            @Override
            public TrafficObserver observer() {
                return observer;
            }

            @Override
            public ExchangeTee newTee(Consumer<Exchange> finished) {
                return new ExchangeTee(settings.tee(), room, wallClock, System::nanoTime, finished);
            }

            @Override
            public void requestsUnderWay(int more) {
                requestsUnderWay.add(more);
            }

            @Override
            public Spread carryTimes() {
                return added.carry();
            }

            @Override
            public void replaced(RelayConnection connection, RelayConnection next) {
                connections.remove(connection);
                connections.add(next);
            }

            @Override
            public void closed(RelayConnection connection) {
                connections.remove(connection);
                limit.went();
            }
        };
        loops.forEach(loop -> WakeProbe.start(loop, added.wake()));
    }

    /**
     * Listens on a new socket at {@code path}, where nothing may be, and accepts at once. Closing the channel closes the
     * socket, and unlinks {@code path} if something is there by then.
     *
     * @throws IOException when the socket cannot be bound
     */
    public Channel listen(Path path) throws IOException {
        EpollServerDomainSocketChannel listener = new EpollServerDomainSocketChannel();
        listener.config().setBacklog(settings.backlog());
        listener.pipeline().addLast("accept", new Acceptor(limit, this::accepted));
        Future<?> bound = loops.register(listener)
                .awaitUninterruptibly()
                .channel()
                .bind(new DomainSocketAddress(path.toString()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            listener.close();
            throw new IOException(
                    "cannot listen on " + path + ": " + bound.cause().getMessage(), bound.cause());
        }
        return listener;
    }

    private UpstreamConnector connector(Path daemon) {
        return new UpstreamConnector(daemon, settings.connectTimeLimit(), channelSettings);
    }

    private void accepted(EpollDomainSocketChannel client) {
        acceptedEver.increment();
        channelSettings.applyToClient(client);
        if (context.router().isRouting()) {
            RoutedConnection connection = new RoutedConnection(client, context);
            begin(client, connection, LegHandler.ofClient(() -> {}, connection.clientEvents()));
        } else {
            Connection connection = new Connection(client, context);
            begin(client, connection, LegHandler.ofClient(connection::onClientActive, connection.clientEvents()));
        }
    }

    private void begin(EpollDomainSocketChannel client, RelayConnection connection, LegHandler handler) {
        connections.add(connection);
        client.pipeline().addLast("leg", handler);
        loops.register(client);
    }

    /** How many clients were ever accepted. */
    public long acceptedCount() {
        return acceptedEver.sum();
    }

    /** How many requests were forwarded whole and are not answered yet. */
    public int requestsUnderWay() {
        return requestsUnderWay.intValue();
    }

    public int connectionCount() {
        return connections.size();
    }

    /**
     * Waits until every connection is over. From the time limit on it ends those that wait for no command; a connection
     * with an unanswered command is waited for without limit.
     *
     * @param mayBeCommand says so of a request that is still open; called on an event loop
     */
    public void drain(Duration timeLimit, Predicate<Body> mayBeCommand) throws InterruptedException {
        long deadline = System.nanoTime() + timeLimit.toNanos();
        while (!connections.isEmpty()) {
            if (System.nanoTime() >= deadline) {
                endAll(connection -> connection.openRequests().noneMatch(mayBeCommand));
            }
            TimeUnit.MILLISECONDS.sleep(DRAIN_CHECK_MILLIS);
        }
    }

    private void endAll(Predicate<RelayConnection> which) {
        for (RelayConnection connection : connections) {
            connection.loop().execute(() -> {
                if (which.test(connection)) {
                    connection.end(CloseReason.SHUTDOWN);
                }
            });
        }
    }

    /** Whether every event loop does what it is given within the time; so it does once they were ended. */
    public boolean answers(Duration within) throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(settings.threads());
        try {
            loops.forEach(loop -> loop.execute(busy::countDown));
        } catch (RejectedExecutionException ended) {
            return true;
        }
        return busy.await(within.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends every connection as it stands, and the event loops. */
    @Override
    public void close() {
        endAll(connection -> true);
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
