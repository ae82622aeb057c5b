package org.paralux.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries a reader gives out. Damage is given out in any case.
 *
 * @param fromSeq the first record
 * @param since null for the beginning
 * @param until exclusive; null for the end
 * @param events the classes of the events; empty for all
 */
public record ReadOptions(
        long fromSeq, @Nullable Instant since, @Nullable Instant until, Set<Class<? extends AuditEvent>> events) {

    public ReadOptions {
        if (fromSeq < 0) {
            throw new IllegalArgumentException("fromSeq: " + fromSeq + " (expected: >= 0)");
        }
        events = Set.copyOf(events);
    }

    public static ReadOptions all() {
        return new ReadOptions(0, null, null, Set.of());
    }

    public ReadOptions withFromSeq(long other) {
        return new ReadOptions(other, since, until, events);
    }

    public ReadOptions withSince(@Nullable Instant other) {
        return new ReadOptions(fromSeq, other, until, events);
    }

    public ReadOptions withUntil(@Nullable Instant other) {
        return new ReadOptions(fromSeq, since, other, events);
    }

    /** Only these events; the others' lines are hardly looked at. */
    public ReadOptions withEvents(Set<Class<? extends AuditEvent>> only) {
        return new ReadOptions(fromSeq, since, until, only);
    }

    EnumSet<EventType> types() {
        EnumSet<EventType> types = EnumSet.noneOf(EventType.class);
        if (events.isEmpty()) {
            types.addAll(Arrays.asList(EventType.values()));
        }
        events.forEach(event -> types.add(EventType.of(event)));
        return types;
    }

    boolean admits(Instant time) {
        return (since == null || !time.isBefore(since)) && (until == null || time.isBefore(until));
    }
}
