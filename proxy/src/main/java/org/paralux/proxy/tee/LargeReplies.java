package org.paralux.proxy.tee;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Payload;

/**
 * Which large replies are kept whole. To copy one costs the event loop and the heap more than all the rest of an
 * exchange, and only some become a trial: so of those to one request, to the byte, the first {@link #EACH} of a second are
 * kept, and of all together {@link #BYTES_PER_SECOND} on average: what was begun is kept to its end, and the next waits
 * until that is paid. A request is known by its hash: one that shares it with another is kept less.
 *
 * <p>Thread-safe; never waits long.
 */
public final class LargeReplies {
    /** From this size on a reply is large. */
    static final int FROM_BYTES = 64 << 10;

    static final int EACH = 4;

    static final long BYTES_PER_SECOND = 32 << 20;

    private static final int SLOTS = 1024;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoClock;
    private final byte[] kept = new byte[SLOTS];
    private long secondNanos;
    private long bytesLeft = BYTES_PER_SECOND;
    private long filledNanos;

    public LargeReplies(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.secondNanos = nanoClock.getAsLong();
        this.filledNanos = secondNanos;
    }

    /** Whether the reply to {@code request}, which has grown large, is kept; null for one that nobody asked for. */
    synchronized boolean keeps(@Nullable Body request) {
        if (request == null) {
            return false;
        }
        long now = nanoClock.getAsLong();
        if (now - secondNanos >= SECOND) {
            secondNanos = now;
            Arrays.fill(kept, (byte) 0);
        }
        fill(now);
        int slot = Math.floorMod(beginning(request).hashCode() * 0x9E3779B9, SLOTS);
        if (bytesLeft <= 0 || kept[slot] >= EACH) {
            return false;
        }
        kept[slot]++;
        return true;
    }

    private void fill(long now) {
        long more = (long) ((double) (now - filledNanos) / SECOND * BYTES_PER_SECOND);
        if (more > 0) {
            bytesLeft = Math.min(BYTES_PER_SECOND, bytesLeft + more);
            filledNanos = now;
        }
    }

    /** One that is kept has taken so many bytes more. */
    synchronized void took(int bytes) {
        bytesLeft -= bytes;
    }

    private static Payload beginning(Body request) {
        return switch (request) {
            case Body.Whole whole -> whole.payload();
            case Body.Ends ends -> ends.head();
        };
    }
}
