package org.paralux.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.ExchangeEnd;
import org.paralux.luxi.Payload;
import org.paralux.proxy.tee.Answerer;
import org.paralux.proxy.tee.Body;

/**
 * A client whose requests are routed one by one. Replies stay in the order of the requests, and each is one daemon's:
 *
 * <ul>
 *   <li>A request goes to another daemon than the one before only when all earlier replies are complete.
 *   <li>What is forwarded to the primary is forwarded once. A query that the shadow did not answer may be put to it again,
 *       or to the primary, while no byte of its reply has gone out.
 *   <li>That a daemon closes an idle connection is not passed on.
 * </ul>
 *
 * <p>All of it runs on the client's event loop.
 */
final class RoutedConnection implements RelayConnection {
    /** How often a client that half-closed is asked whether it is still there. */
    private static final long GONE_CHECK_MILLIS = 100;

    private final ClientSide side;
    private final Leg client;
    private final RelayContext context;
    private final LegEvents clientEvents = new ClientEvents();
    private final RequestQueue queue = new RequestQueue();
    private final RouteChooser chooser;
    private final ShadowTimer shadowTimer;

    /** All of it was sent to {@link #current}. */
    private final Unanswered sent;

    private final UpstreamLink primary;
    private final UpstreamLink shadow;
    private UpstreamLink current;

    private @Nullable CloseReason reason;
    private boolean finished;

    RoutedConnection(ClientSide side, RelayContext context) {
        this.side = side;
        this.client = side.leg();
        this.context = context;
        this.sent = new Unanswered(side, context);
        LinkEvents events = new LinkEvents();
        this.primary = new UpstreamLink(Answerer.PRIMARY, context.primary(), events);
        this.shadow = new UpstreamLink(Answerer.SHADOW, context.shadow(), events);
        this.current = primary;
        this.chooser = new RouteChooser(side, context, this::pump);
        this.shadowTimer = new ShadowTimer(side, context.fallBackAfterNanos(), sent, this::giveUpOnShadow);
    }

    /** Of a client that was just accepted. */
    RoutedConnection(EpollDomainSocketChannel channel, RelayContext context) {
        this(new ClientSide(channel, context), context);
    }

    /** Of a client whose requests all went to the primary so far, over {@code upstream}. */
    RoutedConnection(ClientSide side, RelayContext context, Leg upstream) {
        this(side, context);
        primary.adopt(upstream);
    }

    /** What a handler of the client's channel calls. */
    LegEvents clientEvents() {
        return clientEvents;
    }

    private final class ClientEvents implements LegEvents {
        @Override
        public void onBytes(ByteBuf bytes) {
            side.received(bytes.readableBytes());
            queue.add(bytes);
            pump();
        }

        @Override
        public void onInputEnd() {
            if (!client.inputEnded()) {
                client.noteInputEnded();
                endIfAllIsAnswered();
                if (reason == null) {
                    watchHalfClosed();
                }
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
            current.read(client.channel().isWritable());
        }

        @Override
        public void onClosed() {
            end(CloseReason.CLIENT_RESET);
        }
    }

    // --- requests

    /** Sends on what can be sent. */
    private void pump() {
        while (reason == null && sendFirst()) {}
        if (reason == null) {
            client.read(!client.inputEnded() && queue.wantsMore() && (sent.isEmpty() || current.isWritable()));
            endIfAllIsAnswered();
        }
    }

    /** Whether the first request that waits was sent, or a part of it. */
    private boolean sendFirst() {
        RoutedRequest request = queue.first();
        if (request == null || !request.canBePassedOn() || request.waitingBytes() == 0) {
            return false;
        }
        return switch (chooser.routeOf(request)) {
            case null -> false;
            case Route.ToPrimary() -> send(request, primary);
            case Route.ToShadow _ -> send(request, shadow);
            case Route.Refused(Payload reply) -> sent.isEmpty() && refuse(request, reply);
        };
    }

    private boolean send(RoutedRequest request, UpstreamLink link) {
        if (link != current && !sent.isEmpty()) {
            return false;
        }
        if (!link.isReady()) {
            if (!sent.isEmpty()) {
                return false;
            }
            link.leave();
            link.connect(loop());
            return link.isReady();
        }
        if (!link.isWritable()) {
            return false;
        }
        current = link;
        forward(request, link);
        return true;
    }

    private void forward(RoutedRequest request, UpstreamLink link) {
        long startNanos = System.nanoTime();
        link.write(request.bytesToSend());
        long carriedNanos = System.nanoTime() - startNanos;
        sent.observe(request, link.daemon());
        if (link == primary) {
            request.release();
        }
        if (request.isComplete()) {
            queue.removeFirst();
            sent.add(request);
            context.carryTimes().addNanos(carriedNanos);
            if (request.fallsBack()) {
                shadowTimer.watch();
            }
        }
        side.nowUnderWay(current == primary ? sent.size() : 0);
    }

