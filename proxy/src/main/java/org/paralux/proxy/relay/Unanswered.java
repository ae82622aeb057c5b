package org.paralux.proxy.relay;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.tee.Answerer;
import org.paralux.proxy.tee.ExchangeTee;

/**
 * The requests of a client that were sent and are not answered to their end, oldest first, and the replies to them on their
 * way to the client. Belongs to the client's event loop.
 */
final class Unanswered {
    private final ClientSide side;
    private final Leg client;
    private final ExchangeTee tee;
    private final RelayContext context;
    private final Deque<RoutedRequest> sent = new ArrayDeque<>(2);
    private long dueSinceNanos;

    Unanswered(ClientSide side, RelayContext context) {
        this.side = side;
        this.client = side.leg();
        this.tee = side.tee();
        this.context = context;
    }

    boolean isEmpty() {
        return sent.isEmpty();
    }

    int size() {
        return sent.size();
    }

    /** The one whose reply is due; null where none is. */
    @Nullable RoutedRequest peek() {
        return sent.peek();
    }

    void add(RoutedRequest request) {
        if (sent.isEmpty()) {
            dueSinceNanos = System.nanoTime();
        }
        sent.add(request);
    }

    /** Since when the reply to the oldest has been due: it was sent, and the one before is complete. */
    long dueSinceNanos() {
        return dueSinceNanos;
    }

    /** Puts all of them back to the front, to be sent again. */
    void putBackTo(RequestQueue queue) {
        for (RoutedRequest request; (request = sent.pollLast()) != null; ) {
            queue.putBack(request);
        }
    }

    /** Whether a byte of the reply that is due has gone out. */
    boolean isReplyBegun() {
        return tee.isReplyBegun();
    }

    void release() {
        sent.forEach(RoutedRequest::release);
    }

    /** The tee sees each byte once, however often it is sent. */
    void observe(RoutedRequest request, Answerer asked) {
        if (!request.isObserved()) {
            ByteBuf bytes = request.bytes();
            tee.fromClient(
                    bytes, bytes.readerIndex(), bytes.readableBytes(), asked, request::receivedNanos, request.read());
            if (request.isComplete()) {
                request.observed();
            }
        }
    }

    /** Gives the client bytes of the reply that is due, and takes them from the caller. */
    void deliver(ByteBuf bytes, Answerer by) {
        int start = bytes.readerIndex();
        int length = bytes.readableBytes();
        side.delivered(length);
        long startNanos = System.nanoTime();
        client.write(bytes.retain());
        long carriedNanos = System.nanoTime() - startNanos;
        int owed = tee.outstanding();
        long lastEnded = tee.toClient(bytes, start, length, by);
        bytes.release();
        if (lastEnded >= 0) {
            context.carryTimes().addNanos(carriedNanos);
            client.whenWritten(() -> tee.repliesFlushed(lastEnded));
        }
        for (int answered = owed - tee.outstanding(); answered > 0; answered--) {
            sent.remove().release();
            dueSinceNanos = startNanos;
        }
        RoutedRequest answering = sent.peek();
        if (answering != null && tee.isReplyBegun()) {
            // From now on nobody else may answer it.
            answering.release();
        }
    }
}
