package org.paralux.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.RequestKind;

/** Events as a proxy writes them. */
final class Events {
    static final Instant START = Instant.parse("2026-11-23T19:58:32.123456Z");

    private Events() {}

    static AuditEvent.ProxyStarted started(String run) {
        return new AuditEvent.ProxyStarted(
                run,
                "cluster.example.com",
                "node1.example.com",
                4711,
                "/run/ganeti/socket/ganeti-master",
                "master",
                "/run/ganeti/socket/ganeti-master.primary",
                null,
                null,
                Map.of("paralux", "0.1", "primary", "2.7.0"),
                "e1");
    }

    static AuditEvent.ProxyStopped stopped(String run, Map<String, Long> counts) {
        return new AuditEvent.ProxyStopped(run, "signal", counts);
    }

    static AuditEvent.ClientSeen seen(String client) {
        return new AuditEvent.ClientSeen(new ClientFacts(
                client,
                1234,
                0,
                0,
                "root",
                "root",
                1000L,
                "gnt-node",
                "/usr/bin/python2.7",
                List.of("python", "/usr/sbin/gnt-node", "list"),
                "session-1.scope",
                List.of("bash", "sshd"),
                "0 /usr/sbin/gnt-node session list",
                ClientFacts.Identity.FULL));
    }

    static AuditEvent.ConnectionOpened opened(String connection, String client) {
        return new AuditEvent.ConnectionOpened(connection, client, "master");
    }

    static AuditEvent.ConnectionClosed closed(String connection, String client) {
        return new AuditEvent.ConnectionClosed(connection, client, "client-end", 1, 120, 4000, 1500);
    }

    /** A query of nodes, misdirected, as {@code gnt-node list} sends it. */
    static AuditEvent.Exchange query(String id, String client) {
        return exchange(id, client, RequestKind.QUERY, ExchangeEnd.COMPLETE, null);
    }

    static AuditEvent.Exchange exchange(
            String id, String client, RequestKind kind, ExchangeEnd end, @Nullable String filter) {
        boolean query = kind == RequestKind.QUERY;
        return new AuditEvent.Exchange(
                id,
                "r1-c1",
                client,
                "master",
                query ? "Query" : "SubmitJob",
                query ? "node" : null,
                query ? List.of("name", "dtotal", "dfree", "mtotal", "mnode", "mfree", "pinst_cnt", "sinst_cnt") : null,
                filter,
                null,
                kind,
                query ? "Query/node/live" : null,
                query
                        ? "Query/node fields=dfree,dtotal,mfree,mnode,mtotal,name,pinst_cnt,sinst_cnt names=- filter=-"
                        : null,
                query,
                null,
                query ? null : List.of("OP_INSTANCE_STARTUP"),
                211,
                end == ExchangeEnd.COMPLETE ? 4032L : null,
                end == ExchangeEnd.COMPLETE ? 12_345L : null,
                end == ExchangeEnd.COMPLETE ? Boolean.TRUE : null,
                null,
                end,
                end == ExchangeEnd.COMPLETE ? "primary" : null,
                "primary");
    }

    static AuditEvent.QueryOutcome outcome(String exchange, String client, Outcome outcome) {
        return outcome(exchange, client, outcome, outcome == Outcome.SKIPPED ? SkipCause.QUEUE_FULL : null);
    }

    /** With everything that such an outcome may have. */
    static AuditEvent.QueryOutcome outcome(
            String exchange, String client, Outcome outcome, @Nullable SkipCause skipCause) {
        return new AuditEvent.QueryOutcome(
                exchange,
                "Query/node/live",
                "Query/node fields=name names=- filter=-",
                client,
                outcome,
                skipCause,
                outcome == Outcome.UNDECIDED ? UndecidedCause.FLAPPING : null,
                outcome == Outcome.SHADOW_FAILED ? "timed out" : null,
                outcome == Outcome.LAG ? new Lag(51_000L, 254_000L) : null,
                outcome == Outcome.EQUIVALENT ? List.of("tags-are-sets") : null,
                outcome == Outcome.DIVERGENT ? 2 : 0,
                outcome == Outcome.DIVERGENT ? "e1-17" : null,
                0.0625,
                outcome.isTrial() ? "0123456789abcdef0123456789abcdef" : null,
                outcome.isTrial() ? 1200L : null,
                outcome.isTrial() ? 800L : null,
                outcome == Outcome.LAG ? 3 : 0,
                outcome.isTrial() ? "8fd1e32c" : null);
    }

    static AuditEvent.DivergenceFound divergence(String exchange) {
        return new AuditEvent.DivergenceFound(
                exchange,
                "Query/instance/config",
                "result.data[inst1.example.com].be/memory",
                "inst1.example.com",
                "be/memory",
                "value",
                "stale-configuration",
                "config",
                3,
                "inst1.example.com");
    }

    static AuditEvent.StageChanged stage(String to) {
        return new AuditEvent.StageChanged(
                "Query/instance", "shadow", to, "uid 0 (root), pid 7", "the first step", "GO", "e1");
    }

    static AuditEvent.GateChanged gate(@Nullable String exchange) {
        return new AuditEvent.GateChanged(
                "Query/instance", "divergence", "breach", "rollback", "They differ for certain.", exchange, "e1");
    }

    static AuditEvent.ClientSpared spared() {
        return new AuditEvent.ClientSpared(
                "0 /usr/bin/python3 poll - -",
                Instant.parse("2026-03-02T00:00:00Z"),
                "uid 0 (root), pid 7",
                "soon mended");
    }

    static AuditEvent.PlanChanged plan(@Nullable String queryClass) {
        return new AuditEvent.PlanChanged("to luxid", queryClass, "step 2", "paralux", "its gates pass", "e1");
    }

    static AuditEvent.EpochChanged epoch(String epoch) {
        return new AuditEvent.EpochChanged(
                epoch,
                Map.of("paralux", "0.1", "primary", "2.7.0", "shadow", "2.7.1"),
                "1",
                "0f3e",
                "the shadow's build");
    }
}
