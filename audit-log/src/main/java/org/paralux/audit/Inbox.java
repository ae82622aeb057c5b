package org.paralux.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final Map<LossCause, Losses> losses = new EnumMap<>(LossCause.class);
    private final long maxBytes;

    /** Why records are lost, should some be. */
    private volatile LossCause cause = LossCause.QUEUE_FULL;

    private volatile boolean closed;

    /** A record on its way. */
    record Waiting(Instant time, AuditEvent event, long bytes) {}

    Inbox(long maxBytes) {
        this.maxBytes = maxBytes;
        for (LossCause one : LossCause.values()) {
            losses.put(one, new Losses(one));
        }
    }

    void add(Instant time, AuditEvent event) {
        long size = Footprint.of(event);
        if (bytes.addAndGet(size) <= maxBytes && !closed) {
            queue.add(new Waiting(time, event, size));
            return;
        }
        bytes.addAndGet(-size);
        countLost(EventType.of(event), time, cause);
    }

    void countLost(EventType type, Instant time, LossCause why) {
        Objects.requireNonNull(losses.get(why)).count(type, time);
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
    void setCause(LossCause other) {
        cause = other;
    }

    /** From now on everything is lost. */
    void close() {
        closed = true;
    }

    long bytes() {
        return bytes.get();
    }

    /** All losses since the start. */
    long lost() {
        return losses.values().stream().mapToLong(Losses::total).sum();
    }

    boolean hasUntoldLosses() {
        for (Losses ofOneCause : losses.values()) {
            if (!ofOneCause.isToldOf()) {
                return true;
            }
        }
        return false;
    }

    /** The losses not yet told, one gap for each cause, which are told with it. */
    List<AuditEvent.Gap> tellLosses(Instant now) {
        List<AuditEvent.Gap> gaps = new ArrayList<>();
        for (Losses ofOneCause : losses.values()) {
            if (!ofOneCause.isToldOf()) {
                gaps.add(ofOneCause.tell(now));
            }
        }
        return gaps;
    }
}
