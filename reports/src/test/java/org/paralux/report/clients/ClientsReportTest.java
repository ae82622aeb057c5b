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

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.paralux.audit.AuditEvent.SegmentsDropped;
import org.paralux.audit.ExchangeEnd;
import org.paralux.report.TimeRange;

/** What is counted, and when. */
class ClientsReportTest {
    @Test
    void lockQueriesCommandsWaitsUnknownAndMalformedAreCountedApart() {
        ClientsReport report = log().seen(START, script("p1"))
                .ask("p1", "Query/lock")
                .sent(at("PT1S"))
                .ask("p1", "SubmitJob")
                .sent(at("PT2S"))
                .ask("p1", "WaitForJobChange")
                .sent(at("PT3S"))
                .ask("p1", "?")
                .sent(at("PT4S"))
                .ask("p1", "QueryNodes/node")
                .malformed()
                .sent(at("PT5S"))
                .ask("p1", "Query/lock")
                .malformed()
                .sent(at("PT6S"))
                .ask("p1", "QueryTags/lock")
                .sent(at("PT6S"))
                .ask("p1", "Query/node")
                .end(ExchangeEnd.INCOMPLETE_REQUEST)
                .sent(at("PT7S"))
                .ask("p1", "Query/node")
                .end(ExchangeEnd.UNDELIVERED)
                .sent(at("PT8S"))
                .ask("p1", "Query/node")
                .failing("OpPrereqError")
                .sent(at("PT9S"))
                .report();
        Accounting totals = report.totals();
        assertEquals(3, totals.eligible());
        assertEquals(1, totals.lock());
        assertEquals(2, totals.malformed());
        assertEquals(6, totals.queries());
        assertEquals(1, totals.commands());
        assertEquals(1, totals.waits());
        assertEquals(1, totals.unknown());
        assertEquals(9, totals.received());
        assertEquals(1, totals.incomplete());
        assertEquals(1, totals.unanswered());
        assertEquals(1, totals.failed());
        assertEquals(Map.of("OpPrereqError", 1L), only(report).errors());
        assertEquals(
                List.of("Query/node", ClassRow.MALFORMED, "QueryTags/lock"),
                only(report).classes().stream().map(ClassRow::name).toList());
    }

    @Test
    void aFieldCountsOnceAQueryHoweverOftenItAsks() {
        ClassRow row = only(log().seen(START, script("p1"))
                        .ask("p1", "Query/node")
                        .fields("name", "name", "mfree")
                        .sent(at("PT1S"))
                        .ask("p1", "Query/node")
                        .fields("name")
                        .sent(at("PT2S"))
                        .report())
                .classes()
                .getFirst();
        assertEquals(List.of(new ClassRow.FieldCount("name", 2), new ClassRow.FieldCount("mfree", 1)), row.fields());
        assertEquals(Map.of("Query", 2L), row.methods());
    }

    @Test
    void aClassTheQueryDaemonRefusesStaysOnThePrimary() {
        ClientRow row = only(log().seen(START, script("p1"))
                .ask("p1", "Query/instance/live")
                .sent(at("PT1S"))
                .ask("p1", "Query/instance/live")
                .sent(at("PT2S"))
                .ask("p1", "Query/node")
                .sent(at("PT3S"))
                .report());
        assertEquals(
                List.of(true, false),
                row.classes().stream().map(ClassRow::staysOnPrimary).toList());
        assertEquals("python-2.8", row.hint().id());
    }

    @Test
    void nothingIsToMoveWhereTheQueryDaemonRefusesEverything() {
        ClientRow row = only(log().seen(START, script("p1"))
                .ask("p1", "Query/instance")
                .sent(at("PT1S"))
                .report());
        assertEquals("not-served", row.hint().id());
        assertEquals(Standing.TO_CHANGE, row.standing());
    }

    /** The queries are the same; only behind RAPI do they tell of somebody else. */
    @Test
    void whoIsBehindRapiIsToldByTheResourcesThatAskSo() {
        String rapi = "/usr/sbin/ganeti-rapi";
        ClientsReport report = log().seen(START, facts("p1", 7, 108, "ganeti-rapi.service", "/usr/bin/python", rapi))
                .seen(START, script("p2"))
                .ask("p1", "Query/instance/live")
                .sent(at("PT1S"))
                .ask("p1", "QueryTags/nodegroup")
                .sent(at("PT2S"))
                .ask("p1", "QueryFields/os")
                .sent(at("PT3S"))
                .ask("p2", "Query/instance/live")
                .sent(at("PT4S"))
                .report();
        Map<Boolean, List<String>> resources = report.clients().stream()
                .collect(Collectors.toMap(client -> client.kind() == ClientKind.RAPI, ClientRow::rapiResources));
        assertEquals(
                Map.of(
                        true,
                        List.of("/2/groups/[group]/tags", "/2/instances", "/2/query/instance", "/2/query/os/fields"),
                        false,
                        List.of()),
                resources);
    }

