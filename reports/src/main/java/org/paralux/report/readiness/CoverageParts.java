package org.paralux.report.readiness;

import java.util.ArrayList;
import java.util.List;
import org.paralux.report.page.Block;
import org.paralux.report.page.Block.Card;
import org.paralux.report.page.Block.Cell;
import org.paralux.report.page.Block.Code;
import org.paralux.report.page.Block.Column;
import org.paralux.report.page.Block.CoverageMap;
import org.paralux.report.page.Block.Grid;
import org.paralux.report.page.Block.MapField;
import org.paralux.report.page.Block.MapRow;
import org.paralux.report.page.Block.Row;
import org.paralux.report.readiness.Coverage.Combination;
import org.paralux.report.readiness.Coverage.FieldCell;
import org.paralux.report.readiness.Coverage.Probe;
import org.paralux.report.readiness.Coverage.ResourceRow;
import org.paralux.report.text.Tone;
import org.paralux.report.text.Words;

/** What the page says of coverage and of clients. */
final class CoverageParts {
    private static final String ETX_LINE = "printf '%s\\003' ";

    private final ReadinessReport report;
    private final Coverage coverage;

    CoverageParts(ReadinessReport report) {
        this.report = report;
        this.coverage = report.coverage();
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.Text.plain(coverage.compared() + " of " + coverage.seen()
                + " combinations that clients asked for were compared; the catalogue has "
                + Words.count(coverage.catalogue(), "combination", "combinations") + " more that nobody asked for."));
        blocks.add(new CoverageMap(
                "Fields by method and resource",
                coverage.resources().stream().map(CoverageParts::row).toList()));
        blocks.add(never());
        if (!coverage.probes().isEmpty()) {
            blocks.add(probes());
        }
        return blocks;
    }

    private static MapRow row(ResourceRow row) {
        String label = row.resource() == null ? row.method() : row.method() + " " + row.resource();
        return new MapRow(label, row.fields().stream().map(CoverageParts::field).toList());
    }

    private static MapField field(FieldCell field) {
        MapField.State state = field.compared() > 0
                ? MapField.State.COMPARED
                : field.seen() > 0 ? MapField.State.NEVER_COMPARED : MapField.State.NOT_ASKED;
        return new MapField(
                field.field(), state, "asked " + field.seen() + " times, compared " + field.compared() + " times");
    }

    private Grid never() {
        List<Row> rows = coverage.never().stream().map(CoverageParts::row).toList();
        return new Grid(
                "never",
                "Asked and never compared",
                List.of(
                        Column.text("Method", 9),
                        Column.text("Resource", 8),
                        Column.text("Field", 8),
                        Column.text("Operator", 6),
                        Column.text("Result", 5),
                        Column.number("Asked", 7)),
                rows);
    }

    private static Row row(Combination one) {
        return Row.of(
                Cell.of(one.method()).in(Tone.STRONG),
                Cell.of(one.resource() == null ? "" : one.resource()),
                Cell.of(one.field() == null ? "" : one.field()),
                Cell.of(one.operator() == null ? "" : one.operator()),
                Cell.of(one.shape()),
                Cell.of(one.seen()));
    }

    private Card probes() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.Text.plain("Each asks for something that was never compared. They only read. Send one to the"
                + " proxy's socket, as a client would, and it is put to both daemons."));
        StringBuilder requests = new StringBuilder();
        for (Probe probe : coverage.probes()) {
            requests.append(ETX_LINE)
                    .append(quoted(probe.request()))
                    .append(" | socat -t 60 - UNIX-CONNECT:\"$SOCKET\" >/dev/null\n");
        }
        blocks.add(new Code("As a script; SOCKET is the path that clients connect to", requests.toString()));
        blocks.add(new Grid(
                "probes",
                "The same as commands, where there are any",
                List.of(Column.text("Class", 9), Column.text("Command", 9)),
                coverage.probes().stream()
                        .filter(probe -> probe.command() != null)
                        .map(probe -> Row.of(
                                Cell.of(probe.queryClass()).in(Tone.STRONG),
                                Cell.of(probe.command() == null ? "" : probe.command())))
                        .toList()));
        return new Card(
                Tone.PLAIN,
                "Probes that close the gap",
                Words.count(coverage.probes().size(), "request", "requests"),
                blocks);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    List<Block> clients() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Grid(
                "misdirected",
                "Clients still misdirected",
                List.of(Column.text("Client", 9), Column.number("Queries", 8), Column.text("Change", 7)),
                report.misdirected().stream()
                        .map(row -> Row.of(
                                Cell.of(row.label()).in(Tone.STRONG), Cell.of(row.queries()), Cell.of(row.change())))
                        .toList()));
        blocks.add(new Grid(
                "never-clients",
                "Clients of whose queries none was compared",
                List.of(Column.text("Client key", 9)),
                report.neverCompared().stream().map(key -> Row.of(Cell.of(key))).toList()));
        if (!report.awaited().isEmpty()) {
            blocks.add(new Grid(
                    "awaited",
                    "Monthly jobs of this host that were not seen",
                    List.of(Column.text("Entry", 9)),
                    report.awaited().stream()
                            .map(entry -> Row.of(Cell.of(entry)))
                            .toList()));
        }
        return blocks;
    }
}
