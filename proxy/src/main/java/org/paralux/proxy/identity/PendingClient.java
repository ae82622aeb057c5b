package org.paralux.proxy.identity;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.paralux.audit.ClientFacts;

/**
 * A client that is being identified. Its facts come exactly once, and never as an exception. Thread-safe.
 */
public final class PendingClient {
    private final PeerCredentials peer;
    private final Consumer<PendingClient> settle;
    private final CompletableFuture<ClientFacts> facts = new CompletableFuture<>();
    private final AtomicBoolean decided = new AtomicBoolean();
    private volatile Reading reading = Reading.Unseen.UNREAD;

    PendingClient(PeerCredentials peer, Consumer<PendingClient> settle) {
        this.peer = peer;
        this.settle = settle;
    }

    /** The facts, if they are there at this moment. */
    public Optional<ClientFacts> now() {
        return Optional.ofNullable(facts.getNow(null));
    }

    /**
     * Completes on one of the identifier's threads, or on that of whoever calls {@link #settle}. What depends on it must
     * not wait: other clients do meanwhile.
     */
    public CompletionStage<ClientFacts> facts() {
        return facts.minimalCompletionStage();
    }

    /**
     * Ends the wait: if the facts are not there, what is known by now becomes the facts, graded partial. Never waits.
     * Whoever has waited long enough calls it; afterwards, or for a moment longer on another thread, {@link #facts}
     * completes.
     */
    public void settle() {
        settle.accept(this);
    }

    PeerCredentials peer() {
        return peer;
    }

    Reading reading() {
        return reading;
    }

    void read(Reading result) {
        reading = result;
    }

    boolean isDecided() {
        return decided.get();
    }

    /** True for the one caller that then has to {@link #complete} it. */
    boolean decide() {
        return decided.compareAndSet(false, true);
    }

    void complete(ClientFacts known) {
        facts.complete(known);
    }
}
