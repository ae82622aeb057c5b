package org.paralux.report.consistency;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.statistics.Percent;
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

/** What the page says of divergences: the causes as a chart and a table, and each with its places and examples. */
final class DivergenceParts {
    private static final int BARS = 12;
    private static final int CARDS = 40;
    private static final int PATHS_A_CARD = 12;
    private static final int CLIENTS_SHOWN = 5;

    private final ConsistencyReport report;
    private final ZoneId zone;

    DivergenceParts(ConsistencyReport report, ZoneId zone) {
        this.report = report;
        this.zone = zone;
    }

    /** All clients that a divergence was found for. */
    static List<String> clients(List<CauseRow> causes) {
        Set<String> clients = new LinkedHashSet<>();
        causes.forEach(cause ->
                cause.paths().forEach(path -> clients.addAll(path.clients().keySet())));
        return List.copyOf(clients);
    }

    /** The part of a client key that a person knows it by: the program's own name. */
    static String shortKey(String key) {
        for (String word : key.split("[ |]", -1)) {
            if (word.startsWith("/")) {
                String name = word.substring(word.lastIndexOf('/') + 1);
                String last = key.substring(Math.max(key.lastIndexOf(' '), key.lastIndexOf('|')) + 1);
                return last.equals(word) || last.equals("-") || last.contains("/") ? name : name + " " + last;
            }
        }
        return key;
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        if (!report.causes().isEmpty()) {
            blocks.add(chart());
            blocks.add(ranking());
            report.causes().stream().limit(CARDS).map(this::card).forEach(blocks::add);
        }
        if (report.compared()) {
            blocks.add(gone());
        }
        return blocks;
    }

    private Chart chart() {
        List<CauseRow> shown = report.causes().stream().limit(BARS).toList();
        CauseRow first = shown.getFirst();
        return new Chart(
                "causes",
                Chart.Kind.BARS,
                "Causes",
                "Mending " + first.cause() + " removes "
                        + Words.percent(first.removedSoFar(), report.accounts().divergent())
                        + " of the divergent trials.",
                "",
                "divergent trials",
                shown.stream().map(CauseRow::cause).toList(),
                List.of(
                        Series.ofAll(
                                "it alone",
                                Role.BAD,
                                shown.stream().map(row -> (double) row.alone()).toList()),
                        Series.ofAll(
                                "with others",
                                Role.CAUTION,
                                shown.stream()
                                        .map(row -> (double) (row.trials() - row.alone()))
                                        .toList())));
    }

    private Grid ranking() {
        List<Row> rows = report.causes().stream()
                .map(row -> Row.of(
                        Cell.of(row.cause()).in(Tone.STRONG),
                        Cell.of(row.trials()),
                        Cell.of(row.alone()),
                        Cell.of(Percent.of(row.share()), row.share()),
                        Cell.of(row.paths().size()),
                        Cell.of(
                                row.novelty() == Novelty.UNKNOWN
                                        ? "-"
                                        : row.novelty().toString()),
                        Cell.of(Words.minute(row.first(), zone)),
                        Cell.of(Words.minute(row.last(), zone)),
                        Cell.of(row.knownAs())))
                .toList();
        return new Grid(
                "cause-table",
                "Causes, in the order to mend them",
                List.of(
                        Column.text("Cause", 9),
                        Column.number("Trials", 9),
                        Column.number("Alone", 5),
                        Column.number("Removed so far", 8),
                        Column.number("Places", 4),
                        Column.text("New?", report.compared() ? 7 : 1),
                        Column.text("First", 3),
                        Column.text("Last", 6),
                        Column.text("Catalogue", 2)),
                rows);
    }

