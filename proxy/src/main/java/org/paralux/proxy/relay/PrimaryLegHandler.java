package org.paralux.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelOutputShutdownEvent;

/** Tells a {@link Connection} what happens on its channel to the primary. */
@Sharable // Each attempt to connect has a channel of its own.
final class PrimaryLegHandler extends ChannelInboundHandlerAdapter {
    private final Connection connection;

    PrimaryLegHandler(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        connection.onPrimaryBytes((ByteBuf) message);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        connection.onPrimaryWritable();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            connection.onPrimaryInputEnd();
        } else if (event instanceof ChannelOutputShutdownEvent) {
            connection.onPrimaryWriteFailed();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        connection.onPrimaryClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        RelayErrors.caught(ctx.channel(), "primary", cause);
    }
}
