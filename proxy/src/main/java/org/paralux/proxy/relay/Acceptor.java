package org.paralux.proxy.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import java.util.concurrent.TimeUnit;
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

    private final ConnectionLimit limit;
    private final Consumer<EpollDomainSocketChannel> accepted;
    private boolean paused;

    Acceptor(ConnectionLimit limit, Consumer<EpollDomainSocketChannel> accepted) {
        this.limit = limit;
        this.accepted = accepted;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object client) {
        limit.came();
        if (limit.isReached()) {
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
                .addKeyValue("connections", limit.open())
                .addKeyValue("limit", limit.max())
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
                            if (limit.isReached()) {
                                resumeLater(listener);
                                return;
                            }
                            paused = false;
                            listener.config().setAutoRead(true);
                            LOGGER.atInfo()
                                    .addKeyValue("connections", limit.open())
                                    .log("accepting again");
                        },
                        PAUSE_MILLIS,
                        TimeUnit.MILLISECONDS);
    }
}
