package org.paralux.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Puts the client's details beside each entry. A process is read beside its traffic, so its {@code client.seen} may
 * stand behind its first exchanges: entries wait for it, in order, but never long.
 *
 * <p>Not thread-safe.
 */
final class ClientJoin {
    private static final int MAX_WAITING = 4096;

    /** In the log's time. An identity is read within milliseconds, or not at all. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final ClientDirectory directory;
    private final Output output;
    private final Deque<AuditEntry> waiting = new ArrayDeque<>();

    /** Takes entries in their order; the client is null where the event has none, or no record tells who it is. */
    @FunctionalInterface
    interface Output {
        void accept(AuditEntry entry, @Nullable ClientFacts client) throws IOException;
    }

    ClientJoin(SegmentFolder folder, Output output) {
        this.directory = new ClientDirectory(folder);
        this.output = output;
    }

    void add(AuditEntry entry) throws IOException {
        directory.beginAt(entry.seq());
        if (entry.event() instanceof AuditEvent.ClientSeen seen) {
            directory.add(seen.client());
        }
        waiting.add(entry);
        while (!waiting.isEmpty() && (isKnown(waiting.getFirst()) || isOverdue(entry))) {
            release();
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Gives out all that waits. */
    void flush() throws IOException {
        while (!waiting.isEmpty()) {
            release();
        }
    }

    private void release() throws IOException {
        AuditEntry entry = waiting.removeFirst();
        String client = clientOf(entry.event());
        output.accept(entry, client == null ? null : directory.find(client));
    }

    private boolean isKnown(AuditEntry entry) {
        String client = clientOf(entry.event());
        return client == null || directory.met(client) != null;
    }

    private boolean isOverdue(AuditEntry newest) {
        return waiting.size() > MAX_WAITING
                || waiting.getFirst().time().plus(MAX_WAIT).isBefore(newest.time());
    }

    private static @Nullable String clientOf(AuditEvent event) {
        return switch (event) {
            case AuditEvent.ConnectionOpened opened -> opened.client();
            case AuditEvent.ConnectionClosed closed -> closed.client();
            case AuditEvent.Exchange exchange -> exchange.client();
            case AuditEvent.QueryOutcome outcome -> outcome.client();
            case AuditEvent.ProxyStarted _,
                    AuditEvent.ProxyStopped _,
                    AuditEvent.ClientSeen _,
                    AuditEvent.DivergenceFound _,
                    AuditEvent.EpochChanged _,
                    AuditEvent.StageChanged _,
                    AuditEvent.GateChanged _,
                    AuditEvent.ClientSpared _,
                    AuditEvent.PlanChanged _,
                    AuditEvent.Gap _,
                    AuditEvent.SegmentsDropped _ -> null;
        };
    }
}
