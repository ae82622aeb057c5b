package org.paralux.proxy.relay;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollDomainSocketChannel;

/**
 * How both channels of a pair are set up. The kernel's default send buffer is 208 KiB: one read takes as much, and the
 * client's send buffer is raised so that one write of it does not block. Requests are short.
 */
final class ChannelSettings {
    private static final int LARGEST_READ_BYTES = 256 * 1024;
    private static final int FIRST_READ_BYTES = 2048;
    private static final int SMALLEST_READ_BYTES = 512;
    private static final int SEND_BUFFER_BYTES = 208 * 1024;

    private final ByteBufAllocator allocator;
    private final WriteBufferWaterMark waterMark = new WriteBufferWaterMark(LARGEST_READ_BYTES / 4, LARGEST_READ_BYTES);

    ChannelSettings(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    void applyToClient(EpollDomainSocketChannel channel) {
        applyTo(channel);
        channel.config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES);
    }

    void applyTo(EpollDomainSocketChannel channel) {
        var config = channel.config();
        config.setAllocator(allocator);
        config.setRecvByteBufAllocator(
                new AdaptiveRecvByteBufAllocator(SMALLEST_READ_BYTES, FIRST_READ_BYTES, LARGEST_READ_BYTES));
        config.setWriteBufferWaterMark(waterMark);
        config.setAllowHalfClosure(true);
        // A daemon that replies and closes while we still write must not cost the reply.
        config.setAutoClose(false);
    }
}
