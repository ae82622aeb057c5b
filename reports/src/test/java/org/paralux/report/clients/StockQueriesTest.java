package org.paralux.report.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.paralux.report.clients.Entries.START;
import static org.paralux.report.clients.Entries.facts;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paralux.report.Release;

/** Every stock caller on the master socket, in every release, with the releases in which it is by design. */
class StockQueriesTest {
    /** @param first the releases 2.first to 2.last expect it; 0 and 0: none does */
    record Caller(String command, String className, boolean afterJob, int first, int last) {}

    private static Caller caller(String command, String className, int first, int last) {
        return new Caller(command, className, false, first, last);
    }

    private static Caller poll(String command, int first, int last) {
        return new Caller(command, "QueryJobs/job", true, first, last);
    }

    static final List<Caller> CALLERS = Stream.of(
                    Stream.of(
                            poll("gnt-instance add", 7, 10),
                            poll("gnt-node modify", 7, 10),
                            poll("gnt-job watch", 7, 10),
                            poll("ganeti-rapi", 7, 10),
                            poll("ganeti-watcher", 7, 10),
                            poll("inventory.py", 0, 0),
                            caller("gnt-job list", "QueryJobs/job", 0, 0),
                            caller("ganeti-rapi", "QueryJobs/job", 0, 0),
                            caller("gnt-cluster init", "QueryConfigValues", 7, 10),
                            caller("gnt-cluster master-failover", "QueryConfigValues", 7, 10),
                            caller("gnt-cluster info", "QueryConfigValues", 0, 0),
                            caller("gnt-cluster info", "QueryClusterInfo", 0, 0),
                            caller("ganeti-watcher", "QueryConfigValues", 7, 10),
                            caller("ganeti-watcher", "QueryGroups/group", 7, 10),
                            caller("ganeti-watcher", "Query/node/live", 0, 0),
                            caller("gnt-instance list", "Query/instance/live", 7, 10),
                            caller("gnt-instance list", "QueryFields/instance", 7, 10),
                            caller("gnt-instance start", "QueryInstances/instance", 7, 10),
                            caller("gnt-os list", "Query/os/live", 7, 10),
                            caller("ganeti-rapi", "Query/instance/live", 7, 10),
                            caller("ganeti-rapi", "Query/node/live", 7, 10),
                            caller("ganeti-rapi", "QueryFields/node", 7, 10),
                            caller("ganeti-rapi", "QueryNodes/node/live", 7, 7),
                            caller("ganeti-rapi", "QueryClusterInfo", 0, 0),
                            caller("gnt-node list", "Query/node/live", 7, 7),
                            caller("gnt-node list-tags", "QueryTags/node", 0, 0),
                            caller("gnt-node failover", "QueryNodes/node", 7, 10),
                            caller("gnt-node migrate", "QueryNodes/node", 7, 10),
                            caller("gnt-node evacuate", "QueryNodes/node", 0, 0),
                            caller("gnt-network list", "Query/network", 7, 7),
                            caller("gnt-network info", "QueryNetworks/network", 7, 10),
                            caller("gnt-network info", "QueryGroups/group", 7, 10),
                            caller("gnt-backup list", "Query/export/live", 7, 7),
                            caller("inventory.py", "Query/node/live", 0, 0)),
                    Stream.of("copyfile", "command", "rename", "renew-crypto", "watcher", "queue", "epo", "master-ping")
                            .flatMap(sub -> Stream.of("QueryConfigValues", "QueryClusterInfo", "Query/node/live")
                                    .map(name -> caller("gnt-cluster " + sub, name, 7, 10))),
                    Stream.of("hbal", "hail", "hspace", "hroller", "harep")
                            .flatMap(tool -> Stream.of(
                                            "Query/node/live", "Query/instance", "Query/group", "QueryClusterInfo")
                                    .map(name -> caller(tool, name, 7, 11))),
                    Stream.of(caller("hbal", "Query/job", 0, 0)))
            .flatMap(callers -> callers)
            .toList();

