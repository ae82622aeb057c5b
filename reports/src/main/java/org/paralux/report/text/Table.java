package org.paralux.report.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

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

    /** The columns that have room in {@code width}, and how wide the first may be. */
    Layout layout(int width) {
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            shown.add(i);
        }
        int first = Math.min(naturalWidth(0), MIN_FIRST_WIDTH);
        while (first + widthAfterFirst(shown) > width && dropLeastImportant(shown)) {
            // One column less.
        }
        return new Layout(shown, Math.clamp((long) width - widthAfterFirst(shown), first, naturalWidth(0)), width);
    }

    private boolean dropLeastImportant(List<Integer> shown) {
        return shown.stream()
                .skip(1)
                .filter(column -> columns.get(column).importance() < Integer.MAX_VALUE)
                .min(Comparator.comparingInt(column -> columns.get(column).importance()))
                .map(column -> shown.remove((Object) column))
                .orElse(false);
    }

    private int widthAfterFirst(List<Integer> shown) {
        return shown.stream()
                .skip(1)
                .mapToInt(column -> GAP.length() + naturalWidth(column))
                .sum();
    }

    private int naturalWidth(int column) {
        return rows.stream()
                .mapToInt(row -> row.get(column).length())
                .reduce(columns.get(column).title().length(), Math::max);
    }

    /** The table as it fits a width. */
    final class Layout {
        private final List<Integer> shown;
        private final int first;
        private final int width;

        private Layout(List<Integer> shown, int first, int width) {
            this.shown = shown;
            this.first = first;
            this.width = width;
        }

        List<String> header() {
            return lines(columns.stream().map(Column::title).toList());
        }

        List<String> row(int index) {
            return lines(rows.get(index));
        }

        /** A first cell with a word too long for its column has the first line for itself. */
        private List<String> lines(List<String> cells) {
            List<String> head = new ArrayList<>(Wrap.lines("", cells.getFirst(), first));
            int numbersOn = 0;
            if (head.stream().anyMatch(line -> line.length() > first)) {
                head = new ArrayList<>(Wrap.lines("", cells.getFirst(), width));
                head.add("");
                numbersOn = head.size() - 1;
            }
            StringBuilder line = new StringBuilder(pad(head.get(numbersOn), first, false));
            for (int column : shown.subList(1, shown.size())) {
                line.append(GAP)
                        .append(pad(
                                cells.get(column),
                                naturalWidth(column),
                                columns.get(column).numeric()));
            }
            head.set(numbersOn, line.toString().stripTrailing());
            return head;
        }
    }

    private static String pad(String cell, int width, boolean right) {
        String space = " ".repeat(Math.max(0, width - cell.length()));
        return right ? space + cell : cell + space;
    }
}
