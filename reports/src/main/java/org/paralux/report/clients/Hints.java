package org.paralux.report.clients;

import static org.paralux.report.ReleaseRange.ALL;
import static org.paralux.report.ReleaseRange.fromTwo;
import static org.paralux.report.ReleaseRange.ofTwo;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.report.Release;
import org.paralux.report.ReleaseRange;

/**
 * What to change, by kind of client and release. Every kind has one row for each release with a query socket
 * and one for where the release is not known. {@code {socket}} stands for the path of the query socket.
 */
final class Hints {
    private static final @Nullable ReleaseRange NOT_KNOWN = null;

    private static final String READS_ONLY =
            "Up to 2.10 the query daemon refuses jobs and waits, so do this only for what reads.";

    private static final List<Row> ROWS = List.of(
            new Row(
                    ClientKind.GNT,
                    ofTwo(7, 7),
                    "gnt-2.7",
                    "Build Ganeti with --enable-split-query; 2.7 has no switch at run time.",
                    "The gnt-* commands of 2.7 use the query socket only where the build has split queries (needs confd"
                            + " and the Haskell curl feature). FORCE_LUXI_SOCKET is not read before 2.8."),
            new Row(
                    ClientKind.GNT,
                    ofTwo(8, 10),
                    "gnt-2.8",
                    "If it only reads, run it with FORCE_LUXI_SOCKET=query in its environment.",
                    READS_ONLY + " If every gnt-* command is listed here, the build lacks --enable-split-query."),
            new Row(
                    ClientKind.GNT,
                    ofTwo(11, 11),
                    "gnt-2.11",
                    "Look for FORCE_LUXI_SOCKET=master in its environment and remove it.",
                    "The gnt-* commands of 2.11 use the query socket unless that variable says otherwise; =query forces"
                            + " the few that still ask the master daemon."),
            new Row(
                    ClientKind.GNT,
                    fromTwo(12),
                    "gnt-2.12",
                    "Nothing in the command: from 2.12 on gnt-* know one socket only.",
                    "They always use {socket}, and FORCE_LUXI_SOCKET is no longer read. If the proxy serves that path,"
                            + " run it with --listen-role query."),
            new Row(
                    ClientKind.GNT,
                    NOT_KNOWN,
                    "gnt",
                    "If it only reads and the release is 2.8 to 2.11, set FORCE_LUXI_SOCKET=query for it.",
                    "2.7 has no such switch and needs a build with --enable-split-query; from 2.12 on there is one"
                            + " socket. " + READS_ONLY),
            new Row(
                    ClientKind.RAPI,
                    ofTwo(7, 10),
                    "rapi-2.7",
                    "Find the users behind RAPI: their requests stand in rapi-daemon.log by time and pid.",
                    "Identity ends at RAPI. /2/query resources (in 2.7 /2/nodes too) and job polls ask the master daemon by"
                            + " design; the rest follows the build's split queries and never FORCE_LUXI_SOCKET."),
            new Row(
                    ClientKind.RAPI,
                    ofTwo(11, 11),
                    "rapi-2.11",
                    "Find the users behind RAPI: their requests stand in rapi-daemon.log by time and pid.",
                    "Identity ends at RAPI. In 2.11 some of its resources still ask the master daemon; all use the query"
                            + " socket from 2.12 on. It never reads FORCE_LUXI_SOCKET."),
            new Row(
                    ClientKind.RAPI,
                    fromTwo(12),
                    "rapi-2.12",
                    "Nothing in RAPI: from 2.12 on it knows one socket only.",
                    "Its users are behind it: rapi-daemon.log has their requests by time and pid. If the proxy serves"
                            + " {socket}, run it with --listen-role query."),
            new Row(
                    ClientKind.RAPI,
                    NOT_KNOWN,
                    "rapi",
                    "Find the users behind RAPI: their requests stand in rapi-daemon.log by time and pid.",
                    "Identity ends at RAPI. Up to 2.10 its /2/query resources ask the master daemon by design; it never"
                            + " reads FORCE_LUXI_SOCKET."),
            new Row(
                    ClientKind.WATCHER,
                    ofTwo(7, 10),
                    "watcher-2.7",
                    "Leave it: the watcher asks the master daemon to see that it lives.",
                    "QueryConfigValues and QueryGroups are by design up to 2.10. Its other queries follow the build's"
                            + " split queries (--enable-split-query)."),
            new Row(
                    ClientKind.WATCHER,
                    ofTwo(11, 11),
                    "watcher-2.11",
                    "Leave it until 2.12, from which on it uses the query socket alone.",
                    "The watcher of 2.11 uses both sockets."),
            new Row(
                    ClientKind.WATCHER,
                    fromTwo(12),
                    "watcher-2.12",
                    "Nothing in the watcher: from 2.12 on it knows one socket only.",
                    "If the proxy serves {socket}, run it with --listen-role query."),
            new Row(
                    ClientKind.WATCHER,
                    NOT_KNOWN,
                    "watcher",
                    "Leave it: up to 2.10 the watcher asks the master daemon to see that it lives.",
                    "QueryConfigValues and QueryGroups are by design; from 2.12 on it uses the query socket alone."),
            new Row(
                    ClientKind.HTOOLS,
                    ofTwo(7, 10),
                    "htools-2.7",
                    "Leave it until 2.11; then give it -L {socket}.",
                    "The htools need Query on instances, which the query daemon refuses before 2.11, so -L PATH to the"
                            + " query socket would only make them fail."),
            new Row(
                    ClientKind.HTOOLS,
                    ofTwo(11, 11),
                    "htools-2.11",
                    "Give it -L {socket}.",
                    "The htools of 2.11 use the master socket unless told; the query daemon takes their queries and"
                            + " their jobs."),
            new Row(
                    ClientKind.HTOOLS,
                    fromTwo(12),
                    "htools-2.12",
                    "Remove its -L PATH: from 2.12 on it uses the query socket by itself.",
                    "If the proxy serves {socket}, run it with --listen-role query."),
            new Row(
                    ClientKind.HTOOLS,
                    NOT_KNOWN,
                    "htools",
                    "From 2.11 on give it -L {socket}; before, leave it.",
                    "The htools need Query on instances, which the query daemon refuses before 2.11."),
            new Row(
                    ClientKind.LUXID,
                    ALL,
                    "luxid",
                    "Leave it: the luxid of 2.11 passes lock queries and job commands on to the master daemon.",
                    "Other queries should not come from it; if they do, look at FORCE_LUXI_SOCKET in its environment."),
            new Row(
                    ClientKind.MONITORING,
                    ofTwo(7, 11),
                    "monitoring-2.7",
                    "Point the check at {socket}: it only reads.",
                    "Change the path in the agent's configuration or in the plugin; one written on Ganeti's Python"
                            + " library takes luxi.Client(address=pathutils.QUERY_SOCKET)."),
            new Row(
                    ClientKind.MONITORING,
                    fromTwo(12),
                    "monitoring-2.12",
                    "Point the check at {socket}, the one socket from 2.12 on.",
                    "If the proxy serves that path, run it with --listen-role query."),
            new Row(
                    ClientKind.MONITORING,
                    NOT_KNOWN,
                    "monitoring",
                    "Point the check at {socket}: it only reads.",
                    "Change the path in the agent's configuration or in the plugin; one written on Ganeti's Python"
                            + " library takes luxi.Client(address=pathutils.QUERY_SOCKET), from 2.7 on."),
            new Row(
                    ClientKind.PYTHON,
                    ofTwo(7, 7),
                    "python-2.7",
                    "Open its queries on luxi.Client(address=pathutils.QUERY_SOCKET).",
                    "cli.GetClient(query=True) does so too where the build has split queries. Keep the plain client for"
                            + " jobs, waits and lock queries, which the query daemon refuses."),
            new Row(
                    ClientKind.PYTHON,
                    ofTwo(8, 10),
                    "python-2.8",
                    "Open its queries on luxi.Client(address=pathutils.QUERY_SOCKET).",
                    "cli.GetClient(query=True) does so too where the build has split queries. Keep the plain client for"
                            + " jobs, waits and lock queries. Without a change to the code: FORCE_LUXI_SOCKET=query, if it"
                            + " only reads and uses cli.GetClient."),
            new Row(
                    ClientKind.PYTHON,
                    ofTwo(11, 11),
                    "python-2.11",
                    "Use GetClient(query=True), or luxi.Client(address=pathutils.QUERY_SOCKET).",
                    "luxi.Client() without an address still means the master socket in 2.11. FORCE_LUXI_SOCKET=query"
                            + " works too where it uses GetClient."),
            new Row(
                    ClientKind.PYTHON,
                    fromTwo(12),
                    "python-2.12",
                    "Remove the address it gives to luxi.Client(): the default is the query socket.",
                    "From 2.12 on there is one socket, {socket}. If the proxy serves that path, run it with --listen-role"
                            + " query."),
            new Row(
                    ClientKind.PYTHON,
                    NOT_KNOWN,
                    "python",
                    "Open its queries on luxi.Client(address=pathutils.QUERY_SOCKET), from 2.7 on.",
                    "Up to 2.10 keep the plain client for jobs, waits and lock queries. FORCE_LUXI_SOCKET=query helps in"
                            + " 2.8 to 2.11 alone, where it uses GetClient and only reads."),
            new Row(
                    ClientKind.RAW,
                    ofTwo(7, 10),
                    "raw-2.7",
                    "Connect to {socket} for its queries.",
                    "It names the socket itself: in its options, its configuration or its code (of socat or nc, in the"
                            + " script that calls it). Jobs, waits and lock queries stay on the master socket."),
            new Row(
                    ClientKind.RAW,
                    ofTwo(11, 11),
                    "raw-2.11",
                    "Connect to {socket}.",
                    "It names the socket itself: in its options, its configuration or its code (of socat or nc, in the"
                            + " script that calls it)."),
            new Row(
                    ClientKind.RAW,
                    fromTwo(12),
                    "raw-2.12",
                    "Connect to {socket}, the one socket from 2.12 on.",
                    "If the proxy serves that path, run it with --listen-role query."),
            new Row(
                    ClientKind.RAW,
                    NOT_KNOWN,
                    "raw",
                    "Connect to {socket} for its queries, from 2.7 on.",
                    "It names the socket itself: in its options, its configuration or its code (of socat or nc, in the"
                            + " script that calls it). Up to 2.10 jobs, waits and lock queries stay on the master socket."),
            new Row(
                    ClientKind.CONTAINER,
                    ALL,
                    "container",
                    "Look for a container that has the socket's folder mounted.",
                    "The process lives in another pid namespace, so the kernel shows no pid. Its uid is that of the host."
                            + " Inside, treat it as any other program."),
            new Row(
                    ClientKind.UNKNOWN,
                    ALL,
                    "unknown",
                    "Find out what runs at the sample times: cron, sudo and the journal of this host.",
                    "It ended before it could be read, or the record of its identity was lost. The times and, where shown,"
                            + " the uid are certain."));

