package org.paralux.proxy.service;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The datagram socket of a service manager, and what came to it. */
final class ManagerSocket implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final List<String> told = new CopyOnWriteArrayList<>();

    /** @param name a path, or a zero byte and a name */
    ManagerSocket(String name) {
        EpollDomainDatagramChannel channel = new EpollDomainDatagramChannel();
        channel.pipeline().addLast(new SimpleChannelInboundHandler<DomainDatagramPacket>() {
            @Override
            protected void channelRead0(ChannelHandlerContext context, DomainDatagramPacket packet) {
                told.add(packet.content().toString(StandardCharsets.UTF_8));
            }
        });
        loop.register(channel).syncUninterruptibly();
        channel.bind(new DomainSocketAddress(name)).syncUninterruptibly();
    }

    List<String> told() {
        return List.copyOf(told);
    }

    long fed() {
        return told.stream().filter("WATCHDOG=1"::equals).count();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
