package org.paralux.report.clients;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.paralux.report.page.Block;
import org.paralux.report.page.Block.Card;
import org.paralux.report.page.Block.Cell;
import org.paralux.report.page.Block.Chart;
import org.paralux.report.page.Block.Code;
import org.paralux.report.page.Block.Column;
import org.paralux.report.page.Block.Fact;
import org.paralux.report.page.Block.Facts;
import org.paralux.report.page.Block.Grid;
import org.paralux.report.page.Block.Role;
import org.paralux.report.page.Block.Row;
import org.paralux.report.page.Block.Series;
import org.paralux.report.text.Tone;
import org.paralux.report.text.Words;

/** What the page says of clients: the burn-down, a table of each standing, and a card of each client. */
final class ClientParts {
    private static final int CARDS = 60;
    private static final int PARENTS = 4;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd MMM", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd MMM HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final ClientsReport report;
    private final ZoneId zone;

    ClientParts(ClientsReport report, ZoneId zone) {
        this.report = report;
        this.zone = zone;
    }

    List<Block> burnDown() {
        BurnDown burnDown = report.burnDown();
        if (burnDown.points().isEmpty()) {
            return List.of();
        }
        Duration stretch = burnDown.stretch();
        DateTimeFormatter form = stretch.compareTo(Duration.ofDays(1)) >= 0
                ? DAY
                : stretch.compareTo(Duration.ofMinutes(1)) >= 0 ? MINUTE : SECOND;
        List<@Nullable Double> queries = new ArrayList<>();
        List<@Nullable Double> clients = new ArrayList<>();
        burnDown.points().forEach(point -> {
            queries.add((double) point.queries());
            clients.add((double) point.clients());
        });
        List<String> labels = burnDown.points().stream()
                .map(point -> form.format(point.start().atZone(zone)))
                .toList();
        return List.of(
                chart(
                        "burn-queries",
                        "Misdirected queries to change",
                        "queries",
                        Role.CAUTION,
                        labels,
                        queries,
                        stretch),
                chart("burn-clients", "Clients that send them", "clients", Role.ACCENT, labels, clients, stretch));
    }

    private static Chart chart(
            String id,
            String title,
            String unit,
            Role role,
            List<String> labels,
            List<@Nullable Double> values,
            Duration stretch) {
        return new Chart(
                id,
                Chart.Kind.STACK,
                title,
                "One bar is " + Words.span(stretch) + ".",
                "",
                unit,
                labels,
                List.of(Series.of(unit, role, values)));
    }

    static String id(Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<Block> clients(Standing standing) {
        List<ClientRow> clients = report.clients(standing);
        List<Block> blocks = new ArrayList<>();
        if (clients.isEmpty()) {
            return blocks;
        }
        if (standing == Standing.NO_QUERIES) {
            blocks.add(new Grid(
                    id(standing) + "-table",
                    "Clients",
                    List.of(Column.text("Client", 9), Column.text("User", 8), Column.number("Requests", 7)),
                    clients.stream()
                            .map(row -> Row.of(
                                    Cell.of(row.who().label()).in(Tone.STRONG),
                                    Cell.of(row.who().userOrUid()),
                                    Cell.of(row.requests().received())))
                            .toList()));
            return blocks;
        }
        blocks.add(new Grid(
                id(standing) + "-table",
                "Clients",
                columns(),
                clients.stream().map(this::row).toList()));
        clients.stream().limit(CARDS).map(this::card).forEach(blocks::add);
        return blocks;
    }

    private static List<Column> columns() {
        return List.of(
                Column.text("Client", 9),
                Column.text("User", 8),
                Column.number("Queries", 9),
                Column.number("Share", 7),
                Column.number("An hour", 4),
                Column.text("Period", 5),
                Column.text("Trend", 8),
                Column.text("Since", 3),
                Column.text("Last", 6),
                Column.text("Change", 2));
    }

    private Row row(ClientRow client) {
        Presence presence = presence(client);
        Duration period = presence.period();
        return Row.of(
                Cell.of(client.who().label()).in(Tone.STRONG),
                Cell.of(client.who().userOrUid()),
                Cell.of(client.queries()),
                Cell.of(
                        Words.percent(
                                client.requests().misdirected(), report.totals().misdirected()),
                        client.share()),
                Cell.of(TextDetails.rate(presence), presence.perHour() == null ? 0 : presence.perHour()),
                Cell.of(period == null ? "" : Words.span(period), period == null ? 0 : (double) period.toMillis()),
                Cell.of(presence.trend().word()).in(tone(presence.trend())),
                Cell.of(Words.minute(presence.first(), zone)),
                Cell.of(Words.minute(presence.last(), zone)),
                Cell.of(client.hint().summary()));
    }

    private static Tone tone(Trend trend) {
        return switch (trend) {
            case FIXED, GONE, FALLING -> Tone.GOOD;
            case RISING, BACK, NEW -> Tone.BAD;
            case STEADY, UNCLEAR -> Tone.PLAIN;
        };
    }

    private static Presence presence(ClientRow client) {
        return Objects.requireNonNull(client.presence(), "sent queries");
    }

    private Card card(ClientRow client) {
        List<Block> blocks = new ArrayList<>();
        boolean toChange = client.standing() == Standing.TO_CHANGE;
        if (toChange) {
            blocks.add(new Block.Text(Tone.STRONG, client.hint().summary()));
            blocks.add(Block.Text.plain(client.hint().detail()));
        }
        blocks.add(new Facts(facts(client)));
        blocks.add(asks(client));
        if (toChange) {
            blocks.add(new Code("Ticket for the owner, in Markdown", Ticket.of(client, zone)));
        }
        return new Card(
                toChange ? Tone.CAUTION : Tone.PLAIN,
                client.who().label(),
                Words.count(client.queries(), "query", "queries") + ", "
                        + presence(client).trend().word(),
                blocks);
    }

    private List<Fact> facts(ClientRow client) {
        List<Fact> facts = new ArrayList<>();
        Who who = client.who();
        Presence presence = presence(client);
        fact(facts, "Script", who.script());
        fact(facts, "Executable", who.executable());
        fact(facts, "Command", who.commandLine() == null ? null : String.join(" ", who.commandLine()));
        fact(facts, "User", who.user() == null ? who.userOrUid() : who.user() + " (uid " + who.uid() + ")");
        fact(facts, "Logged in as", who.loginuid() == null ? null : "uid " + who.loginuid());
        fact(facts, "Unit", who.unit());
        fact(
                facts,
                "Started by",
                who.parents().isEmpty()
                        ? null
                        : String.join(
                                " < ", who.parents().stream().limit(PARENTS).toList()));
        origin(facts, client.origin());
        if (client.kind() == ClientKind.RAPI) {
            facts.add(new Fact(
                    "Identity ends here",
                    "RAPI hides its users; they asked for "
                            + (client.rapiResources().isEmpty()
                                    ? "what no resource is known for"
                                    : String.join(", ", client.rapiResources()))));
        }
        Duration period = presence.period();
        fact(facts, "Period", period == null ? null : "every " + Words.span(period));
        fact(facts, "Back since", presence.backSince() == null ? null : Words.time(presence.backSince(), zone));
        facts.add(new Fact(
                "Seen",
                Words.time(presence.first(), zone) + " to " + Words.time(presence.last(), zone) + ", "
                        + Words.count(presence.visits(), "visit", "visits")));
        presence.samples()
                .forEach(sample -> facts.add(new Fact(
                        "Look at",
                        Words.time(sample.time(), zone) + ", exchange " + sample.exchange()
                                + (sample.pid() == 0 ? "" : ", pid " + sample.pid()))));
        facts.add(new Fact("Client key", client.key()));
        facts.add(new Fact("Identity", String.join(", ", who.identities().keySet())));
        return facts;
    }

    private static void origin(List<Fact> facts, @Nullable ScriptOrigin origin) {
        if (origin != null) {
            fact(facts, "Owner of the file", origin.owner());
            fact(facts, "Debian package", origin.debPackage());
            origin.starters().forEach(starter -> facts.add(new Fact("Starts it", starter)));
            fact(facts, "Logged in from", origin.loginHost());
        }
    }

    private static void fact(List<Fact> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.add(new Fact(name, value));
        }
    }

