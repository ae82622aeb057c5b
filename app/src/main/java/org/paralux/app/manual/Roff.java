package org.paralux.app.manual;

import java.util.Locale;

/** A manual page in the words of {@code man(7)}. Text is taken as it is: nothing in it is read as a request. */
final class Roff {
    private static final int ASCII = 0x7f;

    private final StringBuilder page = new StringBuilder();

    /**
     * Begins a page.
     *
     * @param date as it is shown
     * @param source the program and its version
     */
    Roff(String name, int section, String date, String source) {
        request("TH", name.toUpperCase(Locale.ROOT), String.valueOf(section), date, source, "Paralux");
        // Paragraphs are ragged and words are whole: options must be found by searching.
        page.append(".nh\n.ad l\n");
    }

    Roff section(String title) {
        request("SH", title);
        return this;
    }

    Roff paragraph(String text) {
        page.append(".PP\n").append(escaped(text)).append('\n');
        return this;
    }

    /** A line without a paragraph before it. */
    Roff line(String text) {
        page.append(escaped(text)).append('\n');
        return this;
    }

    /** A command's words and what may follow them; all further lines are set in. */
    Roff synopsis(String command, Iterable<String> rest) {
        page.append(".HP\n").append(bold(command)).append('\n');
        rest.forEach(word -> page.append(word).append('\n'));
        return this;
    }

    /**
     * A term, and below it what it is.
     *
     * @param term in roff's own words; see {@link #bold} and {@link #italic}
     */
    Roff item(String term, String text) {
        page.append(".TP\n").append(term).append('\n').append(escaped(text)).append('\n');
        return this;
    }

    static String bold(String text) {
        return "\\fB" + escaped(text) + "\\fR";
    }

    static String italic(String text) {
        return "\\fI" + escaped(text) + "\\fR";
    }

    static String plain(String text) {
        return escaped(text);
    }

    String text() {
        return page.toString();
    }

    private void request(String name, String... words) {
        page.append('.').append(name);
        for (String word : words) {
            page.append(" \"").append(escaped(word)).append('"');
        }
        page.append('\n');
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + text.length() / 4);
        if (text.startsWith(".") || text.startsWith("'")) {
            escaped.append("\\&");
        }
        text.codePoints().forEach(point -> append(escaped, point));
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, int point) {
        switch (point) {
            case '\\' -> escaped.append("\\(rs");
            case '-' -> escaped.append("\\-");
            case '\'' -> escaped.append("\\(aq");
            case '`' -> escaped.append("\\(ga");
            case '^' -> escaped.append("\\(ha");
            case '~' -> escaped.append("\\(ti");
            case '"' -> escaped.append("\\(dq");
            case '\n', '\r', '\t' -> escaped.append(' ');
            default -> {
                if (point < ASCII) {
                    escaped.appendCodePoint(point);
                } else {
                    escaped.append(String.format("\\[u%04X]", point));
                }
            }
        }
    }
}
