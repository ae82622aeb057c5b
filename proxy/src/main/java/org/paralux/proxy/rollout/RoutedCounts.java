package org.paralux.proxy.rollout;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was routed, by class: of queries and of clients. Thread-safe; the event loops only add. */
public final class RoutedCounts {
    /** So many clients of a class are told apart. */
    private static final int MAX_CLIENTS = 10_000;

    private final Map<String, OfClass> classes = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> warned = new ConcurrentHashMap<>();
    private final LongAdder late = new LongAdder();
    private final LongAdder fallBacks = new LongAdder();

    private static final class OfClass {
        private final LongAdder queries = new LongAdder();
        private final LongAdder ofShadow = new LongAdder();
        private final Set<String> clients = ConcurrentHashMap.newKeySet();
        private final Set<String> clientsOfShadow = ConcurrentHashMap.newKeySet();

        void client(Set<String> known, String key) {
            if (known.size() < MAX_CLIENTS) {
                known.add(key);
            }
        }
    }

    /**
     * What of a class the shadow answered, of what came while the class was routed.
     *
     * @param queries how many came
     * @param ofShadow how many of them went to the shadow
     * @param clients how many clients sent some, up to a limit
     * @param clientsOfShadow how many of these had one that went to the shadow
     */
    public record Share(long queries, long ofShadow, int clients, int clientsOfShadow) {}

    void shadow(String queryClass, String client) {
        OfClass counted = of(queryClass, client);
        counted.ofShadow.increment();
        counted.client(counted.clientsOfShadow, client);
    }

    void primary(String queryClass, String client) {
        of(queryClass, client);
    }

    private OfClass of(String queryClass, String client) {
        OfClass counted = classes.computeIfAbsent(queryClass, _ -> new OfClass());
        counted.queries.increment();
        counted.client(counted.clients, client);
        return counted;
    }

    /** A client was told to ask elsewhere, or would have been. */
    void refusal(String client, boolean warnOnly) {
        Map<String, LongAdder> counted = warnOnly ? warned : refused;
        if (counted.size() < MAX_CLIENTS || counted.containsKey(client)) {
            counted.computeIfAbsent(client, _ -> new LongAdder()).increment();
        }
    }

    void clientCameLate() {
        late.increment();
    }

    void fellBack() {
        fallBacks.increment();
    }

    /** By class. */
    public Map<String, Share> shares() {
        Map<String, Share> shares = new TreeMap<>();
        classes.forEach((name, counted) -> shares.put(
                name,
                new Share(
                        counted.queries.sum(),
                        counted.ofShadow.sum(),
                        counted.clients.size(),
                        counted.clientsOfShadow.size())));
        return shares;
    }

    /** How often each client was refused. */
    public Map<String, Long> refused() {
        return sums(refused);
    }

    /** How often each client would have been refused. */
    public Map<String, Long> warned() {
        return sums(warned);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counted) {
        Map<String, Long> sums = new LinkedHashMap<>();
        new TreeMap<>(counted).forEach((client, count) -> sums.put(client, count.sum()));
        return sums;
    }

    /** Requests that went to the primary because it was not known in time who asks. */
    public long identityLate() {
        return late.sum();
    }

    /** Queries that went to the primary because the shadow did not answer. */
    public long fallBacks() {
        return fallBacks.sum();
    }
}
