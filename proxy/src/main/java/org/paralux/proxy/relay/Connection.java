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
import org.paralux.proxy.tee.Body;
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
final class Connection implements RelayConnection {
    /** How often a peer that half-closed is asked whether it is still there: the kernel would say so in a busy loop. */
    private static final long GONE_CHECK_MILLIS = 100;

    private final ClientSide side;
    private final Leg client;
    private final ExchangeTee tee;
    private final RelayContext context;
    private @Nullable Leg primary;

    /** What a client sent that ended before the primary was there. */
    private final Deque<ByteBuf> early = new ArrayDeque<>(1);

    private @Nullable CloseReason reason;
    private boolean finished;

    Connection(EpollDomainSocketChannel channel, RelayContext context) {
        this.side = new ClientSide(channel, context);
        this.client = side.leg();
        this.tee = side.tee();
        this.context = context;
    }

    void onClientActive() {
        LegEvents events = new PrimaryEvents();
        UpstreamConnector.Outcome outcome = new UpstreamConnector.Outcome() {
            @Override
            public void connected(EpollDomainSocketChannel channel) {
                onConnected(channel);
            }

            @Override
            public void failed(boolean busy, Throwable cause) {
                end(busy ? CloseReason.PRIMARY_BUSY : CloseReason.PRIMARY_DOWN);
            }
        };
        context.primary().connect(loop(), () -> LegHandler.ofUpstream("primary", events), client::isOpen, outcome);
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

    /** What a handler of the client's channel calls. */
    LegEvents clientEvents() {
        return new ClientEvents();
    }

    private final class ClientEvents implements LegEvents {
        @Override
        public void onBytes(ByteBuf bytes) {
            side.received(bytes.readableBytes());
            Leg upstream = primary;
            if (upstream == null) {
                // Reading is off, but a client that ended is read to its end at once; the kernel's buffer bounds it.
                early.add(bytes);
            } else if (upstream.outputEnded() || !upstream.isOpen()) {
                observe(bytes);
            } else if (canHandOver(upstream)) {
                handOver(upstream, bytes);
            } else {
                forward(upstream, bytes);
            }
        }

        @Override
        public void onInputEnd() {
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

        @Override
        public void onWriteFailed() {
            if (!client.outputEnded()) {
                client.noteOutputEnded();
                end(CloseReason.CLIENT_RESET);
            }
        }

        @Override
        public void onWritabilityChanged() {
            Leg upstream = primary;
            if (upstream != null) {
                upstream.read(client.channel().isWritable());
            }
        }

        @Override
        public void onClosed() {
            end(CloseReason.CLIENT_RESET);
        }
    }

    private final class PrimaryEvents implements LegEvents {
        @Override
        public void onBytes(ByteBuf bytes) {
            if (!client.isOpen() || client.outputEnded()) {
                bytes.release();
                return;
            }
            int start = bytes.readerIndex();
            int length = bytes.readableBytes();
            side.delivered(length);
            long readNanos = System.nanoTime();
            bytes.retain();
            client.write(bytes);
            long carriedNanos = System.nanoTime() - readNanos;
            long lastEnded = tee.toClient(bytes, start, length, context.answerer());
            bytes.release();
            if (lastEnded >= 0) {
                side.nowUnderWay(tee.outstanding());
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

        @Override
        public void onInputEnd() {
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
        @Override
        public void onWriteFailed() {
            Leg upstream = primary;
            if (upstream != null && !upstream.outputEnded()) {
                upstream.noteOutputEnded();
                client.read(false);
            }
        }

        @Override
        public void onWritabilityChanged() {
            Leg upstream = primary;
            if (upstream != null && !upstream.outputEnded()) {
                client.read(upstream.channel().isWritable());
            }
        }

        @Override
        public void onClosed() {
            end(CloseReason.PRIMARY_END);
        }
    }

    // --- from the client

    private boolean canHandOver(Leg upstream) {
        return context.router().isRouting()
                && !upstream.inputEnded()
                && !client.inputEnded()
                && tee.isBetweenExchanges();
    }

    /** Requests are routed from now on, this one first. */
    private void handOver(Leg upstream, ByteBuf bytes) {
        RoutedConnection routed = new RoutedConnection(side, context, upstream);
        context.replaced(this, routed);
        LegHandler.handOver(client.channel(), routed.clientEvents());
        routed.clientEvents().onBytes(bytes);
    }

    private void forward(Leg upstream, ByteBuf bytes) {
        int start = bytes.readerIndex();
        int length = bytes.readableBytes();
        long readNanos = System.nanoTime();
        bytes.retain();
        upstream.write(bytes);
        long carriedNanos = System.nanoTime() - readNanos;
        long before = tee.requests();
        tee.fromClient(bytes, start, length, context.answerer());
        side.nowUnderWay(tee.outstanding());
        bytes.release();
        if (tee.requests() > before) {
            context.carryTimes().addNanos(carriedNanos);
        }
        if (!upstream.channel().isWritable()) {
            client.read(false);
        }
    }

    /** Of bytes that nobody takes any more. */
    private void observe(ByteBuf bytes) {
        tee.fromClient(bytes, bytes.readerIndex(), bytes.readableBytes(), context.answerer());
        bytes.release();
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

    // --- the end

    @Override
    public EventLoop loop() {
        return side.loop();
    }

    @Override
    public Stream<Body> openRequests() {
        return tee.openRequests();
    }

    /** Ends both legs, each when what was written to it is out. */
    @Override
    public void end(CloseReason why) {
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
        tee.end(primary == null ? ExchangeEnd.UNDELIVERED : why.ofUnanswered());
        side.closed(why);
        context.closed(this);
    }
}
