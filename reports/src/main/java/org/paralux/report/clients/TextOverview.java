package org.paralux.report.clients;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paralux.report.clients.ClientsReport.LogSpan;
import org.paralux.report.text.Table;
import org.paralux.report.text.Table.Column;
import org.paralux.report.text.TextPage;
import org.paralux.report.text.Tone;
import org.paralux.report.text.Words;

/** The first screen of the clients report: what it is about, the clients by their standing, and the accounting. */
final class TextOverview {
    private static final int CLASSES_SHOWN = 4;
    private static final int NAMES_SHOWN = 8;

    private final TextPage page;
    private final ClientsReport report;
    private final List<Numbered> clients;
    private final ZoneId zone;

    TextOverview(TextPage page, ClientsReport report, List<Numbered> clients, ZoneId zone) {
        this.page = page;
        this.report = report;
        this.clients = clients;
        this.zone = zone;
    }

    void write(LogSpan log, LogSpan observed) {
        head(log, observed);
        sections();
        accounting();
    }

    private void head(LogSpan log, LogSpan observed) {
        page.paragraph(Tone.STRONG, "Who sends queries to the primary's socket");
        page.blank();
        if (!report.runs().isEmpty()) {
            page.labelled(Tone.PLAIN, "cluster   ", cluster());
            page.labelled(Tone.PLAIN, "socket    ", socket());
        }
        page.labelled(
                Tone.PLAIN,
                "time      ",
                Words.time(observed.first(), zone) + " to " + Words.time(observed.last(), zone) + " ("
                        + Words.span(Duration.between(observed.first(), observed.last())) + "), "
                        + (observed.equals(log)
                                ? "all of the log"
                                : "of a log that reaches from " + Words.time(log.first(), zone) + " to "
                                        + Words.time(log.last(), zone)));
        page.labelled(report.misdirected() ? Tone.CAUTION : Tone.GOOD, "result    ", result(report.totals()));
        Migration migration = report.migration();
        if (migration != null) {
            page.labelled(Tone.PLAIN, "moved     ", moved(migration));
        }
        for (String warning : report.warnings()) {
            page.labelled(Tone.BAD, "warning   ", warning);
        }
        for (Loss loss : report.losses()) {
            page.labelled(Tone.BAD, "lost      ", loss(loss));
        }
    }

    private String cluster() {
        return distinct(RunRow::cluster, "name unknown") + ", Ganeti " + distinct(RunRow::release, "of unknown release")
                + ", on " + distinct(RunRow::node, "");
    }

    private String socket() {
        return distinct(TextOverview::listened, "") + ", "
                + Words.count(report.runs().size(), "run", "runs") + " of the proxy";
    }

    private static String listened(RunRow run) {
        String main = run.listen() + " (role " + run.listenRole() + ")";
        return run.queryListen() == null ? main : main + " and " + run.queryListen() + " (role query)";
    }

    private String distinct(Function<RunRow, @Nullable String> part, String none) {
        List<String> values = new ArrayList<>();
        for (RunRow run : report.runs()) {
            String value = part.apply(run);
            if (value != null && !values.contains(value)) {
                values.add(value);
            }
        }
        return values.isEmpty() ? none : String.join(" and ", values);
    }

    private String result(Accounting totals) {
        if (totals.received() + totals.incomplete() == 0) {
            return "No client sent a request in this time.";
        }
        if (!report.misdirectionApplies()) {
            return "Misdirected: not applicable, because the socket has role query. "
                    + Words.count(totals.queries() - totals.lock(), "query", "queries") + " came.";
        }
        if (totals.misdirected() == 0) {
            return "No misdirected queries.";
        }
        String all = Words.count(totals.misdirected(), "misdirected query", "misdirected queries");
        if (!report.misdirected()) {
            return "Nothing to change: " + all + ", expected " + where() + ".";
        }
        return Words.count(report.clients(Standing.TO_CHANGE).size(), "client", "clients") + " to change: "
                + totals.toChange() + " of " + all + " ("
                + Words.percent(totals.toChange(), totals.misdirected()) + ")."
                + (totals.expected() == 0 ? "" : " The rest is expected " + where() + ".");
    }

    private static String moved(Migration migration) {
        long queries = migration.queriesMoved() + migration.queriesToMove();
        return migration.queriesMoved() + " of " + Words.count(queries, "query", "queries") + " ("
                + Words.percent(migration.queriesMoved(), queries) + ") came to the query socket; "
                + migration.clientsMoved() + " of " + Words.count(migration.clients(), "client", "clients") + " ("
                + Words.percent(migration.clientsMoved(), migration.clients()) + ") ask there only"
                + (migration.clientsOnBoth() == 0 ? "." : ", " + migration.clientsOnBoth() + " on both.");
    }

    /** Where what is expected is expected, in words that follow that word. */
    private String where() {
        boolean conditional = report.clients().stream()
                .flatMap(client -> client.classes().stream())
                .map(ClassRow::expectation)
                .anyMatch(expectation -> expectation != null && expectation.conditional());
        return conditional
                ? "in the releases named below"
                : "in Ganeti " + distinct(RunRow::release, "of this release");
    }

    private String loss(Loss loss) {
        String events = loss.events().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return Words.count(loss.records(), "record", "records") + " (" + events + ") between "
                + Words.time(loss.from(), zone) + " and " + Words.time(loss.until(), zone) + ", because of "
                + loss.why() + ". The numbers below are what is left.";
    }

