package org.paralux.proxy.live;

import java.time.Instant;
import java.util.List;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditSink;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ExchangeEnd;
import org.paralux.audit.Outcome;
import org.paralux.audit.UndecidedCause;
import org.paralux.luxi.RequestKind;

/** Short ways to make events. */
public final class LiveEvents {
    public static final Instant TIME = Instant.parse("2026-11-25T10:00:00Z");

    private final AuditSink sink;
    private long exchanges;

    public LiveEvents(AuditSink sink) {
        this.sink = sink;
    }

    public void client(String id, String key) {
        sink.append(
                TIME,
                new AuditEvent.ClientSeen(new ClientFacts(
                        id,
                        1,
                        0,
                        0,
                        "root",
                        "root",
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        key,
                        ClientFacts.Identity.FULL)));
    }

    public String query(String client, String queryClass, Outcome outcome) {
        return query(client, queryClass, outcome, false);
    }

    String query(String client, String queryClass, Outcome outcome, boolean evidence) {
        return queryAt(TIME, client, queryClass, outcome, evidence);
    }

    String queryAt(Instant time, String client, String queryClass, Outcome outcome, boolean evidence) {
        return queryAt(time, client, queryClass, outcome, evidence, "primary");
    }

    String queryAt(
            Instant time, String client, String queryClass, Outcome outcome, boolean evidence, String answeredBy) {
        String id = "r-" + ++exchanges;
        sink.append(
                time,
                new AuditEvent.Exchange(
                        id,
                        "c",
                        client,
                        "master",
                        "Query",
                        null,
                        null,
                        null,
                        null,
                        RequestKind.QUERY,
                        queryClass,
                        "f-" + queryClass,
                        true,
                        null,
                        null,
                        10,
                        10L,
                        900L,
                        true,
                        null,
                        ExchangeEnd.COMPLETE,
                        answeredBy,
                        answeredBy));
        sink.append(
                time,
                new AuditEvent.QueryOutcome(
                        id,
                        queryClass,
                        "f-" + queryClass,
                        client,
                        outcome,
                        null,
                        outcome == Outcome.UNDECIDED ? UndecidedCause.BUDGET : null,
                        null,
                        null,
                        null,
                        0,
                        evidence ? "e-" + id : null,
                        1,
                        null,
                        900L,
                        800L,
                        0,
                        "8fd1e32c"));
        return id;
    }

    public void divergence(String exchange, String queryClass, String cause, String field) {
        sink.append(
                TIME,
                new AuditEvent.DivergenceFound(
                        exchange, queryClass, "result." + field, null, field, "value", cause, "stable", 1, null));
    }
}
