package org.paralux.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.paralux.report.page.Block;
import org.paralux.report.page.Block.Chart;
import org.paralux.report.page.Block.Grid;
import org.paralux.report.page.Block.Row;
import org.paralux.report.page.Page;
import org.paralux.report.text.Tone;
import org.paralux.report.text.Words;

/**
 * A page with what its templates need beside it.
 *
 * @param page what is printed
 */
public record HtmlPage(Page page) {
    private static final int FEW_BARS = 3;
    private static final int SOME_BARS = 7;
    private static final int MANY_BARS = 14;
    private static final int WIDE_CELL = 32;
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*");

    /** Nothing is loaded, and nothing runs but what the product wrote. */
    public String contentSecurityPolicy() {
        return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + Assets.digest(Assets.STYLE)
                + "; script-src " + Assets.digest(Assets.CHART_LIBRARY) + " " + Assets.digest(Assets.SCRIPT);
    }

    public String style() {
        return Assets.STYLE;
    }

    public String script() {
        return Assets.SCRIPT;
    }

    public String chartLibrary() {
        return Assets.CHART_LIBRARY;
    }

    /** The charts of the page as JSON that is safe inside a script element. */
    public String chartData() {
        List<Chart> charts = new ArrayList<>();
        page.sections().forEach(section -> section.blocks().forEach(block -> collect(block, charts)));
        return ChartJson.of(charts);
    }

    private static void collect(Block block, List<Chart> charts) {
        switch (block) {
            case Chart chart -> charts.add(chart);
            case Block.Card card -> card.blocks().forEach(inner -> collect(inner, charts));
            case Block.Text _, Block.Bullets _, Block.Facts _, Block.Code _, Grid _, Block.CoverageMap _ -> {}
        }
    }

    public String made() {
        return Words.time(page.generated(), page.zone());
    }

    /** The style's name of a tone. */
    public String tone(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }

    public String state(Block.MapField.State state) {
        return switch (state) {
            case COMPARED -> "compared";
            case NEVER_COMPARED -> "never";
            case NOT_ASKED -> "unasked";
        };
    }

    public String cellClass(Grid grid, Row row, int index) {
        boolean numeric = grid.columns().get(index).numeric();
        boolean wide = !numeric && row.cells().get(index).text().length() > WIDE_CELL;
        Double number = row.cells().get(index).number();
        boolean time = TIME.matcher(row.cells().get(index).text()).matches();
        boolean zero = number != null && number == 0;
        return tone(row.cells().get(index).tone())
                + (numeric ? " number" : "")
                + (wide ? " wide" : "")
                + (zero ? " zero" : "")
                + (time ? " time" : "");
    }

    public String sortKey(Row row, int index) {
        Double number = row.cells().get(index).number();
        return number == null ? row.cells().get(index).text() : String.valueOf(number);
    }

    /** Bars from left to right want room for each. */
    public String chartClass(Chart chart) {
        if (chart.kind() != Chart.Kind.BARS) {
            return "";
        }
        int bars = chart.labels().size();
        return bars <= FEW_BARS ? "bars-1" : bars <= SOME_BARS ? "bars-2" : bars <= MANY_BARS ? "bars-3" : "bars-4";
    }

    public List<String> chartHead(Chart chart) {
        List<String> head = new ArrayList<>();
        head.add(chart.axis().isEmpty() ? "" : chart.axis());
        chart.series().forEach(series -> head.add(series.name()));
        return head;
    }

    /** What a chart shows, as rows; those without anything are left out. */
    public List<List<String>> chartRows(Chart chart) {
        List<List<String>> rows = new ArrayList<>();
        int length = chart.labels().isEmpty()
                ? chart.series().stream()
                        .mapToInt(series -> series.positions().size())
                        .max()
                        .orElse(0)
                : chart.labels().size();
        for (int i = 0; i < length; i++) {
            int index = i;
            List<String> row = new ArrayList<>();
            row.add(label(chart, i));
            chart.series().forEach(series -> row.add(value(series, index)));
            boolean anything = chart.series().stream()
                    .anyMatch(series -> index < series.values().size()
                            && !Objects.requireNonNullElse(series.values().get(index), 0.0)
                                    .equals(0.0));
            if (anything) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static String label(Chart chart, int index) {
        if (!chart.labels().isEmpty()) {
            return chart.labels().get(index);
        }
        List<Double> positions = chart.series().getFirst().positions();
        return index < positions.size() ? Words.micros(positions.get(index).longValue()) : "";
    }

    private static String value(Block.Series series, int index) {
        Double value = index < series.values().size() ? series.values().get(index) : null;
        if (value == null) {
            return "";
        }
        return value == Math.rint(value)
                ? String.valueOf(value.longValue())
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
