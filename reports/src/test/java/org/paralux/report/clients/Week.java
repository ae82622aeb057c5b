package org.paralux.report.clients;

import static org.paralux.report.clients.Entries.START;
import static org.paralux.report.clients.Entries.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent.Gap;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ClientFacts.Identity;
import org.paralux.audit.ExchangeEnd;

/** A week on a master node as an operator might find it. */
final class Week {
    static final Instant END = START.plus(Duration.ofDays(7));

    private final Random random;
    private final Entries entries = new Entries();
    private int processes;

    private Week(long seed) {
        random = new Random(seed);
    }

    static Entries of(long seed, @Nullable String release) {
        Week week = new Week(seed);
        week.entries.started(START, release);
        week.watcher();
        week.inventory();
        week.monitoring();
        week.rapi();
        week.people();
        week.balancer();
        week.strangers();
        return week.entries;
    }

    private String client() {
        return "r1/p" + ++processes;
    }

    private String process(Instant time, long uid, String unit, String... cmdline) {
        String id = client();
        entries.seen(time, facts(id, 1000 + processes % 30_000, uid, unit, cmdline));
        return id;
    }

    private void watcher() {
        for (Instant t = START.plusSeconds(2); t.isBefore(END); t = t.plusSeconds(300)) {
            String id = process(t, 0, "cron.service", "/usr/bin/python", "/usr/sbin/ganeti-watcher");
            entries.ask(id, "QueryConfigValues").fields("watcher_pause").sent(t.plusMillis(20));
            entries.ask(id, "QueryGroups/group").fields("uuid", "name").sent(t.plusMillis(60));
            entries.ask(id, "AutoArchiveJobs").sent(t.plusMillis(90));
        }
    }

    private void inventory() {
        for (Instant t = START.plusSeconds(71); t.isBefore(END); t = t.plusSeconds(900)) {
            String id = process(t, 1004, "cron.service", "/usr/bin/python", "/usr/local/bin/inventory.py", "--all");
            for (int i = 0; i < 6; i++) {
                entries.ask(id, "Query/node/live")
                        .fields("name", "mfree", "dfree")
                        .sent(t.plusMillis(50 + 40L * i));
            }
            entries.ask(id, "QueryInstances/instance/live")
                    .fields("name", "status")
                    .sent(t.plusMillis(400));
            if (random.nextInt(100) == 0) {
                entries.ask(id, "QueryTags/instance").failing("OpPrereqError").sent(t.plusMillis(450));
            }
        }
    }

    private void monitoring() {
        Instant bought = START.plus(Duration.ofDays(6));
        for (Instant t = bought; t.isBefore(END); t = t.plusSeconds(60)) {
            String id = process(t, 112, "nagios-nrpe-server.service", "/usr/lib/nagios/plugins/check_ganeti_jobs");
            entries.ask(id, "QueryJobs/job").fields("id", "status").sent(t.plusMillis(10));
        }
    }

    private void rapi() {
        for (Instant t = START; t.isBefore(END); t = t.plusSeconds(120 + random.nextInt(900))) {
            String id = process(t, 108, "ganeti-rapi.service", "/usr/bin/python", "/usr/sbin/ganeti-rapi");
            entries.ask(id, "Query/instance/live").fields("name", "oper_ram").sent(t.plusMillis(30));
            if (random.nextInt(4) == 0) {
                entries.ask(id, "QueryTags/cluster").sent(t.plusMillis(50));
            }
        }
    }

    private void people() {
        for (int i = 0; i < 160; i++) {
            Instant t = START.plusSeconds(random.nextInt(7 * 86_400));
            String id = process(t, 0, "session-3.scope", "/usr/bin/python", "/usr/sbin/gnt-instance", "list");
            entries.ask(id, "Query/instance/live")
                    .fields("name", "status", "oper_ram")
                    .sent(t.plusMillis(80));
        }
        for (int i = 0; i < 25; i++) {
            Instant t = START.plusSeconds(random.nextInt(7 * 86_400));
            String id = process(t, 0, "session-3.scope", "/usr/bin/python", "/usr/sbin/gnt-node", "modify");
            entries.ask(id, "SubmitJob").sent(t.plusMillis(30));
            entries.ask(id, "WaitForJobChange").sent(t.plusMillis(900));
            entries.ask(id, "QueryJobs/job")
                    .fields("status", "opstatus", "opresult")
                    .sent(t.plusMillis(950));
            entries.ask(id, "Query/lock").sent(t.plusMillis(990));
            entries.ask(id, "QueryFields/lock").sent(t.plusMillis(995));
        }
        Instant t = START.plusSeconds(200_000);
        String id = process(t, 0, "session-3.scope", "/usr/bin/python", "/usr/sbin/gnt-job", "cancel");
        entries.ask(id, "CancelJob").sent(t.plusMillis(30));
    }

    private void balancer() {
        for (Instant t = START.plusSeconds(3600); t.isBefore(END); t = t.plusSeconds(86_400)) {
            String id = process(t, 0, "cron.service", "/usr/bin/hbal", "-L");
            for (String resource : List.of("node/live", "instance/live", "group")) {
                entries.ask(id, "Query/" + resource).fields("name").sent(t.plusMillis(60));
            }
            entries.ask(id, "QueryClusterInfo").sent(t.plusMillis(80));
        }
    }

    private void strangers() {
        Instant stops = START.plus(Duration.ofDays(3));
        for (Instant t = START.plusSeconds(33); t.isBefore(stops); t = t.plusSeconds(600)) {
            String id = process(t, 1009, "session-9.scope", "/usr/bin/socat", "-", "UNIX-CONNECT:...");
            entries.ask(id, "QueryClusterInfo").sent(t.plusMillis(5));
        }
        for (int i = 0; i < 12; i++) {
            Instant t = START.plusSeconds(random.nextInt(7 * 86_400));
            String id = client();
            ClientFacts gone = new ClientFacts(
                    id,
                    20_000 + i,
                    1004,
                    1004,
                    "user1004",
                    "users",
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    "1004|?|?",
                    Identity.GONE);
            entries.ask(id, "QueryJobs/job").fields("id").sent(t);
            entries.seen(t.plusMillis(3), gone);
        }
        Instant lost = START.plusSeconds(300_000);
        entries.add(
                lost, new Gap(Map.of("exchange", 210L, "client.seen", 40L), lost.minusSeconds(30), lost, "queue-full"));
        entries.ask("r1/p-lost", "Query/node/live").fields("name").sent(lost.plusMillis(5));
        entries.ask("r1/p-lost", "QueryNodes/node").malformed().sent(lost.plusMillis(9));
        entries.ask("r1/p-lost", "?").sent(lost.plusMillis(12));
        entries.ask("r1/p-lost", "?").end(ExchangeEnd.INCOMPLETE_REQUEST).sent(lost.plusMillis(15));
    }
}
