package org.paralux.proxy.record;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.Outcome;
import org.paralux.audit.SkipCause;
import org.paralux.luxi.LuxiRequest;
import org.paralux.luxi.Query;

/**
 * The counters of one run. Everything one exchange adds is added in one step, so that the identities of
 * {@link TrafficCount} hold in every {@link #snapshot}. Thread-safe.
 */
public final class TrafficCounters {
    private static final String IN_FLIGHT = "in-flight";

    private final Map<TrafficCount, Long> counts = new EnumMap<>(TrafficCount.class);
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Map<SkipCause, Long> skips = new EnumMap<>(SkipCause.class);

    public TrafficCounters() {
        for (TrafficCount count : TrafficCount.values()) {
            counts.put(count, 0L);
        }
        for (Outcome outcome : Outcome.values()) {
            if (outcome.isTrial()) {
                outcomes.put(outcome, 0L);
            }
        }
        for (SkipCause cause : SkipCause.values()) {
            skips.put(cause, 0L);
        }
    }

    /**
     * Counts a complete request.
     *
     * @param fate what became of it at the door
     * @param skipped why an eligible query becomes no trial; null where it becomes one
     */
    synchronized void request(
            LuxiRequest request,
            TrafficCount fate,
            boolean answered,
            boolean misdirected,
            @Nullable SkipCause skipped) {
        add(TrafficCount.RECEIVED, 1);
        add(fate, 1);
        if (answered) {
            add(TrafficCount.ANSWERED, 1);
        }
        if (misdirected) {
            add(TrafficCount.MISDIRECTED, 1);
        }
        switch (request.kind()) {
            case QUERY -> {
                add(TrafficCount.QUERIES, 1);
                query(request, skipped);
            }
            case COMMAND -> add(TrafficCount.COMMANDS, 1);
            case WAIT -> add(TrafficCount.WAITS, 1);
            case UNKNOWN -> add(TrafficCount.UNKNOWN, 1);
        }
    }

    private void query(LuxiRequest request, @Nullable SkipCause skipped) {
        if (request instanceof Query) {
            add(TrafficCount.ELIGIBLE, 1);
            add(skipped == null ? TrafficCount.TRIALS : TrafficCount.SKIPPED, 1);
            if (skipped != null) {
                skips.merge(skipped, 1L, Long::sum);
            }
        } else {
            add(request instanceof LuxiRequest.LockQuery ? TrafficCount.LOCK : TrafficCount.MALFORMED, 1);
        }
    }

    /** Counts what became of a trial. */
    public synchronized void outcome(Outcome outcome) {
        if (!outcome.isTrial()) {
            throw new IllegalArgumentException("outcome: " + outcome.word() + " (expected: that of a trial)");
        }
        outcomes.merge(outcome, 1L, Long::sum);
    }

    /** Counts requests that were forwarded and dropped unread. */
    synchronized void lost(long requests) {
        add(TrafficCount.RECEIVED, requests);
        add(TrafficCount.FORWARDED, requests);
        add(TrafficCount.UNKNOWN, requests);
        add(TrafficCount.EXCHANGES_DROPPED, requests);
    }

    synchronized void add(TrafficCount count, long amount) {
        counts.merge(count, amount, Long::sum);
    }

    public synchronized long get(TrafficCount count) {
        return counts.getOrDefault(count, 0L);
    }

    /** All counters at one moment, by their words. */
    public synchronized Map<String, Long> snapshot() {
        Map<String, Long> snapshot = new LinkedHashMap<>();
        counts.forEach((count, value) -> snapshot.put(count.word(), value));
        outcomes.forEach((outcome, value) -> snapshot.put(outcome.word(), value));
        snapshot.put(IN_FLIGHT, inFlight());
        skips.forEach((cause, value) -> snapshot.put(nameOf(cause), value));
        return snapshot;
    }

    private long inFlight() {
        return get(TrafficCount.TRIALS)
                - outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String nameOf(SkipCause cause) {
        return TrafficCount.SKIPPED.word() + "." + cause.word();
    }
}
