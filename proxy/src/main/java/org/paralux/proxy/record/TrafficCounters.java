package org.paralux.proxy.record;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.paralux.luxi.LuxiRequest;
import org.paralux.luxi.Query;

/**
 * The counters of one run. Everything one exchange adds is added in one step, so that the identities of
 * {@link TrafficCount} hold in every {@link #snapshot}. Thread-safe.
 */
public final class TrafficCounters implements MeterBinder {
    private final Map<TrafficCount, Long> counts = new EnumMap<>(TrafficCount.class);

    public TrafficCounters() {
        for (TrafficCount count : TrafficCount.values()) {
            counts.put(count, 0L);
        }
    }

    /** Counts a complete request. */
    synchronized void request(LuxiRequest request, boolean delivered, boolean answered, boolean misdirected) {
        add(TrafficCount.RECEIVED, 1);
        add(delivered ? TrafficCount.FORWARDED : TrafficCount.UNDELIVERED, 1);
        if (answered) {
            add(TrafficCount.ANSWERED, 1);
        }
        if (misdirected) {
            add(TrafficCount.MISDIRECTED, 1);
        }
        switch (request.kind()) {
            case QUERY -> {
                add(TrafficCount.QUERIES, 1);
                query(request);
            }
            case COMMAND -> add(TrafficCount.COMMANDS, 1);
            case WAIT -> add(TrafficCount.WAITS, 1);
            case UNKNOWN -> add(TrafficCount.UNKNOWN, 1);
        }
    }

    private void query(LuxiRequest request) {
        if (request instanceof Query) {
            add(TrafficCount.ELIGIBLE, 1);
            add(TrafficCount.SKIPPED, 1);
        } else {
            add(request instanceof LuxiRequest.LockQuery ? TrafficCount.LOCK : TrafficCount.MALFORMED, 1);
        }
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
        return snapshot;
    }

    /** Registers each counter as {@code paralux.} and its word. */
    @Override
    public void bindTo(MeterRegistry registry) {
        for (TrafficCount count : TrafficCount.values()) {
            FunctionCounter.builder("paralux." + count.word().replace('-', '.'), this, counters -> counters.get(count))
                    .register(registry);
        }
    }
}
