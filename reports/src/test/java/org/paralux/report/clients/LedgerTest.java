package org.paralux.report.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paralux.report.clients.Entries.START;
import static org.paralux.report.clients.Entries.facts;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.audit.ExchangeEnd;

/** The report's numbers against a ledger that is kept by hand while the log is made. */
class LedgerTest {
    private static final List<String> SENT = List.of(
            "Query/node/live",
            "Query/instance",
            "QueryJobs/job",
            "QueryClusterInfo",
            "QueryTags/node",
            "Query/lock",
            "SubmitJob",
            "WaitForJobChange",
            "?",
            "malformed");
    private static final List<String> FIELDS = List.of("name", "status", "mfree", "id");

    /** What one client did. */
    private static final class Page {
        private final Map<String, Long> classes = new TreeMap<>();
        private final Map<String, Long> fields = new HashMap<>();
        private long queries;
        private long lock;
        private long commands;
        private long waits;
        private long unknown;
        private long failed;
        private long unanswered;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyNumberIsThatOfTheLedger(long seed) {
        Random random = new Random(seed);
        Entries entries = new Entries().started(START, "2.8");
        int clients = 1 + random.nextInt(12);
        int processes = 1 + random.nextInt(40);
        Map<String, Page> ledger = new HashMap<>();
        for (int p = 0; p < processes; p++) {
            // Late or early: at most some of its exchanges come before the identity.
            entries.seen(
                    START.plusSeconds(random.nextInt(3)),
                    facts("p" + p, p + 1, 1000L + p % clients, "cron.service", "/opt/tool" + p % clients));
        }
        for (int i = 0; i < 3000; i++) {
            int p = random.nextInt(processes);
            Page page = ledger.computeIfAbsent("tool" + p % clients, name -> new Page());
            write(entries, page, random, "p" + p, START.plusMillis(1_000 + random.nextInt(100_000_000)));
        }
        ClientsReport report = entries.report();

        String hint = "seed " + seed;
        assertEquals(ledger.size(), report.clients().size(), hint);
        long misdirected =
                ledger.values().stream().mapToLong(page -> page.queries).sum();
        assertEquals(misdirected, report.totals().misdirected(), hint);
        assertEquals(3000, report.totals().received(), hint);
        for (ClientRow row : report.clients()) {
            Page page = ledger.getOrDefault(row.who().label(), new Page());
            compare(page, row, hint + ", " + row.key());
            assertEquals((double) page.queries / misdirected, row.share(), 1e-12, hint);
        }
        assertEquals(
                1.0, report.clients().stream().mapToDouble(ClientRow::share).sum(), 1e-9, hint);
    }

    private static void compare(Page page, ClientRow row, String hint) {
        Map<String, Long> classes = new TreeMap<>();
        row.classes().forEach(entry -> classes.put(entry.name(), entry.queries()));
        assertEquals(page.classes, classes, hint);
        Map<String, Long> fields = new HashMap<>();
        row.classes()
                .forEach(entry ->
                        entry.fields().forEach(field -> fields.merge(field.field(), field.queries(), Long::sum)));
        assertEquals(page.fields, fields, hint);
        Accounting requests = row.requests();
        assertEquals(page.queries, requests.misdirected(), hint);
        assertEquals(page.queries, requests.toChange(), hint);
        assertEquals(page.queries, row.queries(), hint);
        assertEquals(page.lock, requests.lock(), hint);
        assertEquals(page.commands, requests.commands(), hint);
        assertEquals(page.waits, requests.waits(), hint);
        assertEquals(page.unknown, requests.unknown(), hint);
        assertEquals(page.failed, requests.failed(), hint);
        assertEquals(page.unanswered, requests.unanswered(), hint);
        Presence presence = row.presence();
        assertEquals(page.queries > 0, presence != null, hint);
        if (presence != null) {
            assertEquals(page.first, presence.first(), hint);
            assertEquals(page.last, presence.last(), hint);
        }
    }

    private static void write(Entries entries, Page page, Random random, String client, Instant time) {
        String what = SENT.get(random.nextInt(SENT.size()));
        Entries.Ask ask = entries.ask(client, what.equals("malformed") ? "QueryNodes/node" : what);
        switch (what) {
            case "Query/lock" -> page.lock++;
            case "SubmitJob" -> page.commands++;
            case "WaitForJobChange" -> page.waits++;
            case "?" -> page.unknown++;
            default -> {
                page.queries++;
                page.classes.merge(what, 1L, Long::sum);
                page.first = time.isBefore(page.first) ? time : page.first;
                page.last = time.isAfter(page.last) ? time : page.last;
                if (what.equals("malformed")) {
                    ask.malformed();
                } else {
                    String field = FIELDS.get(random.nextInt(FIELDS.size()));
                    ask.fields(field);
                    page.fields.merge(field, 1L, Long::sum);
                }
                switch (random.nextInt(10)) {
                    case 0 -> {
                        ask.failing("OpPrereqError");
                        page.failed++;
                    }
                    case 1 -> {
                        ask.end(ExchangeEnd.CLIENT_LEFT);
                        page.unanswered++;
                    }
                    default -> {}
                }
            }
        }
        ask.sent(time);
    }
}
