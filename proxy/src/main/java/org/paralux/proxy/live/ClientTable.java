package org.paralux.proxy.live;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.ClientFacts;
import org.paralux.luxi.base.RecentMap;
import org.paralux.proxy.identity.ClientKeys;

/** Who sends queries to the primary's socket, by client key. Not thread-safe. */
final class ClientTable {
    static final int KEYS = 1_000;

    /** So many processes are known by more than their key. */
    static final int KNOWN = 1 << 11;

    private static final int CLASSES = 16;
    private static final int SAMPLES = 8;
    private static final int SAMPLE_BYTES = 2_048;
    private static final String NOT_KNOWN = "unknown client";

    private final Map<String, Tally> tallies = new HashMap<>();
    private long otherMisdirected;

    private final ClientKeys keys;

    /** The facts of those that were there last, which may be long. */
    private final RecentMap<String, ClientFacts> processes = new RecentMap<>(KNOWN);

    ClientTable(ClientKeys keys) {
        this.keys = keys;
    }

    private static final class Tally {
        private final ClientFacts facts;
        private final Instant firstSeen;
        private final BoundedCounts classes = new BoundedCounts(CLASSES);
        private final Map<String, AuditEvent.Exchange> samples = new HashMap<>();
        private Instant lastSeen;
        private long misdirected;

        Tally(ClientFacts facts, Instant firstSeen) {
            this.facts = facts;
            this.firstSeen = firstSeen;
            this.lastSeen = firstSeen;
        }
    }

    /**
     * A client before it is known what to do about it.
     *
     * @param samples one short exchange a class
     */
    record Sighting(LiveView.ClientRow row, ClientFacts facts, List<AuditEvent.Exchange> samples) {}

    void seen(ClientFacts facts) {
        keys.seen(facts);
        processes.put(facts.client(), facts);
    }

    String keyOf(String client) {
        return Objects.requireNonNullElse(keys.of(client), NOT_KNOWN);
    }

    /** Counts a misdirected query; gives the facts of a client that sent none in this run before, and null for others. */
    @Nullable ClientFacts misdirected(Instant time, AuditEvent.Exchange exchange) {
        ClientFacts facts = processes.get(exchange.client());
        Tally tally = tallies.get(keyOf(exchange.client()));
        boolean isNew = tally == null;
        if (tally == null) {
            if (facts == null || tallies.size() >= KEYS) {
                otherMisdirected++;
                return null;
            }
            tally = new Tally(facts, time);
            tallies.put(facts.key(), tally);
        }
        tally.misdirected++;
        tally.lastSeen = time;
        String queryClass = exchange.queryClass() == null ? "malformed" : exchange.queryClass();
        tally.classes.add(queryClass);
        if (tally.samples.size() < SAMPLES && exchange.requestBytes() <= SAMPLE_BYTES) {
            tally.samples.putIfAbsent(queryClass, exchange);
        }
        return isNew ? facts : null;
    }

    int size() {
        return tallies.size();
    }

    /** Those by name that {@link #most} leaves out are not in it. */
    long otherMisdirected() {
        return otherMisdirected;
    }

    List<Sighting> most(int most) {
        return tallies.values().stream()
                .sorted(Comparator.comparingLong((Tally tally) -> -tally.misdirected)
                        .thenComparing(tally -> tally.facts.key()))
                .limit(most)
                .map(ClientTable::sighting)
                .toList();
    }

    private static Sighting sighting(Tally tally) {
        ClientFacts facts = tally.facts;
        return new Sighting(
                new LiveView.ClientRow(
                        facts.key(),
                        facts.identity().word(),
                        facts.user(),
                        facts.unit(),
                        tally.misdirected,
                        tally.firstSeen,
                        tally.lastSeen,
                        tally.classes.top(CLASSES),
                        new Advice(facts.key(), "", false, "", "")),
                facts,
                List.copyOf(tally.samples.values()));
    }
}
