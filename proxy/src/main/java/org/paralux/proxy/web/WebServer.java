package org.paralux.proxy.web;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.socket.OwnSocket;
import org.paralux.proxy.socket.PrivateRoom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the dashboard on loopback or a Unix socket. It has an event loop and a reader of its own, so that nobody who
 * looks can slow the relay down; at most {@value #MAX_CONNECTIONS} look at once.
 */
public final class WebServer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(WebServer.class);
    private static final int MAX_CONNECTIONS = 128;
    private static final int MAX_REQUEST_BYTES = 8 * 1024;
    private static final int IDLE_SECONDS = 30;
    private static final int READS_WAITING = 16;

    private final WebSettings settings;
    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("dashboard", true), EpollIoHandler.newFactory());
    private final ThreadPoolExecutor reader = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(READS_WAITING),
            Thread.ofPlatform().name("dashboard-reader").daemon().factory());
    private final AtomicInteger connections = new AtomicInteger();
    private final StateStreams streams;
    private final WebHandler handler;
    private @Nullable OwnSocket own;
    private WebAddress bound;

    public WebServer(WebSettings settings, WebContent content, Sessions sessions) {
        this.settings = settings;
        this.bound = settings.address();
        this.streams = new StateStreams(content::state);
        this.handler = new WebHandler(content, sessions, new BearerToken(settings.metricsToken()), streams, reader);
        if (bound instanceof WebAddress.UnixPath(Path path)) {
            PrivateRoom.requireFits(path);
        }
    }

    /**
     * Listens.
     *
     * @throws IOException with one line that says why it cannot
     */
    public void start() throws IOException {
        switch (settings.address()) {
            case WebAddress.Tcp(InetSocketAddress address) -> listen(address);
            case WebAddress.UnixPath(Path path) -> listen(path);
        }
        loop.scheduleAtFixedRate(streams::tick, 1, 1, TimeUnit.SECONDS);
        LOGGER.atInfo().addKeyValue("url", bound.url()).log("the dashboard is served");
    }

    private void listen(InetSocketAddress address) throws IOException {
        try {
            Channel channel = new ServerBootstrap()
                    .group(loop)
                    .channel(EpollServerSocketChannel.class)
                    .childHandler(pipeline())
                    .bind(address)
                    .sync()
                    .channel();
            bound = new WebAddress.Tcp((InetSocketAddress) channel.localAddress());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (Exception e) {
            throw new IOException("cannot serve the dashboard on " + address + ": " + e.getMessage(), e);
        }
    }

    private void listen(Path path) throws IOException {
        try {
            OwnSocket socket = new OwnSocket(path);
            socket.make(at -> {
                new ServerBootstrap()
                        .group(loop)
                        .channel(EpollServerDomainSocketChannel.class)
                        .childHandler(pipeline())
                        .bind(new DomainSocketAddress(at.toString()))
                        .syncUninterruptibly();
                Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rw-------"));
            });
            own = socket;
        } catch (IOException | RuntimeException e) {
            throw new IOException("cannot serve the dashboard on " + path + ": " + e.getMessage(), e);
        }
    }

    private ChannelInitializer<Channel> pipeline() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel client) {
                if (connections.incrementAndGet() > MAX_CONNECTIONS) {
                    client.close();
                }
                client.closeFuture().addListener(_ -> connections.decrementAndGet());
                client.pipeline()
                        .addLast("idle", new IdleStateHandler(0, 0, IDLE_SECONDS))
                        .addLast("http", new HttpServerCodec())
                        .addLast("whole", new HttpObjectAggregator(MAX_REQUEST_BYTES))
                        .addLast("pages", handler);
            }
        };
    }

    /** Where it listens; of port 0 the one that the kernel chose. */
    public WebAddress address() {
        return bound;
    }

    /** Ends, and removes the socket if it is ours. */
    @Override
    public void close() {
        if (own != null) {
            remove(own);
        }
        reader.shutdownNow();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void remove(OwnSocket socket) {
        try {
            socket.remove();
        } catch (IOException e) {
            LOGGER.atWarn().addKeyValue("socket", bound.url()).setCause(e).log("cannot remove the dashboard's socket");
        }
    }
}
