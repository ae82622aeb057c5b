package org.paralux.report.readiness;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.statistics.Bounds;
import org.paralux.audit.statistics.Percent;
import org.paralux.report.page.Block;
import org.paralux.report.page.Block.Card;
import org.paralux.report.page.Block.Cell;
import org.paralux.report.page.Block.Chart;
import org.paralux.report.page.Block.Column;
import org.paralux.report.page.Block.Fact;
import org.paralux.report.page.Block.Facts;
import org.paralux.report.page.Block.Grid;
import org.paralux.report.page.Block.Role;
import org.paralux.report.page.Block.Row;
import org.paralux.report.page.Block.Series;
import org.paralux.report.tally.Durations.Spread;
import org.paralux.report.tally.LagRow;
import org.paralux.report.text.Tone;
import org.paralux.report.text.Words;

/** What the page says of verdicts: all in a table, each with its gates and numbers in a card. */
final class VerdictParts {
    private static final int BARS = 30;

    private final ReadinessReport report;
    private final ZoneId zone;

    VerdictParts(ReadinessReport report, ZoneId zone) {
        this.report = report;
        this.zone = zone;
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(summary());
        if (!report.classes().isEmpty()) {
            blocks.add(chart());
        }
        report.classes().stream().map(this::card).forEach(blocks::add);
        return blocks;
    }

    static Tone tone(Verdict verdict) {
        return switch (verdict) {
            case GO -> Tone.GOOD;
            case NO_GO -> Tone.BAD;
            case NOT_ENOUGH_EVIDENCE -> Tone.CAUTION;
            case NOT_MIGRATABLE -> Tone.FAINT;
        };
    }

    private Grid summary() {
        List<Row> rows = report.classes().stream()
                .map(row -> Row.of(
                        Cell.of(row.name()).in(Tone.STRONG),
                        Cell.of(row.verdict().toString()).in(tone(row.verdict())),
                        Cell.of(row.bounds().cells()),
                        Cell.of(row.bounds().failed()),
                        Cell.of(Percent.of(row.bounds().decides()), row.bounds().decides()),
                        Cell.of(row.comparedPairs() + "/" + row.pairs(), (double) row.comparedPairs()),
                        Cell.of(Percent.of(row.unseen().upper()), row.unseen().upper()),
                        Cell.of(wanted(row)),
                        Cell.of(row.when())))
                .toList();
        return new Grid(
                "verdict-table",
                "Verdicts",
                List.of(
                        Column.text("Class", 9),
                        Column.text("Verdict", 9),
                        Column.number("Cells", 7),
                        Column.number("Failed", 8),
                        Column.number("At most", 8),
                        Column.number("Compared", 4),
                        Column.number("Unseen", 3),
                        Column.text("Still wanted", 6),
                        Column.text("When", 7)),
                rows);
    }

    private Chart chart() {
        List<ClassVerdict> shown = report.classes().stream().limit(BARS).toList();
        return new Chart(
                "bounds",
                Chart.Kind.BARS,
                "How many cells may fail",
                "The bound that decides, by class; a class may move below "
                        + Percent.of(report.standard().acceptable()) + ".",
                "",
                "percent of cells, at most",
                shown.stream().map(ClassVerdict::name).toList(),
                List.of(Series.ofAll(
                        "at most",
                        Role.ACCENT,
                        shown.stream().map(row -> 100 * row.bounds().decides()).toList())));
    }

