package org.paralux.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ExchangeEnd;
import org.paralux.audit.Lag;
import org.paralux.audit.Outcome;
import org.paralux.audit.SkipCause;
import org.paralux.audit.UndecidedCause;
import org.paralux.luxi.RequestKind;

/**
 * What a proxy with a shadow would have written in some weeks: a few dozen programs, each with its own queries, their
 * outcomes, some divergences of a handful of causes, lag, job commands. The same seed gives the same records.
 */
final class GeneratedTraffic {
    static final Instant START = Instant.parse("2026-10-20T00:00:00Z");

    private static final String RUN = "b0000001";
    private static final int PROGRAMS = 60;
    private static final int REPLIES = 40;
    private static final List<Asking> ASKINGS = Asking.all();

    private final Random random;
    private final long records;
    private final double microsPerRecord;
    private final BiConsumer<Instant, AuditEvent> log;
    private long written;
    private long exchanges;
    private int process;

    /**
     * @param span the time that the records are spread over
     * @param log takes them in their order
     */
    GeneratedTraffic(long records, Duration span, long seed, BiConsumer<Instant, AuditEvent> log) {
        this.random = new Random(seed);
        this.records = records;
        this.microsPerRecord = span.toNanos() / 1e3 / records;
        this.log = log;
    }

    void write() {
        Map<String, String> builds = Map.of("paralux", "0.1.0", "primary", "3.0.2", "release", "3.0.2");
        append(new AuditEvent.ProxyStarted(
                RUN,
                "bench.example.net",
                "node1.example.net",
                4242,
                "/run/ganeti/socket/ganeti-query",
                "master",
                "/run/ganeti/socket/ganeti-query.primary",
                "/run/paralux/shadow",
                null,
                builds,
                "8fd1e32c"));
        while (written < records) {
            visit();
        }
    }

    /** One process: it connects, asks some queries and goes. */
    private void visit() {
        int program = (int) (PROGRAMS * Math.pow(random.nextDouble(), 2));
        String client = RUN + "-p" + ++process;
        String connection = RUN + "-c" + process;
        append(new AuditEvent.ClientSeen(client(client, program)));
        append(new AuditEvent.ConnectionOpened(connection, client, "master"));
        int asked = 1 + random.nextInt(40);
        for (int i = 0; i < asked && written < records; i++) {
            if (random.nextInt(50) == 0) {
                command(client, connection);
            } else {
                query(client, connection, ASKINGS.get((program * 3 + random.nextInt(4)) % ASKINGS.size()));
            }
        }
        append(new AuditEvent.ConnectionClosed(connection, client, "client-end", asked, 200L * asked, 9000, 90_000));
    }

    private static ClientFacts client(String id, int program) {
        String script = "/opt/tools/tool" + program + ".py";
        String unit = program % 3 == 0 ? "cron.service" : "tool" + program + ".service";
        return new ClientFacts(
                id,
                1000 + id.hashCode() % 30_000,
                1000 + program % 7,
                1000,
                "user" + program % 7,
                "users",
                null,
                "python3",
                "/usr/bin/python3",
                List.of("/usr/bin/python3", script),
                unit,
                List.of("sh(812) /bin/sh", "cron(455) /usr/sbin/cron"),
                (1000 + program % 7) + " " + script + " " + unit,
                ClientFacts.Identity.FULL);
    }

    private void command(String client, String connection) {
        append(new AuditEvent.Exchange(
                nextId(),
                connection,
                client,
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
                List.of("OP_INSTANCE_STARTUP"),
                700,
                37L,
                3000L + random.nextInt(9000),
                true,
                null,
                ExchangeEnd.COMPLETE,
                "primary",
                "primary"));
    }

    private void query(String client, String connection, Asking asking) {
        String id = nextId();
        long latency = latency();
        append(new AuditEvent.Exchange(
                id,
                connection,
                client,
                "master",
                asking.method(),
                asking.resource(),
                asking.fields(),
                asking.filter(random),
                null,
                RequestKind.QUERY,
                asking.queryClass(),
                asking.fingerprint(),
                true,
                null,
                null,
                230,
                4000L + random.nextInt(1000),
                latency,
                true,
                null,
                ExchangeEnd.COMPLETE,
                "primary",
                "primary"));
        outcome(id, client, asking, latency);
    }

