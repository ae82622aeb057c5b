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
 * @param without what is not read of them: absent where it may be, else an empty text
 */
public record ReadOptions(
        long fromSeq,
        @Nullable Instant since,
        @Nullable Instant until,
        Set<Class<? extends AuditEvent>> events,
        Set<Detail> without) {

    public ReadOptions {
        if (fromSeq < 0) {
            throw new IllegalArgumentException("fromSeq: " + fromSeq + " (expected: >= 0)");
        }
        events = Set.copyOf(events);
        without = Set.copyOf(without);
    }

    public static ReadOptions all() {
        return new ReadOptions(0, null, null, Set.of(), Set.of());
    }

    public ReadOptions withFromSeq(long other) {
        return new ReadOptions(other, since, until, events, without);
    }

    public ReadOptions withSince(@Nullable Instant other) {
        return new ReadOptions(fromSeq, other, until, events, without);
    }

    public ReadOptions withUntil(@Nullable Instant other) {
        return new ReadOptions(fromSeq, since, other, events, without);
    }

    /** Only these events; the others' lines are hardly looked at. */
    public ReadOptions withEvents(Set<Class<? extends AuditEvent>> only) {
        return new ReadOptions(fromSeq, since, until, only, without);
    }

    /** Less than all of each event, and faster. */
    public ReadOptions without(Set<Detail> details) {
        return new ReadOptions(fromSeq, since, until, events, details);
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
