package org.paralux.proxy.tee;

import io.netty.buffer.ByteBuf;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.ExchangeEnd;
import org.paralux.proxy.spool.SpooledBody;

/**
 * Cuts the two byte streams of one connection into frames and pairs them. LUXI carries no request id and a daemon
 * answers in order, so a reply belongs to the oldest open request. Every byte is looked at once.
 *
 * <p>Borrows the buffers it is shown and copies what it keeps. Belongs to one event loop.
 */
public final class ExchangeTee {
    private final TeeSettings settings;
    private final TeeRoom room;
    private final InstantSource wallClock;
    private final LongSupplier nanoClock;
    private final Consumer<Exchange> finished;

    private final Deque<OpenExchange> open = new ArrayDeque<>(2);
    private BodyBuilder request;
    private @Nullable BodyBuilder reply;
    private Answerer asked = Answerer.PRIMARY;
    private Answerer replier = Answerer.PRIMARY;
    private long requests;
    private long unsolicitedReplies;

    /** Replies that are written but not yet flushed to the last byte, oldest first. */
    private final Deque<OpenExchange> answered = new ArrayDeque<>(2);

    /** A request that is complete and waits for its reply, or for its reply to be flushed. */
    private static final class OpenExchange {
        private final long number;
        private final long receivedNanos;
        private final Body request;
        private final Answerer asked;
        private int reservedBytes;
        private @Nullable Body reply;
        private @Nullable Answerer answeredBy;
        private @Nullable SpooledBody spooled;

        OpenExchange(long number, long receivedNanos, Body request, Answerer asked, int reservedBytes) {
            this.number = number;
            this.receivedNanos = receivedNanos;
            this.request = request;
            this.asked = asked;
            this.reservedBytes = reservedBytes;
        }

        void reply(BodyBuilder body, Answerer by) {
            reply = body.build();
            answeredBy = by;
            reservedBytes += body.reservedBytes();
            spooled = body.endSpooling();
        }
    }

    /** @param finished gets each exchange once, in order, on the event loop */
    public ExchangeTee(
            TeeSettings settings,
            TeeRoom room,
            InstantSource wallClock,
            LongSupplier nanoClock,
            Consumer<Exchange> finished) {
        this.settings = settings;
        this.room = room;
        this.wallClock = wallClock;
        this.nanoClock = nanoClock;
        this.finished = finished;
        this.request = newRequest();
    }

    /** Looks at bytes from the client that were handed to {@code asked}. */
    public void fromClient(ByteBuf bytes, int index, int length, Answerer asked) {
        fromClient(bytes, index, length, asked, nanoClock, null);
    }

    /**
     * The same of a request that was received before, because it had to wait for its turn.
     *
     * @param read what is kept of it in place of a copy, where it was read meanwhile; null where not
     */
    public void fromClient(
            ByteBuf bytes,
            int index,
            int length,
            Answerer asked,
            LongSupplier receivedNanos,
            Body.@Nullable Whole read) {
        this.asked = asked;
        int end = index + length;
        int start = index;
        while (start < end) {
            int etx = FrameScanner.indexOfEtx(bytes, start, end);
            int stop = etx < 0 ? end : etx;
            if (stop > start) {
                request.append(bytes, start, stop - start);
            }
            if (etx < 0) {
                return;
            }
            Body kept = read != null && request.isWhole() ? read : request.build();
            open.add(new OpenExchange(requests++, receivedNanos.getAsLong(), kept, asked, request.reservedBytes()));
            request = newRequest();
            start = etx + 1;
        }
    }

    /**
     * Looks at bytes from {@code by} that were handed to the client.
     *
     * @return the number of the last exchange whose reply ended among them, for {@link #repliesFlushed} once they are
     *     out; -1 for none
     */
    public long toClient(ByteBuf bytes, int index, int length, Answerer by) {
        replier = by;
        int end = index + length;
        int start = index;
        long ended = -1;
        while (start < end) {
            int etx = FrameScanner.indexOfEtx(bytes, start, end);
            int stop = etx < 0 ? end : etx;
            BodyBuilder body = reply;
            if (body == null) {
                OpenExchange asked = open.peek();
                body = BodyBuilder.ofReply(room, settings.replyWholeBytes(), asked == null ? null : asked.request);
                reply = body;
            }
            if (stop > start) {
                body.append(bytes, start, stop - start);
            }
            if (etx < 0) {
                return ended;
            }
            ended = Math.max(ended, replyEnded(body));
            reply = null;
            start = etx + 1;
        }
        return ended;
    }

    private long replyEnded(BodyBuilder body) {
        OpenExchange exchange = open.poll();
        if (exchange == null) {
            unsolicitedReplies++;
            body.discard();
            return -1;
        }
        exchange.reply(body, replier);
        answered.add(exchange);
        return exchange.number;
    }

    /** The replies up to that of exchange {@code last} are out, to their last byte. */
    public void repliesFlushed(long last) {
        long now = nanoClock.getAsLong();
        for (OpenExchange exchange; (exchange = answered.peek()) != null && exchange.number <= last; ) {
            answered.remove();
            hand(exchange, now, now - exchange.receivedNanos, ExchangeEnd.COMPLETE);
        }
    }

    /** Requests that were forwarded whole and have no complete reply yet. */
    public int outstanding() {
        return open.size();
    }

    /** Whether a reply has begun and is not complete. */
    public boolean isReplyBegun() {
        return reply != null;
    }

    /** Whether nothing is open: no part of a request or of a reply, and no request without its reply. */
    public boolean isBetweenExchanges() {
        return open.isEmpty() && reply == null && request.length() == 0;
    }

    /** What was kept of the {@link #outstanding} requests, oldest first. */
    public Stream<Body> openRequests() {
        return open.stream().map(exchange -> exchange.request);
    }

    public long requests() {
        return requests;
    }

    /** Frames from a daemon that no request had asked for. */
    public long unsolicitedReplies() {
        return unsolicitedReplies;
    }

    /**
     * The connection is over: what is still open is handed on as it stands.
     *
     * @param unanswered how requests without a delivered reply ended
     */
    public void end(ExchangeEnd unanswered) {
        for (OpenExchange exchange; (exchange = answered.poll()) != null; ) {
            hand(exchange, nanoClock.getAsLong(), -1, unanswered);
        }
        BodyBuilder partial = reply;
        reply = null;
        for (OpenExchange exchange; (exchange = open.poll()) != null; partial = null) {
            if (partial != null) {
                exchange.reply(partial, replier);
            }
            hand(exchange, nanoClock.getAsLong(), -1, unanswered);
        }
        if (partial != null) {
            partial.discard();
        }
        if (request.length() > 0) {
            OpenExchange cut = new OpenExchange(requests++, 0, request.build(), asked, request.reservedBytes());
            request = newRequest();
            hand(cut, nanoClock.getAsLong(), -1, ExchangeEnd.INCOMPLETE_REQUEST);
        }
    }

    private void hand(OpenExchange exchange, long endedNanos, long latencyNanos, ExchangeEnd end) {
        finished.accept(new Exchange(
                exchange.number,
                wallClock.instant(),
                endedNanos,
                latencyNanos,
                exchange.request,
                exchange.reply,
                end,
                exchange.asked,
                exchange.answeredBy,
                exchange.reservedBytes,
                exchange.spooled));
    }

    private BodyBuilder newRequest() {
        return BodyBuilder.inMemory(room, settings.requestWholeBytes());
    }
}
