package org.paralux.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import org.paralux.proxy.kernel.NativeSockets;

/** One of a pair's two sockets, and what is still open of it. Belongs to one event loop. */
final class Leg {
    private final EpollDomainSocketChannel channel;
    private boolean inputEnded;
    private boolean outputEnded;

    Leg(EpollDomainSocketChannel channel) {
        this.channel = channel;
    }

    EpollDomainSocketChannel channel() {
        return channel;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    boolean inputEnded() {
        return inputEnded;
    }

    void noteInputEnded() {
        inputEnded = true;
    }

    boolean outputEnded() {
        return outputEnded;
    }

    void noteOutputEnded() {
        outputEnded = true;
    }

    /** Hands {@code bytes} over; what cannot be written at once follows by itself. */
    void write(ByteBuf bytes) {
        channel.writeAndFlush(bytes, channel.voidPromise());
    }

    boolean hasUnwritten() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer != null && buffer.totalPendingWriteBytes() > 0;
    }

    /** Runs {@code next} once everything written so far is out, or never, where that fails. */
    void whenWritten(Runnable next) {
        if (hasUnwritten()) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(future -> {
                if (future.isSuccess()) {
                    next.run();
                }
            });
        } else {
            next.run();
        }
    }

    /** Ends our side once everything written so far is out. */
    void endOutput() {
        if (!outputEnded) {
            outputEnded = true;
            whenWritten(channel::shutdownOutput);
        }
    }

    /** Closes once everything written so far is out, or cannot be written. */
    void closeWhenWritten() {
        if (hasUnwritten()) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        } else {
            channel.close();
        }
    }

    void read(boolean wanted) {
        if (channel.config().isAutoRead() != wanted) {
            channel.config().setAutoRead(wanted);
        }
    }

    /** Whether the peer closed its socket, and not only its output. */
    boolean peerGone() {
        return NativeSockets.isPeerGone(channel.fd().intValue());
    }
}
