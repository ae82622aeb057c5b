package org.paralux.proxy.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts clients while there is room for them. Beyond the limit, or out of descriptors, it stops accepting and clients
 * wait in the backlog; none is reset.
 *
 * <p>Runs on the listener's event loop.
 */
final class Acceptor extends ChannelInboundHandlerAdapter {
    private static final Logger LOGGER = LoggerFactory.getLogger(Acceptor.class);
    private static final long PAUSE_MILLIS = 100;

    private final int maxConnections;
    private final AtomicInteger connections;
    private final Consumer<EpollDomainSocketChannel> accepted;
    private boolean paused;

    /** @param connections how many there are; shared by all listeners of a relay */
    Acceptor(int maxConnections, AtomicInteger connections, Consumer<EpollDomainSocketChannel> accepted) {
        this.maxConnections = maxConnections;
        this.connections = connections;
        this.accepted = accepted;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object client) {
        if (connections.incrementAndGet() >= maxConnections) {
            pause(ctx.channel(), "connection limit reached, accepting is paused");
        }
        accepted.accept((EpollDomainSocketChannel) client);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        pause(ctx.channel(), "accept failed, accepting is paused: " + cause.getMessage());
    }

    private void pause(Channel listener, String why) {
        if (paused) {
            return;
        }
        paused = true;
        LOGGER.atWarn()
                .addKeyValue("connections", connections.get())
                .addKeyValue("limit", maxConnections)
                .log(why);
        listener.config().setAutoRead(false);
        resumeLater(listener);
    }

    private void resumeLater(Channel listener) {
        listener.eventLoop()
                .schedule(
                        () -> {
                            if (!listener.isOpen()) {
                                return;
                            }
                            if (connections.get() >= maxConnections) {
                                resumeLater(listener);
                                return;
                            }
                            paused = false;
                            listener.config().setAutoRead(true);
                            LOGGER.atInfo()
                                    .addKeyValue("connections", connections.get())
                                    .log("accepting again");
                        },
                        PAUSE_MILLIS,
                        TimeUnit.MILLISECONDS);
    }
}
