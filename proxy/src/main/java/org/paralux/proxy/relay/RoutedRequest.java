package org.paralux.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Framing;
import org.paralux.luxi.KnownQueries;
import org.paralux.luxi.Payload;
import org.paralux.proxy.tee.Body;

/**
 * One request that is routed: collected up to its ETX, or, beyond {@link #MAX_WHOLE_BYTES}, passed on to the primary as it
 * comes. Belongs to one event loop, and holds its bytes until they are released.
 */
final class RoutedRequest {
    static final int MAX_WHOLE_BYTES = 1 << 20;

    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private long receivedNanos;
    private boolean complete;
    private boolean oversized;
    private boolean observed;
    private Body.@Nullable Whole read;
    private @Nullable Route route;

    void append(ByteBuf source, int index, int length) {
        if (!bytes.isReadable()) {
            bytes = source.retainedSlice(index, length);
        } else {
            grown(length).writeBytes(source, index, length);
        }
        if (!complete && bytes.readableBytes() > MAX_WHOLE_BYTES) {
            oversized = true;
            route = Route.PRIMARY;
        }
    }

    /** A slice of what was read cannot grow; a buffer of its own can. */
    private ByteBuf grown(int more) {
        if (bytes.maxWritableBytes() < more) {
            ByteBuf own = bytes.alloc().buffer(2 * (bytes.readableBytes() + more));
            own.writeBytes(bytes);
            bytes.release();
            bytes = own;
        }
        return bytes;
    }

    void completed(long nanos) {
        complete = true;
        receivedNanos = nanos;
    }

    boolean isComplete() {
        return complete;
    }

    /** When its last byte came. */
    long receivedNanos() {
        return receivedNanos;
    }

    /** Whether it passes on to the primary as it comes. */
    boolean isOversized() {
        return oversized;
    }

    /** Whether it can be passed on: it is there to its end, or too large to be waited for. */
    boolean canBePassedOn() {
        return complete || oversized;
    }

    /** The request without its ETX, and what it is; found out once. */
    Body.Whole read(KnownQueries queries) {
        Body.Whole known = read;
        if (known == null) {
            byte[] content = new byte[bytes.readableBytes() - 1];
            bytes.getBytes(bytes.readerIndex(), content);
            Payload payload = Payload.wrap(content);
            known = new Body.Whole(payload, queries.read(payload));
            read = known;
        }
        return known;
    }

    /** The same; null where nobody has asked. */
    Body.@Nullable Whole read() {
        return read;
    }

    /** Null while it is not decided. */
    @Nullable Route route() {
        return route;
    }

    void route(Route chosen) {
        route = chosen;
    }

    int waitingBytes() {
        return bytes.readableBytes();
    }

    /** What of it was not released yet. */
    ByteBuf bytes() {
        return bytes;
    }

    /** Whether the primary may be asked where the shadow does not answer. */
    boolean fallsBack() {
        return route instanceof Route.ToShadow to && to.fallsBack();
    }

    /** As they came, unless the daemon is to be asked in other words; the caller's. */
    ByteBuf bytesToSend() {
        return route instanceof Route.ToShadow(boolean _, Payload as) && as != null
                ? framed(as)
                : bytes.retainedDuplicate();
    }

    static ByteBuf framed(Payload message) {
        return Unpooled.wrappedBuffer(message.toByteArray(), new byte[] {Framing.ETX});
    }

    /** Whether the tee has seen all of it: it is seen once, however often it is sent. */
    boolean isObserved() {
        return observed;
    }

    void observed() {
        observed = true;
    }

    /** Its bytes are not needed any more; more may come. */
    void release() {
        bytes.release();
        bytes = Unpooled.EMPTY_BUFFER;
    }
}
