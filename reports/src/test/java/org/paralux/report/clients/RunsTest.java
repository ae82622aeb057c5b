package org.paralux.report.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paralux.report.clients.Entries.START;
import static org.paralux.report.clients.Entries.at;
import static org.paralux.report.clients.Entries.facts;
import static org.paralux.report.clients.Entries.log;
import static org.paralux.report.clients.Entries.only;
import static org.paralux.report.clients.Entries.script;
import static org.paralux.report.clients.Entries.text;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent.Gap;
import org.paralux.audit.ClientFacts;
import org.paralux.report.Release;
import org.paralux.report.TimeRange;

/** What the report says of the log itself: its runs, its releases, and what it lacks. */
class RunsTest {
    @Test
    void eachQueryIsJudgedByTheReleaseOfItsOwnRun() {
        ClientFacts list = facts("p", 7, 0, "u", "/usr/bin/python", "/usr/sbin/gnt-node", "list");
        ClientsReport report = new Entries()
                .started(START, "r1", "c", "2.7.2")
                .seen(START, list)
                .ask("p", "Query/node/live")
                .sent(at("PT1S"))
                .started(at("PT1H"), "r10", "c", "2.8.0")
                .ask("p", "Query/node/live")
                .sent(at("PT1H1S"))
                .ask("p", "Query/node/live")
                .sent(at("PT1H2S"))
                .report();
        assertEquals(1, report.totals().expected());
        assertEquals(2, report.totals().toChange());
        assertEquals("gnt-2.8", only(report).hint().id());
        assertEquals(
                List.of("r1", "r10"), report.runs().stream().map(RunRow::run).toList());
        assertTrue(text(report).contains("Ganeti 2.7.2 and 2.8.0"));
        assertTrue(text(report).contains("2 runs of the proxy"));
    }

    /** Two proxies in one log, the id of one the beginning of the other's. */
    @ParameterizedTest
    @CsvSource({"r1, 2.7, r10, 2.8", "r10, 2.8, r1, 2.7"})
    void recordsOfSeveralRunsMayBeMixed(String first, String release, String second, String otherRelease) {
        Entries entries = new Entries()
                .started(START, second, "c", otherRelease)
                .started(at("PT1S"), first, "c", release)
                .seen(at("PT2S"), facts("p", 7, 0, "u", "/usr/bin/python", "/usr/sbin/gnt-node", "list"));
        for (int i = 0; i < 20; i++) {
            entries.run(i % 4 == 0 ? "r1" : "r10")
                    .ask("p", "Query/node/live")
                    .sent(at("PT1M").plusSeconds(i));
        }
        Accounting totals = entries.report().totals();
        assertEquals(5, totals.expected());
        assertEquals(15, totals.toChange());
    }

    @Test
    void aReleaseIsAssumedOnlyWhereTheLogSaysNone() {
        ClientFacts list = facts("p", 7, 0, "u", "/usr/bin/python", "/usr/sbin/gnt-node", "list");
        for (String logged : new String[] {null, "unreadable"}) {
            Entries entries = new Entries().started(START, logged).seen(START, list);
            entries.ask("p", "Query/node/live").sent(at("PT1S"));
            assertFalse(entries.report().misdirected());
            assertFalse(entries.report(TimeRange.ALL, new Release(2, 7)).misdirected());
            assertTrue(entries.report(TimeRange.ALL, new Release(2, 8)).misdirected());
        }
        Entries entries = new Entries().started(START, "2.7").seen(START, list);
        entries.ask("p", "Query/node/live").sent(at("PT1S"));
        assertFalse(entries.report(TimeRange.ALL, new Release(2, 8)).misdirected());
    }

    @Test
    void severalClustersAreAWarning() {
        ClientsReport report = new Entries()
                .started(START, "r1", "one.example.com", "2.8")
                .started(at("PT1H"), "r2", "two.example.com", "2.8")
                .report();
        assertEquals(1, report.warnings().size());
        assertTrue(report.warnings().getFirst().contains("2 clusters (one.example.com, two.example.com)"));
        assertEquals(1, report.runs().size() - 1);
        assertEquals(
                List.of(),
                new Entries()
                        .started(START, "r1", "one.example.com", "2.8")
                        .stopped(at("PT1S"), "r1")
                        .started(at("PT1H"), "r2", "two.example.com", "2.8")
                        .report(new TimeRange(at("PT2S"), null))
                        .warnings());
    }

    @Test
    void oneSocketForAllIsAWarningOnRoleMaster() {
        ClientsReport report = new Entries()
                .started(START, "3.0.2")
                .seen(START, script("p1"))
                .ask("p1", "QueryClusterInfo")
                .sent(at("PT1S"))
                .report();
        assertTrue(report.warnings().getFirst().contains("--listen-role query"));
        assertTrue(report.misdirected());
    }

    @Test
    void lostRecordsAreSaidWithTheirNumberTimeAndReason() {
        Entries entries = log().add(
                        at("PT2H"),
                        new Gap(Map.of("exchange", 40L, "client.seen", 2L), at("PT1H"), at("PT2H"), "disk-full"));
        Loss loss = entries.report().losses().getFirst();
        assertEquals(42, loss.records());
        assertTrue(text(entries.report())
                .contains("42 records (2 client.seen, 40 exchange) between 2013-05-01T01:00:00+00:00 and"
                        + " 2013-05-01T02:00:00+00:00, because of disk-full."));
        assertEquals(
                1,
                entries.report(new TimeRange(at("PT90M"), at("PT95M"))).losses().size());
        assertEquals(
                0, entries.report(new TimeRange(at("PT2H1S"), null)).losses().size());
        assertEquals(0, entries.report(new TimeRange(null, at("PT1H"))).losses().size());
    }

    @Test
    void theQuerySocketOfTheAdviceIsBesideThePrimarys() {
        ClientRow row = only(log().seen(START, facts("p", 7, 0, "u", "/usr/bin/socat"))
                .ask("p", "QueryClusterInfo")
                .sent(at("PT1S"))
                .report());
        assertTrue(row.hint().summary().contains("/var/run/ganeti/socket/ganeti-query"));
    }

    @Test
    void whatComesAfterAReportIsInTheNext() {
        ClientsReportBuilder builder = new ClientsReportBuilder(TimeRange.ALL);
        List<AuditEntry> log = log().seen(START, script("p1"))
                .ask("p1", "QueryClusterInfo")
                .sent(at("PT1S"))
                .ask("p1", "QueryClusterInfo")
                .sent(at("PT2S"))
                .byTime();
        log.subList(0, 3).forEach(builder::accept);
        Instant now = at("PT1H");
        assertEquals(1, builder.build(now).totals().misdirected());
        log.subList(3, 4).forEach(builder::accept);
        assertEquals(2, builder.build(now).totals().misdirected());
        assertEquals(now, builder.build(now).generated());
    }
}
