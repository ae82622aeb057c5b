package org.paralux.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.ExchangeEnd;
import org.paralux.proxy.relay.TrafficObserver.ConnectionObserver;
import org.paralux.proxy.tee.Body;
import org.paralux.proxy.tee.Exchange;
import org.paralux.proxy.tee.ExchangeTee;

/**
 * A client and its upstream. Forwards what either side sends as soon as it is there, stops reading from one while the
 * other cannot take more, and ends both so that the client gets what it would have got without us:
 *
 * <ul>
 *   <li>A client's end of input is passed on only when every complete request has its reply, because masterd cuts a reply
 *       short whose reader has half-closed. What it sent of an incomplete frame is passed on before.
 *   <li>A client that is gone altogether takes its upstream with it, once what it sent is written.
 *   <li>When the primary ends, what it sent is delivered first. A failed write to the primary ends nothing: its reply may
 *       still come.
 * </ul>
 *
 * <p>Both channels share one event loop, and everything here runs on it.
 */
final class Connection {
    /** How often a peer that half-closed is asked whether it is still there: the kernel would say so in a busy loop. */
    private static final long GONE_CHECK_MILLIS = 100;

    private final Leg client;
    private final RelayContext context;
    private final ExchangeTee tee;
    private final ConnectionObserver observer;
    private @Nullable Leg primary;

    /** What a client sent that ended before the primary was there. */
    private final Deque<ByteBuf> early = new ArrayDeque<>(1);

    private long bytesFromClient;
    private long bytesToClient;
    private @Nullable CloseReason reason;
    private boolean finished;

    /** Requests that the context was told to be under way. */
    private int underWay;

    Connection(EpollDomainSocketChannel channel, RelayContext context) {
        this.client = new Leg(channel);
        this.context = context;
        this.observer = context.observer().accepted(channel.fd().intValue());
        this.tee = context.newTee(this::onExchange);
    }

    private void onExchange(Exchange exchange) {
        observer.finished(exchange);
    }

    void onClientActive() {
        PrimaryLegHandler handler = new PrimaryLegHandler(this);
        context.connector().connect(loop(), handler, client::isOpen, new PrimaryConnector.Outcome() {
            @Override
            public void connected(EpollDomainSocketChannel channel) {
                onConnected(channel);
            }

            @Override
            public void failed(CloseReason why, Throwable cause) {
                end(why);
            }
        });
        if (primary == null) {
            client.read(false);
        }
    }

    private void onConnected(EpollDomainSocketChannel channel) {
        if (!client.isOpen()) {
            channel.close();
            return;
        }
        primary = new Leg(channel);
        for (ByteBuf bytes; (bytes = early.poll()) != null; ) {
            forward(primary, bytes);
        }
        if (client.inputEnded()) {
            afterClientInputEnd();
        } else {
            client.read(true);
        }
    }

    // --- from the client

    /** Takes {@code bytes}. */
    void onClientBytes(ByteBuf bytes) {
        bytesFromClient += bytes.readableBytes();
        Leg upstream = primary;
        if (upstream == null) {
            // Reading is off, but a client that ended is read to its end at once; the kernel's buffer bounds it.
            early.add(bytes);
        } else if (upstream.outputEnded() || !upstream.isOpen()) {
            observe(bytes);
        } else {
            forward(upstream, bytes);
        }
    }

    private void forward(Leg upstream, ByteBuf bytes) {
        int start = bytes.readerIndex();
        int length = bytes.readableBytes();
        long readNanos = System.nanoTime();
        bytes.retain();
        upstream.write(bytes);
        long carriedNanos = System.nanoTime() - readNanos;
        long before = tee.requests();
        tee.fromClient(bytes, start, length);
        countUnderWay();
        bytes.release();
        if (tee.requests() > before) {
            context.carryTimes().addNanos(carriedNanos);
        }
        if (!upstream.channel().isWritable()) {
            client.read(false);
        }
    }

    private void countUnderWay() {
        int now = tee.outstanding();
        if (now != underWay) {
            context.requestsUnderWay(now - underWay);
            underWay = now;
        }
    }

    /** Of bytes that nobody takes any more. */
    private void observe(ByteBuf bytes) {
        tee.fromClient(bytes, bytes.readerIndex(), bytes.readableBytes());
        bytes.release();
    }

    /** The client will send no more. Whether it still listens is another question. */
    void onClientInputEnd() {
        if (client.inputEnded()) {
            return;
        }
        client.noteInputEnded();
        if (primary != null || client.peerGone()) {
            afterClientInputEnd();
        } else {
            watchHalfClosed();
        }
    }

    private void afterClientInputEnd() {
        if (client.peerGone()) {
            onClientGone();
        } else if (tee.outstanding() == 0) {
            passOnClientEnd();
        } else {
            watchHalfClosed();
        }
    }

