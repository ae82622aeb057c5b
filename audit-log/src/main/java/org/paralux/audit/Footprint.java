package org.paralux.audit;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An estimate of what an event takes in memory while it waits, in bytes: rather too much than too little. */
final class Footprint {
    /** The event, its place in the queue, and its short texts, most of which it shares with others. */
    private static final int RECORD_BYTES = 512;

    private static final int OBJECT_BYTES = 48;

    private Footprint() {}

    static long of(AuditEvent event) {
        return RECORD_BYTES
                + switch (event) {
                    case AuditEvent.ProxyStarted started -> of(started.builds());
                    case AuditEvent.ProxyStopped stopped -> of(stopped.counts());
                    case AuditEvent.ClientSeen seen -> of(seen.client());
                    case AuditEvent.Exchange exchange -> of(exchange);
                    case AuditEvent.QueryOutcome outcome -> of(outcome.fingerprint()) + of(outcome.rules());
                    case AuditEvent.DivergenceFound found -> of(found.path()) + of(found.row());
                    case AuditEvent.EpochChanged changed -> of(changed.builds());
                    case AuditEvent.StageChanged changed -> of(changed.why()) + of(changed.basis());
                    case AuditEvent.GateChanged changed -> of(changed.why());
                    case AuditEvent.ClientSpared spared -> of(spared.key()) + of(spared.why());
                    case AuditEvent.PlanChanged changed -> of(changed.why()) + of(changed.by());
                    case AuditEvent.Gap gap -> of(gap.lost());
                    case AuditEvent.ConnectionOpened _, AuditEvent.ConnectionClosed _, AuditEvent.SegmentsDropped _ ->
                        0L;
                };
    }

    private static long of(AuditEvent.Exchange exchange) {
        return of(exchange.method())
                + of(exchange.resource())
                + of(exchange.fields())
                + of(exchange.filter())
                + of(exchange.names())
                + of(exchange.fingerprint())
                + of(exchange.opcodes());
    }

    private static long of(ClientFacts client) {
        return of(client.exe()) + of(client.cmdline()) + of(client.parents()) + of(client.key());
    }

    private static long of(Map<String, ?> members) {
        return of(members.keySet()) + (long) OBJECT_BYTES * members.size();
    }

    private static long of(@Nullable Collection<String> texts) {
        if (texts == null) {
            return 0;
        }
        long sum = OBJECT_BYTES;
        for (String text : texts) {
            sum += of(text);
        }
        return sum;
    }

    private static long of(@Nullable String text) {
        return text == null ? 0 : OBJECT_BYTES + text.length();
    }
}