    private boolean refuse(RoutedRequest request, Payload reply) {
        sent.observe(request, Answerer.PROXY);
        request.release();
        queue.removeFirst();
        sent.add(request);
        sent.deliver(RoutedRequest.framed(reply), Answerer.PROXY);
        return true;
    }

    // --- replies

    private final class LinkEvents implements UpstreamLink.Listener {
        @Override
        public boolean isWanted() {
            return client.isOpen() && reason == null;
        }

        @Override
        public void connected(UpstreamLink link) {
            pump();
        }

        /** Nothing of the request that waits for it was sent. */
        @Override
        public void failed(UpstreamLink link, boolean busy) {
            RoutedRequest first = queue.first();
            if (first == null) {
                return;
            }
            if (link == shadow && fallBack(first)) {
                pump();
            } else if (link == shadow) {
                end(CloseReason.SHADOW_DOWN);
            } else {
                end(busy ? CloseReason.PRIMARY_BUSY : CloseReason.PRIMARY_DOWN);
            }
        }

        @Override
        public void received(UpstreamLink link, ByteBuf bytes) {
            if (!client.isOpen() || client.outputEnded()) {
                bytes.release();
                return;
            }
            if (link != current) {
                // It speaks unasked, and what it says would stand between another's words.
                bytes.release();
                link.leave();
                return;
            }
            link.noteAnswered();
            sent.deliver(bytes, link.daemon());
            if (!client.channel().isWritable()) {
                link.read(false);
            }
            pump();
        }

        @Override
        public void ended(UpstreamLink link) {
            RoutedRequest owed = sent.peek();
            if (link == current && owed != null) {
                lost(link, owed);
            } else {
                link.leave();
                pump();
            }
        }

        @Override
        public void writabilityChanged(UpstreamLink link) {
            pump();
        }
    }

    /**
     * A daemon ended while it owed replies. The shadow, if it owed them all to the last byte, is asked again: where it had
     * answered before, its idle limit may have been it; else what it broke at falls back.
     */
    private void lost(UpstreamLink link, RoutedRequest brokeAt) {
        boolean mayHaveBeenIdle = link.hasAnswered();
        link.leave();
        if (link == shadow && !sent.isReplyBegun() && (mayHaveBeenIdle || fallBack(brokeAt))) {
            askAgain();
        } else {
            end(link == shadow ? CloseReason.SHADOW_END : CloseReason.PRIMARY_END);
        }
    }

    /** Puts what was sent to the shadow back to the front of the queue. */
    private void askAgain() {
        sent.putBackTo(queue);
        pump();
    }

    private boolean fallBack(RoutedRequest request) {
        boolean may = request.fallsBack();
        if (may) {
            request.route(Route.PRIMARY);
            context.router().fellBack();
        }
        return may;
    }

    /** The shadow had its time for the reply that is due. */
    private void giveUpOnShadow() {
        RoutedRequest due = sent.peek();
        if (reason == null && current == shadow && due != null && !sent.isReplyBegun() && fallBack(due)) {
            shadow.leave();
            askAgain();
        }
    }

    // --- the end

    private void endIfAllIsAnswered() {
        boolean isWaiting =
                !sent.isEmpty() || (queue.first() != null && queue.first().canBePassedOn());
        if (client.inputEnded() && !isWaiting) {
            end(CloseReason.CLIENT_END);
        }
    }

    private void watchHalfClosed() {
        loop().schedule(this::checkHalfClosed, GONE_CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void checkHalfClosed() {
        if (!client.isOpen() || reason != null) {
            return;
        }
        if (client.peerGone()) {
            end(CloseReason.CLIENT_RESET);
        } else {
            watchHalfClosed();
        }
    }

    @Override
    public EventLoop loop() {
        return side.loop();
    }

    @Override
    public Stream<Body> openRequests() {
        return side.tee().openRequests();
    }

    @Override
    public void end(CloseReason why) {
        if (reason == null) {
            reason = why;
        }
        primary.leave();
        shadow.leave();
        if (!client.isOpen()) {
            finish();
        } else if (client.outputEnded() || why == CloseReason.CLIENT_RESET) {
            client.channel().close();
        } else {
            client.closeWhenWritten();
        }
    }

    /** The tee has seen the beginning of one that was too large to be collected. */
    private void endRequestThatPasses() {
        RoutedRequest first = queue.first();
        if (first != null && first.isOversized()) {
            sent.observe(first, Answerer.PRIMARY);
            first.release();
            queue.removeFirst();
        }
    }

    private void finish() {
        if (finished) {
            return;
        }
        finished = true;
        CloseReason why = reason == null ? CloseReason.CLIENT_RESET : reason;
        shadowTimer.end();
        sent.release();
        endRequestThatPasses();
        side.tee().end(why.ofUnanswered());
        for (RoutedRequest request; (request = queue.first()) != null; queue.removeFirst()) {
            sent.observe(request, Answerer.PRIMARY);
            request.release();
        }
        side.tee().end(ExchangeEnd.UNDELIVERED);
        side.closed(why);
        context.closed(this);
    }
}
