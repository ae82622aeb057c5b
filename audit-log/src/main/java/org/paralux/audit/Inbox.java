package org.paralux.audit;

import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The records that wait for the writer, bounded in bytes; what finds it full is lost and counted.
 *
 * <p>Thread-safe without locks. Records of one thread come out in its order. One thread takes them out.
 */
final class Inbox {
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final Losses losses = new Losses();
    private final long maxBytes;

    /** Why records are lost, should some be. */
    private volatile String cause = Losses.QUEUE_FULL;

    private volatile boolean closed;

    /** A record on its way. */
    record Waiting(Instant time, AuditEvent event, long bytes) {}

    Inbox(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    void add(Instant time, AuditEvent event) {
        long size = Footprint.of(event);
        if (bytes.addAndGet(size) <= maxBytes && !closed) {
            queue.add(new Waiting(time, event, size));
            return;
        }
        bytes.addAndGet(-size);
        losses.count(EventType.of(event), time, cause);
    }

    @Nullable Waiting poll() {
        Waiting next = queue.poll();
        if (next != null) {
            bytes.addAndGet(-next.bytes());
        }
        return next;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** From now on losses are put down to this. */
    void setCause(String other) {
        cause = other;
    }

    /** From now on everything is lost. */
    void close() {
        closed = true;
    }

    long bytes() {
        return bytes.get();
    }

    Losses losses() {
        return losses;
    }
}
