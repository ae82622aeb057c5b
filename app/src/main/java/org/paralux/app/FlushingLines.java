package org.paralux.app;

import java.io.PrintWriter;

/** Hands text on and flushes at the end of each line, so that whoever follows sees it at once. */
final class FlushingLines implements Appendable {
    private final PrintWriter out;

    FlushingLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Appendable append(CharSequence text) {
        return append(text, 0, text.length());
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
        out.append(text, start, end);
        if (end > start && text.charAt(end - 1) == '\n') {
            out.flush();
        }
        return this;
    }

    @Override
    public Appendable append(char character) {
        out.append(character);
        if (character == '\n') {
            out.flush();
        }
        return this;
    }
}
