package org.paralux.proxy.relay;

import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import org.paralux.proxy.relay.TrafficObserver.ConnectionObserver;
import org.paralux.proxy.tee.ExchangeTee;

/**
 * A client's socket and what is observed of it, whoever forwards its requests. Belongs to the client's event loop.
 */
final class ClientSide {
    private final Leg leg;
    private final RelayContext context;
    private final ConnectionObserver observer;
    private final ExchangeTee tee;
    private long bytesFromClient;
    private long bytesToClient;

    /** Requests that the context was told to be under way. */
    private int underWay;

    ClientSide(EpollDomainSocketChannel channel, RelayContext context) {
        this.leg = new Leg(channel);
        this.context = context;
        this.observer = context.observer().accepted(channel.fd().intValue());
        this.tee = context.newTee(observer::finished);
    }

    Leg leg() {
        return leg;
    }

    ExchangeTee tee() {
        return tee;
    }

    ConnectionObserver observer() {
        return observer;
    }

    EventLoop loop() {
        return leg.channel().eventLoop();
    }

    void received(int bytes) {
        bytesFromClient += bytes;
    }

    void delivered(int bytes) {
        bytesToClient += bytes;
    }

    /** So many of its requests wait for the primary now. */
    void nowUnderWay(int requests) {
        if (requests != underWay) {
            context.requestsUnderWay(requests - underWay);
            underWay = requests;
        }
    }

    void closed(CloseReason why) {
        nowUnderWay(0);
        observer.closed(why, tee.requests(), bytesFromClient, bytesToClient);
    }
}