    private Card card(ClassVerdict row) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.Text.plain(row.reason()));
        blocks.add(gates(row));
        blocks.add(new Facts(facts(row)));
        return new Card(tone(row.verdict()), row.name(), row.verdict() + ", " + row.when(), blocks);
    }

    private static Grid gates(ClassVerdict row) {
        List<Row> rows = row.gates().stream()
                .map(gate -> Row.of(
                        Cell.of(gate.open() ? "open" : "shut").in(gate.open() ? Tone.GOOD : Tone.CAUTION),
                        Cell.of(gate.name()),
                        Cell.of(gate.found()),
                        Cell.of(gate.wanted())))
                .toList();
        return new Grid(
                "gates-" + row.name().replaceAll("[^A-Za-z0-9]", "-"),
                "What a GO needs",
                List.of(
                        Column.text("Gate", 9),
                        Column.text("What", 9),
                        Column.text("Found", 8),
                        Column.text("Wanted", 7)),
                rows);
    }

    private List<Fact> facts(ClassVerdict row) {
        Bounds bounds = row.bounds();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Trials", row.trials() + ", " + outcomes(row)));
        facts.add(new Fact(
                "Failing cells",
                bounds.failed() + " of " + bounds.cells() + " (" + Percent.of(bounds.share()) + "); of the traffic "
                        + Percent.of(row.failing())));
        facts.add(new Fact("Bound that decides", Percent.of(bounds.decides()) + ", the widest of these three"));
        facts.add(new Fact(
                "Bound by cells",
                Percent.of(bounds.anytime()) + ", if each fails by itself" + stillNeeded(row.moreCleanCells())));
        facts.add(new Fact(
                "Bound by client hours",
                Percent.of(bounds.byBlocks()) + ", even if all cells of a client in one hour fail together; "
                        + Words.count(bounds.blocks(), "such hour", "such hours")
                        + stillNeeded(row.moreCleanBlocks())));
        facts.add(new Fact(
                "Bound by bootstrap",
                bounds.failed() == 0
                        ? "nothing to draw: no cell failed"
                        : Percent.of(bounds.bootstrap()) + " over the same client hours"));
        facts.add(new Fact("Clopper-Pearson", Percent.of(bounds.oneLook()) + ", valid for one look"));
        facts.add(new Fact(
                "Without rules",
                Percent.of(bounds.withoutRules()) + ", with " + bounds.failedWithoutRules() + " failing cells"));
        facts.add(new Fact(
                "Unseen",
                Percent.of(row.unseen().estimate()) + " estimated, at most "
                        + Percent.of(row.unseen().upper()) + "; about " + Math.round(row.possibleCells())
                        + " cells are possible"));
        facts.add(new Fact(
                "Skipped",
                Words.count(row.skipped(), "query", "queries") + " by circumstance (" + Percent.of(row.skippedShare())
                        + ")"));
        if (row.first() != null && row.last() != null) {
            facts.add(new Fact("Seen", Words.time(row.first(), zone) + " to " + Words.time(row.last(), zone)));
        }
        LagRow lag = row.lag();
        if (lag != null) {
            Long upTo = lag.p99().upTo();
            facts.add(new Fact(
                    "Lag",
                    Percent.of(lag.share()) + " of the trials, 99 % of them within "
                            + (upTo == null ? "an unknown time" : Words.micros(upTo))));
        }
        latency(facts, row.primary(), row.shadow());
        Instant lastAlarm = row.lastAlarm();
        if (lastAlarm != null) {
            facts.add(new Fact("Bursts of failures", row.alarms() + ", the last at " + Words.time(lastAlarm, zone)));
        }
        return facts;
    }

    private static String stillNeeded(@Nullable Long number) {
        return number == null || number == 0 ? "" : "; " + number + " more, all clean, are needed";
    }

    private static void latency(List<Fact> facts, @Nullable Spread primary, @Nullable Spread shadow) {
        if (primary != null && shadow != null) {
            facts.add(new Fact(
                    "Latency",
                    "primary " + Words.micros(primary.p50()) + ", shadow " + Words.micros(shadow.p50())
                            + " in the median, indicative"));
        }
    }

    private static String outcomes(ClassVerdict row) {
        return String.join(
                ", ",
                row.outcomes().entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .toList());
    }

    /** Every class with the numbers behind its verdict. */
    Grid table() {
        List<Row> rows = report.classes().stream()
                .map(row -> Row.of(
                        Cell.of(row.name()),
                        Cell.of(row.verdict().toString()),
                        Cell.of(row.trials()),
                        Cell.of(row.bounds().cells()),
                        Cell.of(row.bounds().failed()),
                        number(row.bounds().decides()),
                        number(row.bounds().anytime()),
                        number(row.bounds().byBlocks()),
                        number(row.bounds().bootstrap()),
                        number(row.bounds().oneLook()),
                        number(row.bounds().withoutRules()),
                        number(row.unseen().estimate()),
                        number(row.unseen().upper()),
                        Cell.of(row.pairs()),
                        Cell.of(row.comparedPairs()),
                        number(row.skippedShare()),
                        more(row.moreCleanCells()),
                        more(row.moreCleanBlocks()),
                        Cell.of(row.when()),
                        Cell.of(row.reason())))
                .toList();
        return new Grid(
                "all-verdicts",
                "All verdicts",
                Stream.of(
                                "class",
                                "verdict",
                                "trials",
                                "cells",
                                "failed cells",
                                "bound",
                                "anytime",
                                "by blocks",
                                "bootstrap",
                                "one look",
                                "without rules",
                                "unseen",
                                "unseen at most",
                                "pairs seen",
                                "pairs compared",
                                "skipped",
                                "more clean cells",
                                "more clean blocks",
                                "when",
                                "reason")
                        .map(title -> Column.text(title, 9))
                        .toList(),
                rows);
    }

    /** What the bounds still want, all of it clean: cells, and a client's hours with new ones. */
    private static String wanted(ClassVerdict row) {
        Long cells = row.moreCleanCells();
        Long hours = row.moreCleanBlocks();
        return Stream.of(
                        cells == null || cells == 0 ? "" : Words.count(cells, "cell", "cells"),
                        hours == null || hours == 0 ? "" : Words.count(hours, "client hour", "client hours"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static Cell more(@Nullable Long number) {
        return number == null ? Cell.of("") : Cell.of(number);
    }

    private static Cell number(double value) {
        return Cell.of(String.valueOf(value), value);
    }
}
