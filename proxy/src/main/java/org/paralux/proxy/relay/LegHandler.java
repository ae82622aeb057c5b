package org.paralux.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelOutputShutdownEvent;

/** Tells whoever looks after a channel what happens on it; that may change. */
final class LegHandler extends ChannelInboundHandlerAdapter {
    private final String name;
    private final Runnable onActive;
    private LegEvents events;

    private LegHandler(String name, Runnable onActive, LegEvents events) {
        this.name = name;
        this.onActive = onActive;
        this.events = events;
    }

    /** @param onActive is called once the channel belongs to its event loop */
    static LegHandler ofClient(Runnable onActive, LegEvents events) {
        return new LegHandler("client", onActive, events);
    }

    /** @param name of the daemon, for the log */
    static LegHandler ofUpstream(String name, LegEvents events) {
        return new LegHandler(name, () -> {}, events);
    }

    /** From now on {@code events} is told, on the event loop of {@code channel}. */
    static void handOver(Channel channel, LegEvents events) {
        channel.pipeline().get(LegHandler.class).events = events;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        onActive.run();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        events.onBytes((ByteBuf) message);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        events.onWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            events.onInputEnd();
        } else if (event instanceof ChannelOutputShutdownEvent) {
            events.onWriteFailed();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        events.onClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        RelayErrors.caught(ctx.channel(), name, cause);
    }
}
