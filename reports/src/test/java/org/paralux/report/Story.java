package org.paralux.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditEvent.ClientSeen;
import org.paralux.audit.AuditEvent.DivergenceFound;
import org.paralux.audit.AuditEvent.Exchange;
import org.paralux.audit.AuditEvent.ProxyStarted;
import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.audit.AuditEvent.StageChanged;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ExchangeEnd;
import org.paralux.audit.Lag;
import org.paralux.audit.Outcome;
import org.paralux.audit.SkipCause;
import org.paralux.audit.UndecidedCause;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.luxi.RequestKind;

/** The records of a made-up log with trials, in the order in which they are told. */
public final class Story {
    public static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final List<AuditEntry> entries = new ArrayList<>();
    private final String run;
    private Instant time = START;
    private int counter;

    public Story(String run, String cluster, String epoch) {
        this.run = run;
        add(new ProxyStarted(
                run,
                cluster,
                "node1.example.com",
                1,
                "/run/master",
                "master",
                "/run/primary",
                "/run/shadow",
                null,
                Map.of("release", "2.11", "primary", "2.11"),
                epoch));
    }

    public static Story begin() {
        return new Story("r1", "alpha", "e1");
    }

    public Story add(AuditEvent event) {
        entries.add(new AuditEntry(entries.size() + 1L, time, event));
        return this;
    }

    public Story after(Duration span) {
        time = time.plus(span);
        return this;
    }

    public Story at(Instant other) {
        time = other;
        return this;
    }

    /** The process {@code RUN-pNUMBER}, running that program as root. */
    public Story client(int number, String program) {
        return add(new ClientSeen(new ClientFacts(
                client(number),
                100 + number,
                0,
                0,
                "root",
                "root",
                null,
                program,
                "/usr/sbin/" + program,
                List.of("/usr/sbin/" + program),
                "cron.service",
                List.of(),
                "0 /usr/sbin/" + program + " cron.service",
                ClientFacts.Identity.FULL)));
    }

    public String client(int number) {
        return run + "-p" + number;
    }

    /** {@code queryClass} null for every class that has no stage of its own. */
    public Story stage(@Nullable String queryClass, String to) {
        return add(new StageChanged(queryClass, "shadow", to, "paralux", "why", null, "e1"));
    }

    private String next() {
        return run + "-" + ++counter;
    }

    public Story command(int client) {
        return add(new Exchange(
                next(),
                run + "-c1",
                client(client),
                "master",
                "SubmitJob",
                null,
                null,
                null,
                null,
                RequestKind.COMMAND,
                null,
                null,
                false,
                null,
                List.of("OP_TEST"),
                10,
                10L,
                100L,
                true,
                null,
                ExchangeEnd.COMPLETE,
                "primary",
                "primary"));
    }

    /** A query that was asked, without an outcome. */
    public Asked query(int client, String request) {
        Query query = Query.in(Payload.of(request)).orElseThrow();
        String id = next();
        add(new Exchange(
                id,
                run + "-c1",
                client(client),
                "master",
                query.methodName(),
                query.terms().resource(),
                query.terms().fields(),
                query.terms().filter() == null ? null : query.terms().filter().toString(),
                query.terms().names(),
                RequestKind.QUERY,
                query.queryClass().name(),
                query.fingerprint().id(),
                true,
                null,
                null,
                request.length(),
                100L,
                1000L,
                true,
                null,
                ExchangeEnd.COMPLETE,
                "primary",
                "primary"));
        return new Asked(id, query, client(client));
    }

    public List<AuditEntry> entries() {
        return List.copyOf(entries);
    }

    /** A query whose outcome is to be told. */
    public final class Asked {
        private final String id;
        private final Query query;
        private final String client;
        private double probability = 1;
        private @Nullable List<String> rules;
        private String cell = "c0";

        private Asked(String id, Query query, String client) {
            this.id = id;
            this.query = query;
            this.client = client;
        }

        public Asked reply(String digest) {
            cell = digest;
            return this;
        }

        public Asked taken(double chance) {
            probability = chance;
            return this;
        }

        public Asked by(String... ids) {
            rules = List.of(ids);
            return this;
        }

        public Story is(Outcome outcome) {
            return add(outcome(outcome, null, null, 0));
        }

        public Story skipped(SkipCause cause) {
            return add(outcome(Outcome.SKIPPED, cause, null, 0));
        }

        public Story lags(@Nullable Long from, @Nullable Long to) {
            return add(outcome(Outcome.LAG, null, new Lag(from, to), 0));
        }

        /** One divergence of each cause, at the same field. */
        public Story diverges(String field, String... causes) {
            add(outcome(Outcome.DIVERGENT, null, null, causes.length));
            for (String cause : causes) {
                add(new DivergenceFound(
                        id,
                        query.queryClass().name(),
                        "result.data[" + id + ".example.com]." + field,
                        id,
                        field,
                        "value",
                        cause,
                        "static",
                        1,
                        null));
            }
            return Story.this;
        }

        private QueryOutcome outcome(Outcome outcome, @Nullable SkipCause skip, @Nullable Lag lag, int divergences) {
            boolean trial = outcome.isTrial();
            return new QueryOutcome(
                    id,
                    query.queryClass().name(),
                    query.fingerprint().id(),
                    client,
                    outcome,
                    skip,
                    outcome == Outcome.UNDECIDED ? UndecidedCause.BUDGET : null,
                    null,
                    lag,
                    rules,
                    divergences,
                    outcome == Outcome.DIVERGENT ? "e-" + id : null,
                    probability,
                    trial ? cell : null,
                    1000L,
                    trial ? (Long) 800L : null,
                    0,
                    null);
        }
    }
}
