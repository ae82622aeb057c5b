package org.paralux.proxy.tee;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.ExchangeEnd;
import org.paralux.proxy.spool.SpooledBody;

/**
 * One request and the reply the client got, as they crossed the wire.
 *
 * @param number position on its connection, from 0
 * @param endedAt when its last byte went out, or when it was given up
 * @param endedNanos the same on the monotonic clock
 * @param latencyNanos last byte of the request in to last byte of the reply out; -1 without a complete reply
 * @param request what was kept of the request
 * @param reply what was kept of the reply; null where none began
 * @param end how it ended
 * @param reservedBytes what it holds of the {@link TeeBudget}
 * @param askedFirst who the request went to first
 * @param answeredBy who the reply came from; null where none began
 * @param spooled all of the reply, if that is whole on the disk by then; null where it was not spooled
 */
public record Exchange(
        long number,
        Instant endedAt,
        long endedNanos,
        long latencyNanos,
        Body request,
        @Nullable Body reply,
        ExchangeEnd end,
        Answerer askedFirst,
        @Nullable Answerer answeredBy,
        int reservedBytes,
        @Nullable SpooledBody spooled) {

    /** Whether the request was a complete frame. */
    public boolean isCompleteRequest() {
        return end != ExchangeEnd.INCOMPLETE_REQUEST;
    }

    /** Whether its reply lies in the spool. */
    public boolean isReplySpooled() {
        return reply instanceof Body.Whole whole && whole.payload().isMapped();
    }

    /** What its two bodies take of the heap. */
    public long bytesInMemory() {
        return request.length() + (reply == null || isReplySpooled() ? 0 : reply.length());
    }

    /** Gives back what it holds, once nobody reads its bodies any more. */
    public void release(TeeBudget budget) {
        budget.release(reservedBytes);
        if (spooled != null) {
            spooled.release();
        }
    }

    /** The same with all of its reply. */
    public Exchange withReply(Body.Whole whole) {
        return new Exchange(
                number,
                endedAt,
                endedNanos,
                latencyNanos,
                request,
                whole,
                end,
                askedFirst,
                answeredBy,
                reservedBytes,
                spooled);
    }
}
