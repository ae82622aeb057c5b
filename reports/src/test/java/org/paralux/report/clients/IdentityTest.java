package org.paralux.report.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paralux.report.clients.Entries.START;
import static org.paralux.report.clients.Entries.at;
import static org.paralux.report.clients.Entries.facts;
import static org.paralux.report.clients.Entries.log;
import static org.paralux.report.clients.Entries.only;
import static org.paralux.report.clients.Entries.script;
import static org.paralux.report.clients.Entries.withIdentity;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.ClientFacts.Identity;
import org.paralux.report.TimeRange;

/** Whose row a request is counted in. */
class IdentityTest {
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
}
