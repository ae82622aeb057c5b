package org.paralux.report.consistency;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.Outcome;
import org.paralux.audit.statistics.IntervalQuantiles.Quantile;
import org.paralux.audit.statistics.IntervalQuantiles.Step;
import org.paralux.audit.statistics.Percent;
import org.paralux.report.page.Block;
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

/** What the page says of outcomes, lag, latency, and of what was not compared. */
final class OutcomeParts {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd MMM", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("dd MMM HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final ConsistencyReport report;
    private final ZoneId zone;

    OutcomeParts(ConsistencyReport report, ZoneId zone) {
        this.report = report;
        this.zone = zone;
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        if (!report.course().isEmpty()) {
            blocks.add(course());
        }
        blocks.add(classes());
        List<Fact> facts = new ArrayList<>();
        report.accounts()
                .identities()
                .forEach(
                        identity -> facts.add(new Fact(identity.holds() ? "Holds" : "DOES NOT HOLD", identity.text())));
        blocks.add(new Facts(facts));
        return blocks;
    }

    private Chart course() {
        List<Series> series = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            List<@Nullable Double> values = new ArrayList<>();
            report.course()
                    .forEach(moment -> values.add((double) moment.outcomes().getOrDefault(outcome.word(), 0L)));
            if (values.stream().anyMatch(value -> value != null && value > 0)) {
                series.add(Series.of(outcome.word(), role(outcome), values));
            }
        }
        return new Chart(
                "course",
                Chart.Kind.STACK,
                "Outcomes over time",
                report.accounts().trials() + " trials, " + report.accounts().divergent()
                        + " of them divergent; one bar is " + Words.span(report.stretch()) + ".",
                "",
                "queries",
                labels(),
                series);
    }

    private List<String> labels() {
        return report.course().stream().map(moment -> label(moment.start())).toList();
    }

    private String label(Instant start) {
        Duration stretch = report.stretch();
        DateTimeFormatter form = stretch.compareTo(Duration.ofDays(1)) >= 0
                ? DAY
                : stretch.compareTo(Duration.ofMinutes(5)) >= 0 ? HOUR : SECOND;
        return form.format(start.atZone(zone));
    }

    static Role role(Outcome outcome) {
        return switch (outcome) {
            case MATCH -> Role.GOOD;
            case EQUIVALENT -> Role.FINE;
            case MOVED, LAG -> Role.ACCENT;
            case UNDECIDED, REFUSED -> Role.CAUTION;
            case SHADOW_FAILED -> Role.WORSE;
            case DIVERGENT -> Role.BAD;
            case SKIPPED -> Role.FAINT;
        };
    }

    private Grid classes() {
        List<Row> rows = report.classes().stream().map(OutcomeParts::classRow).toList();
        return new Grid(
                "classes",
                "By query class",
                List.of(
                        Column.text("Class", 9),
                        Column.number("Eligible", 6),
                        Column.number("Trials", 9),
                        Column.number("Match", 8),
                        Column.number("Equiv.", 3),
                        Column.number("Lag", 7),
                        Column.number("Moved", 2),
                        Column.number("Divergent", 9),
                        Column.number("Refused", 5),
                        Column.number("Failed", 5),
                        Column.number("Undecided", 5),
                        Column.number("Failing traffic", 4)),
                rows);
    }

    private static Row classRow(ClassRow row) {
        return Row.of(
                Cell.of(row.name()).in(Tone.STRONG),
                Cell.of(row.eligible()),
                Cell.of(row.trials()),
                Cell.of(row.outcome("match")),
                Cell.of(row.outcome("equivalent")),
                Cell.of(row.outcome("lag")),
                Cell.of(row.outcome("moved")),
                marked(row.outcome("divergent"), Tone.BAD),
                marked(row.outcome("refused"), Tone.CAUTION),
                marked(row.outcome("shadow-failed"), Tone.BAD),
                marked(row.outcome("undecided"), Tone.CAUTION),
                Cell.of(Percent.of(row.failing()), row.failing()));
    }

    private static Cell marked(long number, Tone tone) {
        return number == 0 ? Cell.of(number) : Cell.of(number).in(tone);
    }

    List<Block> lag() {
        LagRow lag = report.lag();
        if (lag == null) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(distribution(lag));
        blocks.add(lagCourse());
        List<Row> rows = new ArrayList<>();
        rows.add(lagRow("all classes", lag));
        report.classes().forEach(row -> {
            if (row.lag() != null) {
                rows.add(lagRow(row.name(), row.lag()));
            }
        });
        blocks.add(new Grid(
                "lag-table",
                "Lag by class, as intervals",
                List.of(
                        Column.text("Class", 9),
                        Column.number("Stale trials", 8),
                        Column.number("Share", 7),
                        Column.number("p50", 9),
                        Column.number("p90", 6),
                        Column.number("p99", 8),
                        Column.number("Max", 5)),
                rows));
        if (!report.readers().isEmpty()) {
            blocks.add(readers());
        }
        return blocks;
    }

    private static Row lagRow(String name, LagRow lag) {
        return Row.of(
                Cell.of(name).in(Tone.STRONG),
                Cell.of(lag.stale()),
                Cell.of(Percent.of(lag.share()), lag.share()),
                interval(lag.p50()),
                interval(lag.p90()),
                interval(lag.p99()),
                interval(lag.max()));
    }

    private static Cell interval(Quantile quantile) {
        double upTo = quantile.upTo() == null ? Double.MAX_VALUE : quantile.upTo();
        return Cell.of(words(quantile), upTo);
    }

    static String words(Quantile quantile) {
        return quantile.upTo() == null
                ? "over " + Words.micros(quantile.after())
                : Words.micros(quantile.after()) + " to " + Words.micros(quantile.upTo());
    }

    /** The distribution lies between two lines: had every lag ended as late, or as early, as its interval allows. */
    private Chart distribution(LagRow lag) {
        List<Double> early = new ArrayList<>();
        List<Double> late = new ArrayList<>();
        List<@Nullable Double> shares = new ArrayList<>();
        List<@Nullable Double> lateShares = new ArrayList<>();
        double begin = Math.max(1, lag.steps().getFirst().after() / 2.0);
        early.add(begin);
        shares.add(0.0);
        late.add(begin);
        lateShares.add(0.0);
        for (Step step : lag.steps()) {
            early.add((double) Math.max(1, step.after()));
            shares.add(step.share());
            if (step.upTo() != null) {
                late.add((double) step.upTo());
                lateShares.add(step.share());
            }
        }
        double end = 2 * Math.max(early.getLast(), late.getLast());
        early.add(end);
        shares.add(shares.getLast());
        late.add(end);
        lateShares.add(lateShares.getLast());
        return new Chart(
                "lag-distribution",
                Chart.Kind.STEPS,
                "How long the shadow lagged",
                "Half caught up within " + words(lag.p50()) + ", 99 % within " + words(lag.p99())
                        + ". The truth lies between the lines.",
                "after the primary's reply",
                "share caught up",
                List.of(),
                List.of(
                        new Series("at the earliest", Role.FINE, early, shares),
                        new Series("at the latest", Role.ACCENT, late, lateShares)));
    }

    private Chart lagCourse() {
        List<@Nullable Double> after = new ArrayList<>();
        List<@Nullable Double> upTo = new ArrayList<>();
        report.course().forEach(moment -> {
            Quantile lag = moment.lag();
            after.add(lag == null ? null : lag.after() / 1000.0);
            upTo.add(lag == null || lag.upTo() == null ? null : lag.upTo() / 1000.0);
        });
        return new Chart(
                "lag-course",
                Chart.Kind.LINES,
                "Median lag over time",
                "It lies between the lines; where there are none, nothing lagged.",
                "",
                "milliseconds",
                labels(),
                List.of(Series.of("at least", Role.FINE, after), Series.of("at most", Role.ACCENT, upTo)));
    }

    private Grid readers() {
        return new Grid(
                "readers",
                "Clients that read before the shadow had their own write",
                List.of(Column.text("Client", 9), Column.number("Stale", 9), Column.number("Reads soon after", 8)),
                report.readers().stream()
                        .map(row -> Row.of(Cell.of(row.client()), Cell.of(row.stale()), Cell.of(row.reads())))
                        .toList());
    }

    List<Block> latency() {
        List<Row> rows = new ArrayList<>();
        for (ClassRow row : report.classes()) {
            Spread primary = row.primary();
            Spread shadow = row.shadow();
            if (primary != null && shadow != null) {
                rows.add(Row.of(
                        Cell.of(row.name()).in(Tone.STRONG),
                        Cell.of(primary.count()),
                        time(primary.p50()),
                        time(shadow.p50()),
                        time(primary.p90()),
                        time(shadow.p90()),
                        time(primary.p99()),
                        time(shadow.p99()),
                        time(primary.max()),
                        time(shadow.max())));
            }
        }
        return List.of(new Grid(
                "latency-table",
                "Latency by class",
                List.of(
                        Column.text("Class", 9),
                        Column.number("Pairs", 4),
                        Column.number("Primary p50", 9),
                        Column.number("Shadow p50", 9),
                        Column.number("Primary p90", 3),
                        Column.number("Shadow p90", 3),
                        Column.number("Primary p99", 7),
                        Column.number("Shadow p99", 7),
                        Column.number("Primary max", 2),
                        Column.number("Shadow max", 2)),
                rows));
    }

    private static Cell time(long micros) {
        return Cell.of(Words.micros(micros), (double) micros);
    }

    List<Block> rest() {
        List<Row> skips = new ArrayList<>();
        report.accounts()
                .skips()
                .forEach((cause, count) -> skips.add(Row.of(
                        Cell.of(cause).in(Tone.STRONG),
                        Cell.of(count),
                        Cell.of(Words.percent(count, report.accounts().eligible())))));
        List<Row> rules = report.rules().stream()
                .map(rule -> Row.of(
                        Cell.of(rule.id()).in(Tone.STRONG),
                        Cell.of(rule.trials()),
                        Cell.of(Words.minute(rule.first(), zone)),
                        Cell.of(Words.minute(rule.last(), zone))))
                .toList();
        List<Row> epochs = report.epochs().stream()
                .map(epoch -> Row.of(
                        Cell.of(epoch.epoch()).in(Tone.STRONG),
                        Cell.of(Words.minute(epoch.since(), zone)),
                        Cell.of(epoch.why()),
                        Cell.of(String.join(", ", epoch.builds()))))
                .toList();
        return List.of(
                new Grid(
                        "skips",
                        "Eligible queries that were not compared",
                        List.of(Column.text("Why", 9), Column.number("Queries", 9), Column.number("Of eligible", 8)),
                        skips),
                new Grid(
                        "rules",
                        "Rules that fired",
                        List.of(
                                Column.text("Rule", 9),
                                Column.number("Trials", 9),
                                Column.text("First", 5),
                                Column.text("Last", 6)),
                        rules),
                new Grid(
                        "epochs",
                        "Epochs, the last is the present one",
                        List.of(
                                Column.text("Epoch", 9),
                                Column.text("Since", 8),
                                Column.text("Why", 5),
                                Column.text("Builds", 6)),
                        epochs));
    }
}
