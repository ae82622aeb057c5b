package org.paralux.report.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.report.text.Tone;

/** One thing on a page. */
public sealed interface Block {
    /** A paragraph. */
    record Text(Tone tone, String text) implements Block {
        public static Text plain(String text) {
            return new Text(Tone.PLAIN, text);
        }
    }

    /** Short sentences, one a line. */
    record Bullets(List<String> items) implements Block {
        public Bullets {
            items = List.copyOf(items);
        }
    }

    /** Words and what is to be said of each. */
    record Facts(List<Fact> facts) implements Block {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    record Fact(String name, String value) {}

    /** Text to be copied as it is: a request, a command, a ticket. */
    record Code(String label, String text) implements Block {}

    /** More on one thing, which can be folded away. */
    record Card(Tone tone, String title, String summary, List<Block> blocks) implements Block {
        public Card {
            blocks = List.copyOf(blocks);
        }
    }

    /** A table. */
    record Grid(String id, String caption, List<Column> columns, List<Row> rows) implements Block {
        public Grid {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            for (Row row : rows) {
                if (row.cells().size() != columns.size()) {
                    throw new IllegalArgumentException(
                            "cells: " + row.cells().size() + " (expected: " + columns.size() + ")");
                }
            }
        }
    }

    /**
     * A column.
     *
     * @param importance where there is no room, the column with the least goes first
     */
    record Column(String title, boolean numeric, int importance) {
        public static Column text(String title, int importance) {
            return new Column(title, false, importance);
        }

        public static Column number(String title, int importance) {
            return new Column(title, true, importance);
        }
    }

    record Row(Tone tone, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        public static Row of(Cell... cells) {
            return new Row(Tone.PLAIN, List.of(cells));
        }
    }

    /**
     * A cell.
     *
     * @param number by which it is sorted; null for by its text
     */
    record Cell(String text, @Nullable Double number, Tone tone) {
        public static Cell of(String text) {
            return new Cell(text, null, Tone.PLAIN);
        }

        public static Cell of(long number) {
            return new Cell(String.valueOf(number), (double) number, Tone.PLAIN);
        }

        public static Cell of(String text, double number) {
            return new Cell(text, number, Tone.PLAIN);
        }

        public Cell in(Tone other) {
            return new Cell(text, number, other);
        }
    }

    /**
     * A chart, with a text that says the same in short.
     *
     * @param labels of the places on the axis; empty where the series have positions of their own
     */
    record Chart(
            String id,
            Kind kind,
            String title,
            String summary,
            String axis,
            String values,
            List<String> labels,
            List<Series> series)
            implements Block {
        public Chart {
            labels = List.copyOf(labels);
            series = List.copyOf(series);
        }

        /** How it is drawn. */
        public enum Kind {
            /** Bars on each other, along time. */
            STACK,
            /** Lines along time. */
            LINES,
            /** Bars from left to right, one a label. */
            BARS,
            /** A distribution: steps over positions in microseconds, on a logarithmic axis. */
            STEPS
        }
    }

    /**
     * One of the things that a chart shows.
     *
     * @param role what colour it gets
     * @param positions on the axis; empty where the labels are it
     * @param values null where there is none
     */
    record Series(String name, Role role, List<Double> positions, List<@Nullable Double> values) {
        public Series {
            positions = List.copyOf(positions);
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }

        /** Where there is a value everywhere. */
        public static Series ofAll(String name, Role role, List<Double> values) {
            return new Series(name, role, List.of(), new ArrayList<@Nullable Double>(values));
        }

        public static Series of(String name, Role role, List<@Nullable Double> values) {
            return new Series(name, role, List.of(), values);
        }
    }

    /** What a colour stands for. */
    enum Role {
        GOOD,
        FINE,
        CAUTION,
        BAD,
        WORSE,
        FAINT,
        ACCENT
    }

    /** What was covered of what there is: rows of small fields, each in one of three states. */
    record CoverageMap(String caption, List<MapRow> rows) implements Block {
        public CoverageMap {
            rows = List.copyOf(rows);
        }
    }

    record MapRow(String label, List<MapField> fields) {
        public MapRow {
            fields = List.copyOf(fields);
        }
    }

    record MapField(String label, State state, String detail) {
        /** How far a field is covered. */
        public enum State {
            COMPARED("compared", "+"),
            NEVER_COMPARED("asked, never compared", "!"),
            NOT_ASKED("never asked", ".");

            private final String words;
            private final String mark;

            State(String words, String mark) {
                this.words = words;
                this.mark = mark;
            }

            public String words() {
                return words;
            }

            /** One character, for where there is no colour. */
            public String mark() {
                return mark;
            }
        }
    }
}
