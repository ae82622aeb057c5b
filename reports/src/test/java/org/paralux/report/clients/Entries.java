package org.paralux.report.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditEvent.ClientSeen;
import org.paralux.audit.AuditEvent.ConnectionClosed;
import org.paralux.audit.AuditEvent.ConnectionOpened;
import org.paralux.audit.AuditEvent.Exchange;
import org.paralux.audit.AuditEvent.ProxyStarted;
import org.paralux.audit.AuditEvent.ProxyStopped;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ClientFacts.Identity;
import org.paralux.audit.ExchangeEnd;
import org.paralux.audit.ReplyError;
import org.paralux.luxi.LuxiMethod;
import org.paralux.luxi.RequestKind;
import org.paralux.report.Release;
import org.paralux.report.TimeRange;

/** The entries of a made-up log. They may be added in any order; the log has them by time. */
final class Entries {
    static final Instant START = Instant.parse("2013-05-01T00:00:00Z");

    private final List<AuditEntry> entries = new ArrayList<>();
    private String run = "r1";
    private String role = "master";
    private int counter;

    static Instant at(String offset) {
        return START.plus(Duration.parse(offset));
    }

    Entries add(Instant time, AuditEvent event) {
        entries.add(new AuditEntry(entries.size(), time, event));
        return this;
    }

    Entries started(Instant time, @Nullable String release) {
        return started(time, "r1", "ganeti.example.com", release);
    }

    Entries started(Instant time, String run, String cluster, @Nullable String release) {
        this.run = run;
        return add(
                time,
                new ProxyStarted(
                        run,
                        cluster,
                        "node1.example.com",
                        4242,
                        "/var/run/ganeti/socket/ganeti-master",
                        role,
                        "/var/run/ganeti/socket/ganeti-master.primary",
                        null,
                        null,
                        release == null ? Map.of() : Map.of("release", release, "paralux", "0.1"),
                        "epoch"));
    }

    /** From here on exchanges are of this run. */
    Entries run(String run) {
        this.run = run;
        return this;
    }

    Entries stopped(Instant time, String run) {
        return add(time, new ProxyStopped(run, "signal", Map.of()));
    }

    /** From here on exchanges come to a listener of this role. */
    Entries role(String role) {
        this.role = role;
        return this;
    }

    Entries seen(Instant time, ClientFacts facts) {
        return add(time, new ClientSeen(facts));
    }

    Ask ask(String client, String className) {
        return new Ask(client, className);
    }

    List<AuditEntry> byTime() {
        return entries.stream().sorted(Comparator.comparing(AuditEntry::time)).toList();
    }

    ClientsReport report() {
        return report(TimeRange.ALL);
    }

    ClientsReport report(TimeRange range) {
        return report(range, null);
    }

    ClientsReport report(TimeRange range, @Nullable Release assumed) {
        List<AuditEntry> log = byTime();
        Instant now = log.isEmpty() ? START : log.getLast().time();
        return new ClientsReportBuilder(range, assumed).acceptAll(log.stream()).build(now);
    }

    static ClientFacts script(String id) {
        return facts(id, 7, 1000, "cron.service", "/usr/bin/python", "/opt/a.py");
    }

    static Entries log() {
        return new Entries().started(START, "2.8.1");
    }

    static ClientRow only(ClientsReport report) {
        assertEquals(1, report.clients().size(), () -> report.clients().toString());
        return report.clients().getFirst();
    }

    static String text(ClientsReport report) {
        return new TextRenderer(200, false, ZoneId.of("UTC")).render(report);
    }

    static ClientFacts facts(String id, int pid, long uid, String unit, String... cmdline) {
        List<String> words = List.of(cmdline);
        String name = words.stream()
                .filter(word -> !word.startsWith("/usr/bin/python"))
                .findFirst()
                .orElseThrow();
        return new ClientFacts(
                id,
                pid,
                uid,
                uid,
                uid == 0 ? "root" : "user" + uid,
                "users",
                null,
                null,
                words.getFirst(),
                words,
                unit,
                List.of("sh", "cron"),
                uid + "|" + name + "|" + unit + (name.contains("gnt-") ? "|" + words.getLast() : ""),
                Identity.FULL);
    }

    static ClientFacts withIdentity(ClientFacts facts, Identity identity) {
        return new ClientFacts(
                facts.client(),
                facts.pid(),
                facts.uid(),
                facts.gid(),
                facts.user(),
                facts.group(),
                facts.loginuid(),
                facts.comm(),
                facts.exe(),
                facts.cmdline(),
                facts.unit(),
                facts.parents(),
                facts.key(),
                identity);
    }

    /** An exchange to be. The class says what it asks: {@code Query/node/live}, or a bare method for the rest. */
    final class Ask {
        private final String client;
        private final String className;
        private final LuxiMethod method;
        private String connection;
        private @Nullable List<String> fields;
        private @Nullable String malformed;
        private ExchangeEnd end = ExchangeEnd.COMPLETE;
        private @Nullable ReplyError error;

        Ask(String client, String className) {
            this.client = client;
            this.className = className;
            this.method = LuxiMethod.fromWireName(Asked.of(className).method()).orElse(LuxiMethod.QUERY_ANY);
            this.connection = client + "-c";
        }

        Ask on(String connection) {
            this.connection = connection;
            return this;
        }

        Ask fields(String... fields) {
            this.fields = List.of(fields);
            return this;
        }

        Ask malformed() {
            this.malformed = "args is no list";
            return this;
        }

        Ask end(ExchangeEnd end) {
            this.end = end;
            return this;
        }

        Ask failing(String errorClass) {
            this.error = new ReplyError(errorClass, null);
            return this;
        }

        Entries sent(Instant time) {
            boolean strange = className.equals("?");
            RequestKind kind = strange ? RequestKind.UNKNOWN : method.kind();
            boolean query = kind == RequestKind.QUERY;
            String resource = query ? Asked.of(className).resource() : null;
            boolean lock = "lock".equals(resource);
            boolean complete = end == ExchangeEnd.COMPLETE;
            return add(
                    time,
                    new Exchange(
                            run + "-" + ++counter,
                            connection,
                            client,
                            role,
                            strange ? null : method.wireName(),
                            resource,
                            fields,
                            null,
                            null,
                            kind,
                            query && malformed == null ? className : null,
                            query && malformed == null ? "0123456789abcdef" : null,
                            query && !lock && role.equals("master"),
                            strange ? "no method" : malformed,
                            null,
                            100,
                            complete ? 1000L : null,
                            complete ? 900L : null,
                            complete ? error == null : null,
                            error,
                            end,
                            complete ? "primary" : null,
                            "primary"));
        }

        Entries open(Instant time) {
            return add(time, new ConnectionOpened(connection, client, role));
        }

        Entries close(Instant time) {
            return add(time, new ConnectionClosed(connection, client, "client-end", 1, 100, 1000, 5000));
        }
    }
}
