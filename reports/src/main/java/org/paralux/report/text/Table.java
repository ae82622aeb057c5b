package org.paralux.report.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.paralux.luxi.Printable;

/**
 * Rows whose columns line up. The first column takes what room is left; where there is too little, the least important
 * of the other columns go, so what they say should stand elsewhere too. Escapes every cell.
 */
public final class Table {
    private static final String GAP = "  ";

    /** The first column shrinks to this before others go. */
    private static final int MIN_FIRST_WIDTH = 18;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** The first column is always kept and starts at the left. */
    public Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /**
     * A column after the first.
     *
     * @param importance the column with the least goes first; none goes that has {@link Integer#MAX_VALUE}
     */
    public record Column(String title, boolean numeric, int importance) {
        public static Column text(String title, int importance) {
            return new Column(title, false, importance);
        }

        public static Column number(String title, int importance) {
            return new Column(title, true, importance);
        }
    }

    public void row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("cells: " + cells.length + " (expected: " + columns.size() + ")");
        }
        rows.add(Arrays.stream(cells).map(Printable::of).toList());
    }

    /** The table as it fits {@code width}. */
    Layout layout(int width) {
        return new Layout(width);
    }

    /** The columns that have room, and how wide each is. */
    final class Layout {
        private final int[] widths = new int[columns.size()];
        private final List<Integer> shown = new ArrayList<>();
        private final int pageWidth;

        private Layout(int pageWidth) {
            this.pageWidth = pageWidth;
            for (int i = 0; i < widths.length; i++) {
                int column = i;
                widths[i] = rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .reduce(columns.get(i).title().length(), Math::max);
                shown.add(i);
            }
            int needed = Math.min(widths[0], MIN_FIRST_WIDTH);
            while (needed > room() && dropLeastImportant()) {
                // One column less.
            }
            widths[0] = Math.clamp(room(), 1, widths[0]);
        }

        /** What the other columns leave to the first. */
        private int room() {
            return pageWidth
                    - shown.stream()
                            .skip(1)
                            .mapToInt(column -> GAP.length() + widths[column])
                            .sum();
        }

        private boolean dropLeastImportant() {
            return shown.stream()
                    .skip(1)
                    .filter(column -> columns.get(column).importance() < Integer.MAX_VALUE)
                    .min(Comparator.comparingInt(column -> columns.get(column).importance()))
                    .map(column -> shown.remove((Object) column))
                    .orElse(false);
        }

        List<String> header() {
            return lines(columns.stream().map(Column::title).toList());
        }

        List<String> row(int index) {
            return lines(rows.get(index));
        }

        /** A first cell with a word too long for its column has its lines for itself. */
        private List<String> lines(List<String> cells) {
            List<String> lines = new ArrayList<>(Wrap.lines("", cells.getFirst(), widths[0]));
            int others = 0;
            if (lines.stream().anyMatch(line -> line.length() > widths[0])) {
                lines = new ArrayList<>(Wrap.lines("", cells.getFirst(), pageWidth));
                lines.add("");
                others = lines.size() - 1;
            }
            StringBuilder line = new StringBuilder(pad(lines.get(others), widths[0], false));
            for (int column : shown.subList(1, shown.size())) {
                line.append(GAP)
                        .append(pad(
                                cells.get(column),
                                widths[column],
                                columns.get(column).numeric()));
            }
            lines.set(others, line.toString().stripTrailing());
            return lines;
        }
    }

    private static String pad(String cell, int width, boolean right) {
        String space = " ".repeat(Math.max(0, width - cell.length()));
        return right ? space + cell : cell + space;
    }
}