    private static ClassRow classRow(Caller caller, @Nullable String release) {
        String[] words = Stream.concat(
                        caller.command().startsWith("h") ? Stream.empty() : Stream.of("/usr/bin/python"),
                        Stream.of(("/usr/sbin/" + caller.command()).split(" ", -1)))
                .toArray(String[]::new);
        Entries entries = new Entries().started(START, release).seen(START, facts("c", 7, 0, "cron.service", words));
        if (caller.afterJob()) {
            entries.ask("c", "WaitForJobChange").sent(START.plusSeconds(1));
        }
        ClientsReport report =
                entries.ask("c", caller.className()).sent(START.plusSeconds(2)).report();
        ClientRow row = report.clients().getFirst();
        assertEquals(row.requests().toChange() > 0, report.misdirected());
        assertEquals(row.requests().toChange() > 0 ? Standing.TO_CHANGE : Standing.EXPECTED, row.standing());
        return row.classes().getFirst();
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void isExpectedInItsReleasesAndInNoOther(Caller caller) {
        IntStream.rangeClosed(7, 17).forEach(minor -> {
            boolean expected = caller.first() <= minor && minor <= caller.last();
            ClassRow row = classRow(caller, "2." + minor + ".1");
            assertEquals(expected ? 1 : 0, row.expected(), () -> caller + " in 2." + minor);
            Expectation expectation = row.expectation();
            if (expectation != null) {
                assertEquals(expected, expectation.releases().contains(new Release(2, minor)));
                assertEquals(false, expectation.conditional());
            }
        });
        assertEquals(0, classRow(caller, "3.0.2").expected(), caller::toString);
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void saysInWhichReleasesWhereTheReleaseIsNotKnown(Caller caller) {
        ClassRow row = classRow(caller, null);
        Expectation expectation = row.expectation();
        if (caller.first() == 0) {
            assertNull(expectation, caller::toString);
            assertEquals(0, row.expected(), caller::toString);
        } else {
            assertNotNull(expectation, caller::toString);
            assertEquals(1, row.expected(), caller::toString);
            assertEquals(true, expectation.conditional(), caller::toString);
            assertEquals(
                    "release" + (caller.first() == caller.last() ? " 2.7" : "s 2.7 to 2." + caller.last()),
                    expectation.releases().toString());
        }
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void nobodyIsToChangeBeforeThereIsAQuerySocket(Caller caller) {
        assertEquals(1, classRow(caller, "2.6.2").expected(), caller::toString);
    }

    @ParameterizedTest
    @CsvSource({"gnt-debug locks", "ganeti-luxid"})
    void lockQueriesAreNeverMisdirected(String command) {
        for (String release : new String[] {"2.7", "2.11", "3.0"}) {
            ClientsReport report = new Entries()
                    .started(START, release)
                    .seen(START, facts("c", 7, 0, "u", ("/usr/sbin/" + command).split(" ", -1)))
                    .ask("c", "Query/lock")
                    .sent(START.plusSeconds(1))
                    .ask("c", "QueryFields/lock")
                    .sent(START.plusSeconds(2))
                    .report();
            assertEquals(false, report.misdirected());
            assertEquals(2, report.totals().lock());
            assertEquals(0, report.totals().misdirected());
        }
    }

    private static Stream<String> jobRequests() {
        return Stream.of("SubmitJob", "SubmitManyJobs", "WaitForJobChange", "CancelJob");
    }

    @ParameterizedTest
    @MethodSource("jobRequests")
    void aPollIsToldByWhatItsConnectionCarriedBefore(String before) {
        ClientRow row = new Entries()
                .started(START, "2.8")
                .seen(START, facts("c", 7, 0, "u", "/usr/bin/python", "/usr/sbin/gnt-job", "wait"))
                .ask("c", "QueryJobs/job")
                .on("one")
                .sent(START.plusSeconds(1))
                .ask("c", before)
                .on("one")
                .sent(START.plusSeconds(2))
                .ask("c", "QueryJobs/job")
                .on("one")
                .sent(START.plusSeconds(3))
                .ask("c", "QueryJobs/job")
                .on("two")
                .sent(START.plusSeconds(4))
                .ask("c", "QueryJobs/job")
                .on("one")
                .close(START.plusSeconds(5))
                .ask("c", "QueryJobs/job")
                .on("one")
                .sent(START.plusSeconds(6))
                .report()
                .clients()
                .getFirst();
        assertEquals(4, row.requests().misdirected());
        assertEquals(1, row.requests().expected());
        assertEquals(Standing.TO_CHANGE, row.standing());
    }
}
