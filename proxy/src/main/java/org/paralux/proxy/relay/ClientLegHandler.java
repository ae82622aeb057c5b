package org.paralux.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelOutputShutdownEvent;

/** Tells a {@link Connection} what happens on its client's channel. */
final class ClientLegHandler extends ChannelInboundHandlerAdapter {
    private final Connection connection;

    ClientLegHandler(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        connection.onClientActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        connection.onClientBytes((ByteBuf) message);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        connection.onClientWritable();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            connection.onClientInputEnd();
        } else if (event instanceof ChannelOutputShutdownEvent) {
            connection.onClientWriteFailed();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        connection.onClientClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        RelayErrors.caught(ctx.channel(), "client", cause);
    }
}
