package org.paralux.proxy.tee;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.paralux.luxi.Payload;

/**
 * Collects the content of one frame as it passes, in pieces of any size. Keeps all of it up to a limit and as far as the
 * {@link TeeBudget} allows, and otherwise its two ends. Belongs to one event loop.
 */
final class BodyBuilder {
    static final int HEAD_BYTES = 4096;
    static final int TAIL_BYTES = 256;

    private final TeeBudget budget;
    private final int wholeLimitBytes;

    private byte[] kept = {};
    private int keptBytes;
    private long length;
    private int reservedBytes;
    private boolean whole = true;

    /** The last bytes passed, as a ring, once not all is kept. */
    private byte[] tail = {};

    BodyBuilder(TeeBudget budget, int wholeLimitBytes) {
        this.budget = budget;
        this.wholeLimitBytes = Math.max(wholeLimitBytes, HEAD_BYTES + TAIL_BYTES);
    }

    long length() {
        return length;
    }

    void append(ByteBuf source, int index, int bytes) {
        if (whole && !keep(source, index, bytes)) {
            keepOnlyEnds();
        }
        if (!whole) {
            appendToEnds(source, index, bytes);
        }
        length += bytes;
    }

    private boolean keep(ByteBuf source, int index, int bytes) {
        if (length + bytes > wholeLimitBytes) {
            return false;
        }
        int needed = keptBytes + bytes;
        if (needed > kept.length) {
            // Mostly a frame comes in one piece: then it fits exactly, and build() need not copy.
            int capacity = keptBytes == 0 ? bytes : Math.min(wholeLimitBytes, Math.max(needed, 2 * kept.length));
            if (!budget.reserve(capacity - reservedBytes)) {
                return false;
            }
            reservedBytes = capacity;
            kept = Arrays.copyOf(kept, capacity);
        }
        source.getBytes(index, kept, keptBytes, bytes);
        keptBytes = needed;
        return true;
    }

    private void keepOnlyEnds() {
        whole = false;
        tail = new byte[TAIL_BYTES];
        for (int i = Math.max(0, keptBytes - TAIL_BYTES); i < keptBytes; i++) {
            tail[i % TAIL_BYTES] = kept[i];
        }
        keptBytes = Math.min(keptBytes, HEAD_BYTES);
        kept = Arrays.copyOf(kept, HEAD_BYTES);
        budget.release(reservedBytes);
        reservedBytes = 0;
    }

    private void appendToEnds(ByteBuf source, int index, int bytes) {
        int headRoom = Math.min(bytes, HEAD_BYTES - keptBytes);
        if (headRoom > 0) {
            source.getBytes(index, kept, keptBytes, headRoom);
            keptBytes += headRoom;
        }
        for (int i = Math.max(0, bytes - TAIL_BYTES); i < bytes; i++) {
            tail[(int) ((length + i) % TAIL_BYTES)] = source.getByte(index + i);
        }
    }

    /** What was kept. Its bytes stay reserved until {@link Exchange#release}. */
    Body build() {
        if (whole) {
            return new Body.Whole(Payload.wrap(keptBytes == kept.length ? kept : Arrays.copyOf(kept, keptBytes)));
        }
        int tailBytes = (int) Math.min(length, TAIL_BYTES);
        byte[] ordered = new byte[tailBytes];
        for (int i = 0; i < tailBytes; i++) {
            ordered[i] = tail[(int) ((length - tailBytes + i) % TAIL_BYTES)];
        }
        return new Body.Ends(length, Payload.wrap(Arrays.copyOf(kept, keptBytes)), Payload.wrap(ordered));
    }

    int reservedBytes() {
        return reservedBytes;
    }
}