    private static Grid asks(ClientRow client) {
        List<Row> rows = client.classes().stream()
                .map(row -> Row.of(
                        Cell.of(row.name()).in(Tone.STRONG),
                        Cell.of(row.queries()),
                        Cell.of(row.toChange()),
                        Cell.of(String.join(
                                ", ",
                                row.fields().stream()
                                        .map(ClassRow.FieldCount::field)
                                        .toList())),
                        Cell.of(served(row))))
                .toList();
        return new Grid(
                "asks-" + Integer.toHexString(client.key().hashCode())
                        + client.who().identities().keySet().hashCode(),
                "What it asks",
                List.of(
                        Column.text("Class", 9),
                        Column.number("Queries", 9),
                        Column.number("To change", 8),
                        Column.text("Fields", 5),
                        Column.text("Note", 4)),
                rows);
    }

    private static String served(ClassRow row) {
        if (row.expectation() != null) {
            return "expected in " + row.expectation().releases() + ": "
                    + row.expectation().reason();
        }
        if (!row.staysOnPrimary()) {
            return "";
        }
        return row.servedFrom() == null
                ? "refused by the query daemon in every release"
                : "refused by the query daemon before " + row.servedFrom();
    }

    /** Every client with each of its classes. */
    Grid table() {
        List<Row> rows = new ArrayList<>();
        for (ClientRow client : report.clients()) {
            for (ClassRow row : client.classes()) {
                rows.add(row(client, row));
            }
        }
        return new Grid(
                "all-clients",
                "All clients",
                List.of(
                        Column.text("client", 9),
                        Column.text("key", 9),
                        Column.text("user", 9),
                        Column.text("standing", 9),
                        Column.text("class", 9),
                        Column.number("queries", 9),
                        Column.number("misdirected", 9),
                        Column.number("to change", 9),
                        Column.text("trend", 9),
                        Column.text("period", 9),
                        Column.text("first", 9),
                        Column.text("last", 9),
                        Column.text("package", 9),
                        Column.text("change", 9)),
                rows);
    }

    private static Row row(ClientRow client, ClassRow row) {
        Presence presence = presence(client);
        ScriptOrigin origin = client.origin();
        return Row.of(
                Cell.of(client.who().label()),
                Cell.of(client.key()),
                Cell.of(client.who().userOrUid()),
                Cell.of(client.standing().word()),
                Cell.of(row.name()),
                Cell.of(row.queries()),
                Cell.of(row.misdirected()),
                Cell.of(row.toChange()),
                Cell.of(presence.trend().word()),
                Cell.of(presence.period() == null ? "" : presence.period().toString()),
                Cell.of(presence.first().toString()),
                Cell.of(presence.last().toString()),
                Cell.of(origin == null || origin.debPackage() == null ? "" : origin.debPackage()),
                Cell.of(client.hint().summary()));
    }
}