    @Test
    void onAListenerOfRoleQueryNothingIsMisdirected() {
        ClientsReport report = new Entries()
                .role("query")
                .started(START, "3.0.2")
                .seen(START, script("p1"))
                .ask("p1", "Query/node/live")
                .sent(at("PT1S"))
                .report();
        assertFalse(report.misdirectionApplies());
        assertFalse(report.misdirected());
        assertEquals(Standing.NOT_APPLICABLE, only(report).standing());
        assertEquals(1, only(report).queries());
        assertEquals("nothing", only(report).hint().id());
        assertTrue(text(report).contains("not applicable"));
        assertEquals(List.of(), report.warnings());
    }

    @Test
    void theRangeHasItsBeginningAndNotItsEnd() {
        Entries entries = log().seen(START, script("p1"));
        for (int second = 1; second <= 9; second++) {
            entries.ask("p1", "QueryClusterInfo").sent(START.plusSeconds(second));
        }
        ClientsReport report = entries.report(new TimeRange(START.plusSeconds(3), START.plusSeconds(6)));
        assertEquals(3, report.totals().received());
        Presence presence = only(report).presence();
        assertEquals(START.plusSeconds(3), presence == null ? null : presence.first());
        assertEquals(START.plusSeconds(5), presence == null ? null : presence.last());
        long parts = Stream.of(
                        new TimeRange(null, START.plusSeconds(3)),
                        new TimeRange(START.plusSeconds(3), START.plusSeconds(6)),
                        new TimeRange(START.plusSeconds(6), null))
                .mapToLong(range -> entries.report(range).totals().received())
                .sum();
        assertEquals(entries.report().totals().received(), parts);
    }

    @Test
    void identityReleaseAndJobsFromBeforeTheRangeStillCount() {
        ClientRow row = only(log().seen(START, facts("p1", 7, 0, "u", "/usr/bin/python", "/usr/sbin/gnt-job", "wait"))
                .ask("p1", "WaitForJobChange")
                .sent(at("PT1S"))
                .ask("p1", "QueryJobs/job")
                .sent(at("PT1H"))
                .report(new TimeRange(at("PT30M"), null)));
        assertEquals("gnt-job wait", row.who().label());
        assertEquals(Standing.EXPECTED, row.standing());
        assertEquals("expected", row.hint().id());
    }

    @Test
    void aClientFromBeforeTheRangeIsNotNew() {
        Entries entries = log().seen(START, script("p1"))
                .ask("p1", "QueryClusterInfo")
                .sent(at("PT1S"))
                .seen(at("PT10H"), facts("p2", 8, 0, "u", "/opt/other"))
                .ask("p2", "QueryClusterInfo")
                .sent(at("PT10H1S"))
                .ask("p1", "QueryClusterInfo")
                .sent(at("PT19H"))
                .stopped(at("PT20H"), "r1");
        Presence presence = entries.report(new TimeRange(at("PT2S"), null)).clients().stream()
                .filter(row -> row.who().label().equals("a.py"))
                .findFirst()
                .orElseThrow()
                .presence();
        assertEquals(Trend.UNCLEAR, presence == null ? null : presence.trend());
        Presence fresh = only(log().add(at("PT2S"), new SegmentsDropped(0, 1, ""))
                        .seen(at("PT19H"), script("p1"))
                        .ask("p1", "QueryClusterInfo")
                        .sent(at("PT19H"))
                        .stopped(at("PT20H"), "r1")
                        .report())
                .presence();
        assertEquals(Trend.NEW, fresh == null ? null : fresh.trend());
    }

    @Test
    void anEmptyLogIsOneSentence() {
        ClientsReport report = new Entries().report();
        assertEquals("The log is empty: no proxy has written to it yet.\n", text(report));
        assertFalse(report.misdirected());
    }

    @Test
    void aRangeWithoutRecordsIsOneSentenceThatSaysWhatTheLogHas() {
        Entries entries = log().stopped(at("PT1H"), "r1");
        assertEquals(
                "The log has no records since 2013-05-02T00:00:00+00:00 before 2013-05-03T00:00:00+00:00: it reaches"
                        + " from 2013-05-01T00:00:00+00:00 to 2013-05-01T01:00:00+00:00.\n",
                text(entries.report(new TimeRange(at("PT24H"), at("PT48H")))));
        assertTrue(text(entries.report(new TimeRange(null, START))).startsWith("The log has no records before"));
        assertTrue(text(entries.report(new TimeRange(at("PT1H1S"), null))).startsWith("The log has no records since"));
        assertTrue(text(entries.report()).contains("No client sent a request in this time."));
    }
}