    private void outcome(String id, String client, Asking asking, long latency) {
        int chance = random.nextInt(10_000);
        String cell = String.format("%016x", asking.fingerprint().hashCode() * 1_000_003L + random.nextInt(REPLIES));
        if (chance < 800) {
            append(outcome(id, client, asking, Outcome.SKIPPED, latency, cell, null, 0));
        } else if (chance < 900) {
            long from = (long) (50_000 * Math.exp(random.nextGaussian()));
            append(outcome(id, client, asking, Outcome.LAG, latency, cell, new Lag(from, 2 * from), 0));
        } else if (chance < 950) {
            append(outcome(id, client, asking, Outcome.EQUIVALENT, latency, cell, null, 0));
        } else if (chance < 955) {
            append(outcome(id, client, asking, Outcome.UNDECIDED, latency, cell, null, 0));
        } else if (asking.cause() != null && chance < 1100) {
            append(outcome(id, client, asking, Outcome.DIVERGENT, latency, cell, null, 1));
            append(divergence(id, asking, asking.cause()));
        } else {
            append(outcome(id, client, asking, Outcome.MATCH, latency, cell, null, 0));
        }
    }

    private AuditEvent.QueryOutcome outcome(
            String id,
            String client,
            Asking asking,
            Outcome outcome,
            long latency,
            String cell,
            @Nullable Lag lag,
            int divergences) {
        boolean skipped = outcome == Outcome.SKIPPED;
        return new AuditEvent.QueryOutcome(
                id,
                asking.queryClass(),
                asking.fingerprint(),
                client,
                outcome,
                skipped ? SkipCause.SAMPLED_OUT : null,
                outcome == Outcome.UNDECIDED ? UndecidedCause.BUDGET : null,
                null,
                lag,
                outcome == Outcome.EQUIVALENT ? List.of("tags-are-a-set") : null,
                divergences,
                null,
                0.92,
                skipped ? null : cell,
                latency,
                skipped ? null : (Long) (latency * (60 + random.nextInt(60)) / 100),
                outcome == Outcome.LAG ? 2 : 0,
                null);
    }

    private AuditEvent divergence(String id, Asking asking, String cause) {
        String node = "node" + random.nextInt(50) + ".example.net";
        String field = asking.fields().getLast();
        return new AuditEvent.DivergenceFound(
                id,
                asking.queryClass(),
                "result.data[" + node + "]." + field,
                node,
                field,
                "value",
                cause,
                "static",
                1 + random.nextInt(50),
                node);
    }

    private long latency() {
        return (long) (900 * Math.exp(0.8 * random.nextGaussian()));
    }

    private String nextId() {
        return RUN + "-" + ++exchanges;
    }

    private void append(AuditEvent event) {
        log.accept(START.plusNanos((long) (written * microsPerRecord) * 1000), event);
        written++;
    }

    /** One query of one program. */
    private record Asking(
            String method,
            String resource,
            List<String> fields,
            boolean filtered,
            String queryClass,
            String fingerprint,
            @Nullable String cause) {
        private static final Map<String, List<String>> FIELDS = Map.of(
                "node", List.of("name", "mfree", "mtotal", "offline", "drained", "role", "pinst_cnt"),
                "instance", List.of("name", "status", "pnode", "oper_ram", "admin_state", "be/memory", "tags"),
                "job", List.of("id", "status", "summary", "received_ts"),
                "group", List.of("name", "node_cnt", "alloc_policy"),
                "network", List.of("name", "network", "free_count"));
        private static final List<String> CAUSES = List.of("inverted-boolean", "tuple-arity", "definition-wording");

        static List<Asking> all() {
            List<Asking> all = new ArrayList<>();
            FIELDS.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
                for (int count = 1; count <= entry.getValue().size(); count++) {
                    all.add(of(entry.getKey(), entry.getValue().subList(0, count), false));
                    all.add(of(entry.getKey(), entry.getValue().subList(0, count), true));
                }
            });
            return all;
        }

        private static Asking of(String resource, List<String> fields, boolean filtered) {
            boolean live = fields.contains("mfree") || fields.contains("oper_ram");
            String fingerprint = String.format("%016x", (resource + fields + filtered).hashCode() * 2_654_435_761L);
            String cause = fields.size() % 5 == 4 ? CAUSES.get(fields.hashCode() % 3 & 1) : null;
            return new Asking(
                    "Query",
                    resource,
                    fields,
                    filtered,
                    "Query/" + resource + (live ? "/live" : ""),
                    fingerprint,
                    cause);
        }

        @Nullable String filter(Random random) {
            return filtered ? "[\"=\",\"name\",\"" + resource + random.nextInt(1000) + ".example.net\"]" : null;
        }
    }
}