    private void sections() {
        Table table = new Table(
                Column.text("CLIENT", Integer.MAX_VALUE),
                Column.text("USER", 4),
                Column.number("QUERIES", Integer.MAX_VALUE),
                Column.number("SHARE", 6),
                Column.number("/HOUR", 1),
                Column.text("TREND", 3),
                Column.text("SINCE", 5),
                Column.text("LAST", 2));
        clients.forEach(numbered -> row(table, numbered));
        section(table, Standing.TO_CHANGE, "To change", Tone.CAUTION);
        section(table, Standing.EXPECTED, "Expected " + where(), Tone.PLAIN);
        section(table, Standing.NOT_APPLICABLE, "On a socket of role query: nothing is misdirected", Tone.PLAIN);
    }

    /** The clients of one standing, which follow each other. */
    private void section(Table table, Standing standing, String title, Tone tone) {
        List<Integer> rows = clients.stream()
                .filter(numbered -> numbered.client().standing() == standing)
                .map(numbered -> numbered.number() - 1)
                .toList();
        if (!rows.isEmpty()) {
            page.blank();
            page.paragraph(Tone.STRONG, title.toUpperCase(Locale.ROOT));
            page.table(
                    table,
                    rows.getFirst(),
                    rows.getLast() + 1,
                    tone,
                    row -> belowRow(clients.get(row).client()));
        }
    }

    private void row(Table table, Numbered numbered) {
        ClientRow client = numbered.client();
        Presence presence = Objects.requireNonNull(client.presence(), "sent queries");
        table.row(
                numbered.title(),
                client.who().userOrUid(),
                String.valueOf(client.queries()),
                report.misdirectionApplies()
                        ? Words.percent(
                                client.requests().misdirected(), report.totals().misdirected())
                        : "-",
                TextDetails.rate(presence),
                presence.trend().word(),
                Words.minute(presence.first(), zone),
                Words.ago(presence.last(), report.generated()));
    }

    private void belowRow(ClientRow client) {
        page.labelled(Tone.PLAIN, "   asks    ", classes(client));
        for (String reason : reasons(client)) {
            page.labelled(Tone.FAINT, "   why     ", reason);
        }
        if (client.standing() == Standing.TO_CHANGE) {
            page.labelled(Tone.PLAIN, "   change  ", client.hint().summary());
            for (String stay : staying(client)) {
                page.labelled(Tone.PLAIN, "   but     ", stay);
            }
        }
    }

    private static String classes(ClientRow client) {
        List<ClassRow> classes = client.classes();
        String shown = classes.stream()
                .limit(CLASSES_SHOWN)
                .map(row -> row.name() + " " + row.queries())
                .collect(Collectors.joining(", "));
        int more = classes.size() - CLASSES_SHOWN;
        return more <= 0 ? shown : shown + " and " + Words.count(more, "class", "classes") + " more";
    }

    /** Why queries are expected: one line a reason, with what it explains where it does not explain all. */
    private static List<String> reasons(ClientRow client) {
        List<String> reasons = new ArrayList<>();
        for (ClassRow row : client.classes()) {
            Expectation expectation = row.expectation();
            if (expectation != null) {
                String part = client.standing() == Standing.EXPECTED ? "" : row.expected() + " " + row.name() + " ";
                String reason = part + "expected in " + expectation.releases() + ": " + expectation.reason() + ".";
                if (!reasons.contains(reason)) {
                    reasons.add(reason);
                }
            }
        }
        return reasons;
    }

    /** The classes that must not be moved yet, because the query daemon would refuse them. */
    private static List<String> staying(ClientRow client) {
        return client.classes().stream()
                .filter(row -> row.staysOnPrimary() && row.toChange() > 0)
                .collect(Collectors.groupingBy(
                        row -> row.servedFrom() == null ? "in every release" : "before " + row.servedFrom(),
                        TreeMap::new,
                        Collectors.mapping(ClassRow::name, Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(entry ->
                        "leave " + entry.getValue() + " here: refused by the query daemon " + entry.getKey() + ".")
                .toList();
    }

    private void accounting() {
        Accounting totals = report.totals();
        page.blank();
        page.paragraph(Tone.STRONG, "REQUESTS");
        page.labelled(
                Tone.PLAIN,
                "received     ",
                totals.received() + " = " + totals.queries() + " queries + " + totals.commands() + " commands + "
                        + totals.waits() + " waits + " + totals.unknown() + " unknown");
        page.labelled(
                Tone.PLAIN,
                "queries      ",
                totals.queries() + " = " + totals.eligible() + " eligible + " + totals.lock() + " lock + "
                        + totals.malformed() + " malformed");
        if (report.misdirectionApplies()) {
            page.labelled(
                    Tone.PLAIN,
                    "misdirected  ",
                    totals.misdirected() + " = " + totals.toChange() + " to change + " + totals.expected()
                            + " expected");
        }
        page.labelled(
                Tone.PLAIN,
                "failed       ",
                Words.count(totals.failed(), "query", "queries") + " got an error, " + totals.unanswered()
                        + " no complete reply; "
                        + Words.count(totals.incomplete(), "request", "requests") + " never ended");
        others();
    }

    private void others() {
        List<ClientRow> others = report.clients(Standing.NO_QUERIES);
        if (others.isEmpty()) {
            return;
        }
        String names = others.stream()
                .limit(NAMES_SHOWN)
                .map(client -> client.who().label() + " (" + client.who().userOrUid() + ")")
                .collect(Collectors.joining(", "));
        page.labelled(
                Tone.PLAIN,
                "no queries   ",
                "came from " + Words.count(others.size(), "other client", "other clients") + ": " + names
                        + (others.size() > NAMES_SHOWN ? ", ..." : ""));
    }
}