    private static final Hint BEFORE_SPLIT = new Hint(
            "no-query-socket",
            "Nothing yet: there is no query socket before Ganeti 2.7.",
            "It has to move when the cluster does.");

    private static final Hint NOT_SERVED = new Hint(
            "not-served",
            "Nothing yet: the query daemon refuses all that it asks here.",
            "It has to move when Ganeti is upgraded to a release whose query daemon answers.");

    private static final Hint NOTHING =
            new Hint("nothing", "Nothing to change.", "None of its queries is misdirected.");

    private Hints() {}

    /** @param releases those it holds for; null where none is known */
    record Row(ClientKind kind, @Nullable ReleaseRange releases, String id, String summary, String detail) {

        private boolean holdsFor(@Nullable Release release) {
            if (release == null) {
                return releases == null || releases.equals(ALL);
            }
            return releases != null && releases.contains(release);
        }
    }

    /** For a client whose queries are all expected in {@code releases}. */
    static Hint leave(ReleaseRange releases) {
        if (releases.first() == null) {
            return BEFORE_SPLIT;
        }
        return new Hint(
                "expected",
                "Nothing to change in " + releases + ".",
                "It is Ganeti's own doing; an upgrade" + (releases.last() == null ? "" : " past " + releases.last())
                        + " ends it.");
    }

    /** For a client without misdirected queries. */
    static Hint nothing() {
        return NOTHING;
    }

    /** For a client whose queries have no other place to go in this release. */
    static Hint notServed() {
        return NOT_SERVED;
    }

    /**
     * @param release null where it is not known
     * @param querySocket path of the query socket
     */
    static Hint of(ClientKind kind, @Nullable Release release, String querySocket) {
        if (release != null && release.isBefore(QueryDaemon.FIRST)) {
            return BEFORE_SPLIT;
        }
        Row row = rows(kind)
                .filter(candidate -> candidate.holdsFor(release))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no hint for " + kind + " in release " + release));
        return new Hint(
                row.id(),
                row.summary().replace("{socket}", querySocket),
                row.detail().replace("{socket}", querySocket));
    }

    static Stream<Row> rows(ClientKind kind) {
        return ROWS.stream().filter(row -> row.kind() == kind);
    }
}
