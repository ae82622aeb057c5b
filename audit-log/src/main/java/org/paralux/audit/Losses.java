package org.paralux.audit;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records that were lost for one cause, until they are told in a {@code gap}. Every loss is told exactly once.
 *
 * <p>Thread-safe without locks: whoever loses a record does not wait. {@link #isToldOf} and {@link #tell} belong to one
 * thread.
 */
final class Losses {
    private final LossCause cause;
    private final Map<EventType, AtomicLong> untold = new EnumMap<>(EventType.class);
    private final AtomicReference<@Nullable Instant> from = new AtomicReference<>();
    private final AtomicReference<@Nullable Instant> until = new AtomicReference<>();
    private final AtomicLong total = new AtomicLong();
    private long told;

    Losses(LossCause cause) {
        this.cause = cause;
        for (EventType type : EventType.values()) {
            untold.put(type, new AtomicLong());
        }
    }

    void count(EventType type, Instant time) {
        // The count comes last: whoever takes it finds the times.
        from.accumulateAndGet(time, Losses::earlier);
        until.accumulateAndGet(time, Losses::later);
        Objects.requireNonNull(untold.get(type)).incrementAndGet();
        total.incrementAndGet();
    }

    /** All losses since the start. */
    long total() {
        return total.get();
    }

    boolean isToldOf() {
        return total.get() <= told;
    }

    /** The losses not yet told, which are told with it. */
    AuditEvent.Gap tell(Instant now) {
        Map<String, Long> lost = new HashMap<>();
        untold.forEach((type, counter) -> {
            long count = counter.getAndSet(0);
            if (count > 0) {
                lost.put(type.word(), count);
                told += count;
            }
        });
        // A loss that is being counted right now may find its times told with those before it.
        Instant first = from.getAndSet(null);
        Instant last = until.getAndSet(null);
        return new AuditEvent.Gap(lost, first == null ? now : first, last == null ? now : last, cause.word());
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isBefore(a)) ? b : a;
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isAfter(a)) ? b : a;
    }
}