    private void passOnClientEnd() {
        Leg upstream = primary;
        if (upstream != null) {
            upstream.endOutput();
        }
        if (upstream == null || upstream.inputEnded()) {
            end(CloseReason.CLIENT_END);
        } else {
            watchHalfClosed();
        }
    }

    private void watchHalfClosed() {
        loop().schedule(this::checkHalfClosed, GONE_CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void checkHalfClosed() {
        Leg upstream = primary;
        if (!client.isOpen()) {
            return;
        }
        if (client.inputEnded() && client.peerGone()) {
            onClientGone();
        } else if (upstream != null && upstream.inputEnded() && upstream.peerGone()) {
            end(CloseReason.PRIMARY_END);
        } else {
            watchHalfClosed();
        }
    }

    private void onClientGone() {
        end(tee.outstanding() == 0 ? CloseReason.CLIENT_END : CloseReason.CLIENT_RESET);
    }

    void onClientWriteFailed() {
        if (!client.outputEnded()) {
            client.noteOutputEnded();
            end(CloseReason.CLIENT_RESET);
        }
    }

    void onClientWritable() {
        Leg upstream = primary;
        if (upstream != null) {
            upstream.read(client.channel().isWritable());
        }
    }

    void onClientClosed() {
        end(CloseReason.CLIENT_RESET);
    }

    // --- from the primary

    /** Takes {@code bytes}. */
    void onPrimaryBytes(ByteBuf bytes) {
        if (!client.isOpen() || client.outputEnded()) {
            bytes.release();
            return;
        }
        int start = bytes.readerIndex();
        int length = bytes.readableBytes();
        bytesToClient += length;
        long readNanos = System.nanoTime();
        bytes.retain();
        client.write(bytes);
        long carriedNanos = System.nanoTime() - readNanos;
        long lastEnded = tee.fromPrimary(bytes, start, length);
        bytes.release();
        if (lastEnded >= 0) {
            countUnderWay();
            context.carryTimes().addNanos(carriedNanos);
            client.whenWritten(() -> tee.repliesFlushed(lastEnded));
            if (client.inputEnded() && tee.outstanding() == 0) {
                passOnClientEnd();
            }
        }
        Leg upstream = primary;
        if (upstream != null && !client.channel().isWritable()) {
            upstream.read(false);
        }
    }

    void onPrimaryInputEnd() {
        Leg upstream = primary;
        if (upstream == null || upstream.inputEnded()) {
            return;
        }
        upstream.noteInputEnded();
        if (client.inputEnded() || upstream.peerGone()) {
            end(client.inputEnded() ? CloseReason.CLIENT_END : CloseReason.PRIMARY_END);
        } else {
            client.endOutput();
            watchHalfClosed();
        }
    }

    /** Its reply may still come, so that it is read to its end; the client waits meanwhile. */
    void onPrimaryWriteFailed() {
        Leg upstream = primary;
        if (upstream != null && !upstream.outputEnded()) {
            upstream.noteOutputEnded();
            client.read(false);
        }
    }

    void onPrimaryWritable() {
        Leg upstream = primary;
        if (upstream != null && !upstream.outputEnded()) {
            client.read(upstream.channel().isWritable());
        }
    }

    void onPrimaryClosed() {
        end(CloseReason.PRIMARY_END);
    }

    // --- the end

    EventLoop loop() {
        return client.channel().eventLoop();
    }

    /** The complete requests that have no complete reply yet, oldest first. */
    Stream<Body> openRequests() {
        return tee.openRequests();
    }

    /** Ends both legs, each when what was written to it is out. The first reason counts. */
    void end(CloseReason why) {
        if (reason == null) {
            reason = why;
        }
        Leg upstream = primary;
        if (upstream != null && upstream.isOpen()) {
            upstream.closeWhenWritten();
        }
        if (!client.isOpen()) {
            finish();
        } else if (client.outputEnded() || why == CloseReason.CLIENT_RESET) {
            client.channel().close();
        } else {
            client.closeWhenWritten();
        }
    }

    private void finish() {
        if (finished) {
            return;
        }
        finished = true;
        for (ByteBuf bytes; (bytes = early.poll()) != null; ) {
            observe(bytes);
        }
        CloseReason why = reason == null ? CloseReason.CLIENT_RESET : reason;
        tee.end(primary == null ? ExchangeEnd.UNDELIVERED : unanswered(why));
        countUnderWay();
        observer.closed(why, tee.requests(), bytesFromClient, bytesToClient);
        context.closed(this);
    }

    private static ExchangeEnd unanswered(CloseReason why) {
        return switch (why) {
            case CLIENT_END, CLIENT_RESET -> ExchangeEnd.CLIENT_LEFT;
            case PRIMARY_END -> ExchangeEnd.PRIMARY_LEFT;
            case PRIMARY_DOWN, PRIMARY_BUSY -> ExchangeEnd.UNDELIVERED;
            case SHUTDOWN -> ExchangeEnd.SHUTDOWN;
        };
    }
}
