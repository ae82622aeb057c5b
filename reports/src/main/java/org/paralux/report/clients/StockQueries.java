package org.paralux.report.clients;

import static org.paralux.report.clients.ClientKind.GNT;
import static org.paralux.report.clients.ClientKind.HTOOLS;
import static org.paralux.report.clients.ClientKind.RAPI;
import static org.paralux.report.clients.ClientKind.WATCHER;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.report.Release;
import org.paralux.report.ReleaseRange;

/**
 * The queries that Ganeti's own programs send to the master socket by design (or by a bug of their own), release by
 * release, although the build splits queries. Whoever sends them is not misbehaving. Lock queries are not here: they are
 * never misdirected, so {@code gnt-debug locks}, and the luxid of 2.11 that passes them on, need no row.
 */
final class StockQueries {
    private static final Set<String> ANY = Set.of();
    private static final Set<ClientKind> ANYBODY = Set.of();
    private static final ReleaseRange SPLIT = ReleaseRange.ofTwo(7, 10);
    private static final ReleaseRange FIRST = ReleaseRange.ofTwo(7, 7);

    private static final List<Row> ROWS = List.of(
            new Row(
                    ANYBODY,
                    ANY,
                    ANY,
                    ANY,
                    When.ALWAYS,
                    ReleaseRange.upToTwo(6),
                    "there is no query socket before Ganeti 2.7"),
            new Row(
                    Set.of(GNT, RAPI, WATCHER),
                    ANY,
                    Set.of("QueryJobs"),
                    ANY,
                    When.AFTER_JOB,
                    SPLIT,
                    "who waits for a job polls it on the connection that submitted it"),
            new Row(
                    Set.of(GNT),
                    Set.of("gnt-cluster init", "gnt-cluster master-failover"),
                    Set.of("QueryConfigValues"),
                    ANY,
                    When.ALWAYS,
                    SPLIT,
                    "bootstrap waits for the master daemon and no other"),
            new Row(
                    Set.of(GNT),
                    Set.of(
                            "gnt-cluster copyfile",
                            "gnt-cluster command",
                            "gnt-cluster rename",
                            "gnt-cluster renew-crypto",
                            "gnt-cluster watcher",
                            "gnt-cluster queue",
                            "gnt-cluster epo",
                            "gnt-cluster master-ping"),
                    Set.of("QueryConfigValues", "QueryClusterInfo", "Query"),
                    Set.of("node"),
                    When.ALWAYS,
                    SPLIT,
                    "this sub-command always asks the master daemon"),
            new Row(
                    Set.of(WATCHER),
                    ANY,
                    Set.of("QueryConfigValues", "QueryGroups"),
                    ANY,
                    When.ALWAYS,
                    SPLIT,
                    "the watcher asks the master daemon, to see that it lives"),
            new Row(
                    Set.of(GNT),
                    Set.of("gnt-instance", "gnt-os"),
                    ANY,
                    ANY,
                    When.ALWAYS,
                    SPLIT,
                    "the query daemon does not serve instances and operating systems yet"),
            new Row(
                    Set.of(RAPI),
                    ANY,
                    Set.of("Query", "QueryFields"),
                    ANY,
                    When.ALWAYS,
                    SPLIT,
                    "RAPI's /2/query resources always ask the master daemon"),
            new Row(
                    Set.of(RAPI),
                    ANY,
                    Set.of("QueryNodes"),
                    ANY,
                    When.ALWAYS,
                    FIRST,
                    "RAPI's /2/nodes asks the master daemon, whose node queries were faster then"),
            new Row(
                    Set.of(GNT),
                    Set.of("gnt-node list"),
                    Set.of("Query"),
                    Set.of("node"),
                    When.ALWAYS,
                    FIRST,
                    "gnt-node list asks the master daemon, whose node queries were faster then"),
            new Row(
                    Set.of(GNT),
                    Set.of("gnt-node failover", "gnt-node migrate"),
                    Set.of("QueryNodes"),
                    ANY,
                    When.ALWAYS,
                    SPLIT,
                    "a bug of Ganeti's: it opens a query client and then uses the other one"),
            new Row(
                    Set.of(GNT),
                    Set.of("gnt-network list", "gnt-backup list"),
                    Set.of("Query", "QueryNetworks", "QueryGroups"),
                    Set.of("network", "export"),
                    When.ALWAYS,
                    FIRST,
                    "the query daemon serves networks and exports from 2.8 on"),
            new Row(
                    Set.of(GNT),
                    Set.of("gnt-network info"),
                    Set.of("QueryNetworks", "QueryGroups"),
                    ANY,
                    When.ALWAYS,
                    SPLIT,
                    "gnt-network info always asks the master daemon"),
            new Row(
                    Set.of(HTOOLS),
                    ANY,
                    Set.of("Query", "QueryClusterInfo"),
                    Set.of("node", "instance", "group"),
                    When.ALWAYS,
                    ReleaseRange.ofTwo(7, 11),
                    "the htools use one socket for queries and jobs: the master's"));

    private StockQueries() {}

    /** Whether a row speaks of every such query, or only of those on a connection that has carried a job before. */
    enum When {
        ALWAYS,
        AFTER_JOB
    }

    /**
     * An empty set means any.
     *
     * @param programs names with or without sub-command
     * @param resources of the methods that have one to choose: {@code Query} and {@code QueryFields}
     */
    record Row(
            Set<ClientKind> kinds,
            Set<String> programs,
            Set<String> methods,
            Set<String> resources,
            When when,
            ReleaseRange releases,
            String reason) {

        private boolean covers(ClientKind kind, Program program, Asked asked) {
            return isIn(kinds, kind)
                    && (programs.isEmpty() || isIn(programs, program.label()) || isIn(programs, program.name()))
                    && isIn(methods, asked.method())
                    && (!asked.choosesResource() || isIn(resources, asked.resource()));
        }

        private static <T> boolean isIn(Set<T> set, @Nullable T member) {
            return set.isEmpty() || (member != null && set.contains(member));
        }
    }

    /**
     * The first row that explains the query, those without a condition first.
     *
     * @param release null where it is not known: then any row of a release with a query socket may explain it
     */
    static Optional<Row> explaining(ClientKind kind, Program program, Asked asked, @Nullable Release release) {
        return Stream.of(When.ALWAYS, When.AFTER_JOB)
                .flatMap(when -> ROWS.stream().filter(row -> row.when() == when))
                .filter(row -> release == null
                        ? !row.kinds().isEmpty()
                        : row.releases().contains(release))
                .filter(row -> row.covers(kind, program, asked))
                .findFirst();
    }
}
