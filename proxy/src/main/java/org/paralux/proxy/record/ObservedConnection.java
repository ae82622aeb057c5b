package org.paralux.proxy.record;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.ClientFacts;
import org.paralux.proxy.identity.PendingClient;

/** What the recorder keeps of one open connection. But for {@link #clientSoFar} it belongs to the recorder's thread. */
final class ObservedConnection {
    final String id;
    final long openedNanos;
    final ExchangeFacts facts;

    /** What was observed while the client was not known yet, in order. */
    final Deque<Observation> waiting = new ArrayDeque<>(2);

    private final PendingClient identity;
    private @Nullable ClientFacts client;

    ObservedConnection(String id, long openedNanos, PendingClient identity, ExchangeFacts facts) {
        this.id = id;
        this.openedNanos = openedNanos;
        this.identity = identity;
        this.facts = facts;
    }

    /** Who is behind the connection, if that is known at this moment; on any thread. */
    Optional<ClientFacts> clientSoFar() {
        return identity.now();
    }

    /**
     * Who is behind the connection; null while that is worth waiting for.
     *
     * @param patienceNanos how long after its opening a connection's records wait
     */
    @Nullable ClientFacts client(long nowNanos, long patienceNanos) {
        if (client == null) {
            client = identity.now().orElse(null);
        }
        if (client == null && nowNanos - openedNanos >= patienceNanos) {
            identity.settle();
            client = identity.now().orElse(null);
        }
        return client;
    }
}
