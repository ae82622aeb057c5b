package org.paralux.report.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paralux.report.clients.Entries.START;
import static org.paralux.report.clients.Entries.at;
import static org.paralux.report.clients.Entries.facts;
import static org.paralux.report.clients.Entries.withIdentity;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditEvent.Gap;
import org.paralux.audit.AuditEvent.SegmentsDropped;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ClientFacts.Identity;
import org.paralux.audit.ExchangeEnd;
import org.paralux.report.Release;
import org.paralux.report.TimeRange;

class ClientsReportTest {
    private static ClientFacts script(String id) {
        return facts(id, 7, 1000, "cron.service", "/usr/bin/python", "/opt/a.py");
    }

    private static Entries log() {
        return new Entries().started(START, "2.8.1");
    }

    private static ClientRow only(ClientsReport report) {
        assertEquals(1, report.clients().size(), () -> report.clients().toString());
        return report.clients().getFirst();
    }

    // Who

    @Test
    void processesOfOneKeyAreOneRow() {
        ClientRow row = only(log().seen(START, script("p1"))
                .seen(START, script("p2"))
                .seen(START, script("never-sends"))
                .ask("p1", "QueryClusterInfo")
                .sent(at("PT1S"))
                .ask("p2", "QueryClusterInfo")
                .sent(at("PT2S"))
                .ask("p1", "QueryClusterInfo")
                .sent(at("PT3S"))
                .report());
        assertEquals(3, row.queries());
        assertEquals(2, row.who().processes());
        assertEquals(Map.of("full", 2L), row.who().identities());
        assertEquals("a.py", row.who().label());
        assertEquals("/opt/a.py", row.who().script());
        assertEquals("user1000", row.who().userOrUid());
    }

    @ParameterizedTest
    @EnumSource
    void anIdentityThatIsLessCertainIsNeverAddedToAnother(Identity grade) {
        ClientsReport report = log().seen(START, script("p1"))
                .seen(START, withIdentity(script("p2"), grade))
                .seen(START, facts("p3", 0, 1000, "cron.service", "/usr/bin/python", "/opt/a.py"))
                .ask("p1", "QueryClusterInfo")
                .sent(at("PT1S"))
                .ask("p2", "QueryClusterInfo")
                .sent(at("PT2S"))
                .ask("p3", "QueryClusterInfo")
                .sent(at("PT3S"))
                .report();
        assertEquals(grade == Identity.FULL ? 2 : 3, report.clients().size());
        assertTrue(report.clients().stream().anyMatch(row -> row.kind() == ClientKind.CONTAINER && row.queries() == 1));
        assertTrue(
                report.clients().stream().anyMatch(row -> row.who().identities().containsKey(grade.word())));
    }

    @Test
    void exchangesThatNoIdentityExplainsAreOfTheUnknownClient() {
        ClientsReport report = log().seen(START, script("p1"))
                .ask("p1", "QueryClusterInfo")
                .sent(at("PT1S"))
                .ask("lost", "QueryClusterInfo")
                .sent(at("PT2S"))
                .ask("lost", "QueryNodes/node")
                .sent(at("PT3S"))
                .report();
        ClientRow unknown = report.clients().getFirst();
        assertEquals(ClientRow.UNKNOWN_KEY, unknown.key());
        assertEquals(2, unknown.queries());
        assertEquals(1, unknown.who().processes());
        assertNull(unknown.who().uid());
        assertTrue(report.misdirected());
    }

    @Test
    void anIdentityThatIsReadLateExplainsWhatCameBefore() {
        ClientRow row = only(log().ask("p1", "QueryClusterInfo")
                .sent(at("PT1S"))
                .ask("p1", "QueryClusterInfo")
                .sent(at("PT2S"))
                .seen(at("PT3S"), script("p1"))
                .ask("p1", "QueryClusterInfo")
                .sent(at("PT4S"))
                .report());
        assertEquals("a.py", row.who().label());
        assertEquals(3, row.queries());
        assertEquals(1, row.who().processes());
    }

    @ParameterizedTest
    @CsvSource({"1, 64, 64, 0", "1, 65, 0, 65", "64, 64, 4096, 0", "65, 64, 4096, 64"})
    void soMuchWaitsForAnIdentityAndNoMore(int processes, int each, long explained, long unknown) {
        Entries entries = log();
        for (int p = 0; p < processes; p++) {
            for (int i = 0; i < each; i++) {
                entries.ask("p" + p, "QueryClusterInfo").sent(at("PT" + p + "S").plusMillis(i));
            }
        }
        for (int p = 0; p < processes; p++) {
            entries.seen(at("PT1H"), script("p" + p));
        }
        ClientsReport report = entries.report();
        assertEquals((long) processes * each, report.totals().misdirected());
        Map<Boolean, Long> byKnown = report.clients().stream()
                .collect(Collectors.toMap(row -> row.kind() != ClientKind.UNKNOWN, ClientRow::queries));
        assertEquals(explained, byKnown.getOrDefault(true, 0L));
        assertEquals(unknown, byKnown.getOrDefault(false, 0L));
    }

    @Test
    void onlyTheLastActiveProcessesAreRemembered() {
        ClientsReportBuilder builder = new ClientsReportBuilder(TimeRange.ALL);
        log().byTime().forEach(builder::accept);
        for (int p = 0; p <= 2 * Processes.REMEMBERED; p++) {
            // The first stays active, the second falls silent.
            new Entries().seen(START, script("p" + p)).byTime().forEach(builder::accept);
            if (p % 100_000 == 0) {
                new Entries()
                        .ask("p0", "QueryClusterInfo")
                        .sent(at("PT1S"))
                        .byTime()
                        .forEach(builder::accept);
            }
        }
        new Entries().ask("p0", "QueryClusterInfo").sent(at("PT2S")).byTime().forEach(builder::accept);
        new Entries().ask("p1", "QueryClusterInfo").sent(at("PT2S")).byTime().forEach(builder::accept);
        ClientsReport report = builder.build(at("PT3S"));
        assertEquals(
                List.of(4L, 1L),
                report.clients().stream().map(ClientRow::queries).toList());
        assertEquals(ClientRow.UNKNOWN_KEY, report.clients().getLast().key());
    }

    // What

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

    // When

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

    // Runs, losses, warnings

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
    void whatWaitsForAnIdentityThatIsForgottenIsOfTheUnknownClient() {
        ClientTally unknown = new ClientTally();
        Processes processes = new Processes(unknown);
        new Entries()
                .ask("p", "QueryClusterInfo")
                .sent(START)
                .byTime()
                .forEach(entry ->
                        processes.sent(entry.time(), (AuditEvent.Exchange) entry.event(), Runs.UNKNOWN_RELEASE, false));
        assertEquals(0, unknown.misdirected());
        ClientTally other = new ClientTally();
        for (int p = 0; p < 2 * Processes.REMEMBERED; p++) {
            processes.identified(script("q" + p), other);
        }
        assertEquals(1, unknown.misdirected());
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

    private static String text(ClientsReport report) {
        return new TextRenderer(200, false, ZoneId.of("UTC")).render(report);
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
