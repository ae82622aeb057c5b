package org.paralux.proxy.tee;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Payload;
import org.paralux.proxy.spool.Spool;
import org.paralux.proxy.spool.SpooledBody;

/**
 * Collects the content of one frame as it passes, in pieces of any size. Keeps all of it up to a limit, in memory as far
 * as the {@link TeeBudget} allows, or in the spool; and otherwise its two ends. Belongs to one event loop.
 */
final class BodyBuilder {
    private final TeeBudget budget;
    private final @Nullable Spool spool;
    /** Null for a body that is kept however large it is. */
    private final @Nullable LargeReplies large;

    private final @Nullable Body request;
    private final int wholeBytes;
    private final int memoryBytes;

    private boolean unwanted;
    private byte[] kept = {};
    private int keptBytes;
    private int reservedBytes;
    private long length;

    /** From when not all of it is in memory. */
    private @Nullable EndsBuilder ends;

    private @Nullable BodySpooler spooler;

    private BodyBuilder(
            TeeBudget budget,
            @Nullable Spool spool,
            @Nullable LargeReplies large,
            @Nullable Body request,
            int wholeBytes,
            int memoryBytes) {
        this.budget = budget;
        this.spool = spool;
        this.large = large;
        this.request = request;
        this.wholeBytes = wholeBytes;
        this.memoryBytes = memoryBytes;
    }

    /** A body that is in memory or not whole. */
    static BodyBuilder inMemory(TeeRoom room, int wholeBytes) {
        int most = atLeastTheEnds(wholeBytes);
        return new BodyBuilder(room.memory(), null, null, null, most, most);
    }

    /**
     * A reply, which is spooled where it is too long for memory.
     *
     * @param request what it answers; null for nothing
     */
    static BodyBuilder ofReply(TeeRoom room, int wholeBytes, @Nullable Body request) {
        Spool spool = room.spool();
        int most = atLeastTheEnds(wholeBytes);
        int inMemory = spool == null ? most : Math.min(most, atLeastTheEnds(spool.fromBytes()));
        return new BodyBuilder(room.memory(), spool, room.large(), request, most, inMemory);
    }

    private static int atLeastTheEnds(int bytes) {
        return Math.max(bytes, EndsBuilder.HEAD_BYTES + EndsBuilder.TAIL_BYTES);
    }

    long length() {
        return length;
    }

    void append(ByteBuf source, int index, int bytes) {
        length += bytes;
        EndsBuilder rest = ends;
        if (rest == null) {
            if (keep(source, index, bytes)) {
                return;
            }
            rest = beginEnds();
        }
        rest.append(source, index, bytes);
        spool(source, index, bytes);
    }

    private boolean keep(ByteBuf source, int index, int bytes) {
        if (spool == null && length > memoryBytes) {
            return false;
        }
        int needed = keptBytes + bytes;
        boolean turnsLarge = keptBytes <= LargeReplies.FROM_BYTES && needed > LargeReplies.FROM_BYTES;
        if (turnsLarge && large != null && !large.keeps(request)) {
            unwanted = true;
        }
        if (unwanted || length > memoryBytes) {
            return false;
        }
        if (needed > kept.length) {
            // Mostly a frame comes in one piece: then it fits exactly, and build() need not copy.
            int capacity = keptBytes == 0 ? bytes : Math.min(memoryBytes, Math.max(needed, 2 * kept.length));
            if (!budget.reserve(capacity - reservedBytes)) {
                return false;
            }
            took(capacity - reservedBytes, capacity);
            reservedBytes = capacity;
            kept = Arrays.copyOf(kept, capacity);
        }
        source.getBytes(index, kept, keptBytes, bytes);
        keptBytes = needed;
        return true;
    }

    private void took(int more, long whole) {
        if (large != null && whole > LargeReplies.FROM_BYTES) {
            large.took(more);
        }
    }

    /** What is in memory goes to the spool, where it may be whole there, and else is given back. */
    private EndsBuilder beginEnds() {
        EndsBuilder begun = new EndsBuilder(kept, keptBytes);
        ends = begun;
        if (spool != null && !unwanted && length > memoryBytes && length <= wholeBytes) {
            spooler = new BodySpooler(budget, spool.begin(), kept, keptBytes, reservedBytes);
        } else {
            budget.release(reservedBytes);
        }
        reservedBytes = 0;
        kept = new byte[0];
        return begun;
    }

    private void spool(ByteBuf source, int index, int bytes) {
        BodySpooler open = spooler;
        if (open == null) {
            return;
        }
        if (length <= wholeBytes) {
            took(bytes, length);
            open.append(source, index, bytes);
        } else {
            open.lose();
            spooler = null;
        }
    }

    boolean isWhole() {
        return ends == null;
    }

    /** What was kept. Its bytes stay reserved until {@link Exchange#release}. */
    Body build() {
        return ends != null
                ? ends.build()
                : new Body.Whole(Payload.wrap(keptBytes == kept.length ? kept : Arrays.copyOf(kept, keptBytes)));
    }

    /** The body in the spool, now that all of it has passed; null where it was never to be there. */
    @Nullable SpooledBody endSpooling() {
        return spooler == null ? null : spooler.end();
    }

    int reservedBytes() {
        return reservedBytes;
    }

    /** Nobody wants it. */
    void discard() {
        budget.release(reservedBytes);
        if (spooler != null) {
            spooler.lose();
        }
    }
}
