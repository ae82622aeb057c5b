package org.paralux.report.text;

import java.util.List;
import java.util.function.IntConsumer;
import org.paralux.luxi.Printable;

/**
 * A page that grows downwards. Every text that goes in is escaped, so whatever a client called itself cannot move the
 * cursor; the only escape sequences on the page are its own colours, and without {@code colour} there are none. No line
 * is wider than the page unless a single word is. Not thread-safe.
 */
public final class TextPage {
    private static final int MIN_WIDTH = 20;

    private final StringBuilder out = new StringBuilder();
    private final int width;
    private final boolean colour;

    /** An empty page, {@code width} columns wide, at least 20. */
    public TextPage(int width, boolean colour) {
        if (width < MIN_WIDTH) {
            throw new IllegalArgumentException("width: " + width + " (expected: >= " + MIN_WIDTH + ")");
        }
        this.width = width;
        this.colour = colour;
    }

    public void blank() {
        out.append('\n');
    }

    public void paragraph(Tone tone, String text) {
        emit(tone, Wrap.lines("", Printable.of(text), width));
    }

    /** A text beside its label; the label's trailing spaces set the indentation of what does not fit on the line. */
    public void labelled(Tone tone, String label, String text) {
        emit(tone, Wrap.lines(Printable.of(label), Printable.of(text), width));
    }

    /**
     * The rows {@code from} to {@code to} of {@code table}, the last excluded, under its header. Parts of one table line
     * up with each other. After each row {@code afterRow} may add lines about the row of that index.
     */
    public void table(Table table, int from, int to, Tone tone, IntConsumer afterRow) {
        Table.Layout layout = table.layout(width);
        emit(Tone.FAINT, layout.header());
        for (int row = from; row < to; row++) {
            emit(tone, layout.row(row));
            afterRow.accept(row);
        }
    }

    private void emit(Tone tone, List<String> lines) {
        for (String line : lines) {
            out.append(colour ? tone.around(line) : line).append('\n');
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