    private Card card(CauseRow cause) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.Text.plain(cause.meaning()
                + (cause.knownAs().isEmpty() ? "" : " Catalogue of known differences: " + cause.knownAs() + ".")));
        cause.paths().stream().limit(PATHS_A_CARD).map(this::path).forEach(blocks::add);
        int more = cause.paths().size() - PATHS_A_CARD;
        if (more > 0) {
            blocks.add(new Block.Text(
                    Tone.FAINT, Words.count(more, "place", "places") + " more; JSON and CSV have all of them."));
        }
        String novelty = cause.novelty() == Novelty.UNKNOWN ? "" : ", " + cause.novelty();
        return new Card(
                cause.novelty() == Novelty.KNOWN ? Tone.CAUTION : Tone.BAD,
                cause.cause(),
                Words.count(cause.trials(), "trial", "trials") + " in "
                        + Words.count(cause.paths().size(), "place", "places") + novelty,
                blocks);
    }

    private Card path(PathRow path) {
        List<Block> blocks = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Class", path.queryClass()));
        facts.add(new Fact("Kind", path.kind()));
        facts.add(
                new Fact("Places", Words.count(path.places(), "place", "places") + " in " + path.trials() + " trials"));
        facts.add(new Fact("Seen", Words.time(path.first(), zone) + " to " + Words.time(path.last(), zone)));
        facts.add(new Fact("Clients", clients(path)));
        blocks.add(new Facts(facts));
        path.examples().stream().map(this::example).forEach(blocks::addAll);
        String novelty = path.novelty() == Novelty.NEW ? ", new" : "";
        return new Card(
                Tone.PLAIN,
                path.path().isEmpty() ? "the whole reply" : path.path(),
                path.queryClass() + ", " + path.kind() + ", " + Words.count(path.trials(), "trial", "trials") + novelty,
                blocks);
    }

    private static String clients(PathRow path) {
        List<String> named = path.clients().entrySet().stream()
                .limit(CLIENTS_SHOWN)
                .map((Map.Entry<String, Long> entry) -> entry.getKey() + " (" + entry.getValue() + ")")
                .toList();
        int more = path.clients().size() - CLIENTS_SHOWN;
        return String.join(", ", named) + (more > 0 ? " and " + more + " more" : "");
    }

    private List<Block> example(Example example) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "Example",
                Words.time(example.time(), zone) + ", " + shortKey(example.client()) + ", paralux explain "
                        + example.exchange()));
        facts.add(new Fact("Where", example.path()));
        if (example.known()) {
            facts.add(new Fact("Primary", value(example.primary())));
            facts.add(new Fact("Shadow", value(example.shadow())));
        } else {
            facts.add(new Fact("Values", "no longer in the evidence"));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Facts(facts));
        if (example.request() != null) {
            blocks.add(new Code("LUXI request", example.request()));
        }
        if (example.command() != null) {
            blocks.add(new Code("The same as a command", example.command()));
        }
        return blocks;
    }

    private static String value(@Nullable String value) {
        return value == null ? "nothing" : value;
    }

    private Grid gone() {
        List<Row> rows = report.gone().stream()
                .map(row -> Row.of(
                        Cell.of(row.cause()).in(Tone.GOOD),
                        Cell.of(row.queryClass()),
                        Cell.of(row.path()),
                        Cell.of(row.kind()),
                        Cell.of(row.trials())))
                .toList();
        return new Grid(
                "gone",
                "Gone since the earlier report",
                List.of(
                        Column.text("Cause", 9),
                        Column.text("Class", 8),
                        Column.text("Path", 7),
                        Column.text("Kind", 3),
                        Column.number("Trials then", 5)),
                rows);
    }

    /** Every place of every cause. */
    Grid table() {
        List<Row> rows = new ArrayList<>();
        for (CauseRow cause : report.causes()) {
            for (PathRow path : cause.paths()) {
                rows.add(Row.of(
                        Cell.of(cause.cause()),
                        Cell.of(path.queryClass()),
                        Cell.of(path.path()),
                        Cell.of(path.kind()),
                        Cell.of(path.novelty().toString()),
                        Cell.of(path.trials()),
                        Cell.of(path.places()),
                        Cell.of(path.first().toString()),
                        Cell.of(path.last().toString()),
                        Cell.of(String.join("; ", path.clients().keySet())),
                        Cell.of(
                                path.examples().isEmpty()
                                        ? ""
                                        : path.examples().getFirst().exchange()),
                        Cell.of(text(
                                path.examples().isEmpty()
                                        ? null
                                        : path.examples().getFirst().primary())),
                        Cell.of(text(
                                path.examples().isEmpty()
                                        ? null
                                        : path.examples().getFirst().shadow()))));
            }
        }
        return new Grid(
                "all-divergences",
                "All divergences",
                List.of(
                        Column.text("cause", 9),
                        Column.text("class", 9),
                        Column.text("path", 9),
                        Column.text("kind", 9),
                        Column.text("novelty", 9),
                        Column.number("trials", 9),
                        Column.number("places", 9),
                        Column.text("first", 9),
                        Column.text("last", 9),
                        Column.text("clients", 9),
                        Column.text("example", 9),
                        Column.text("primary", 9),
                        Column.text("shadow", 9)),
                rows);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
