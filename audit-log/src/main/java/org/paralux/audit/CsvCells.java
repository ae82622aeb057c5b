package org.paralux.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one row. What is null is an empty cell; lists are joined with spaces.
 *
 * <p>A spreadsheet takes a cell that begins with {@code = + - @} for a formula, also behind a tab or a line break; so such
 * a text gets an apostrophe before it.
 */
final class CsvCells {
    static final List<String> CLIENT = List.of(
            "pid",
            "uid",
            "gid",
            "user",
            "group",
            "loginuid",
            "comm",
            "exe",
            "cmdline",
            "unit",
            "parents",
            "key",
            "identity");

    private final List<Object> cells = new ArrayList<>();

    void clear() {
        cells.clear();
    }

    List<Object> cells() {
        return cells;
    }

    /** Those of {@link #CLIENT}. */
    void client(@Nullable ClientFacts client) {
        if (client == null) {
            CLIENT.forEach(_ -> cells.add(""));
            return;
        }
        number((long) client.pid());
        number(client.uid());
        number(client.gid());
        text(client.user());
        text(client.group());
        number(client.loginuid());
        text(client.comm());
        text(client.exe());
        texts(client.cmdline());
        text(client.unit());
        texts(client.parents());
        text(client.key());
        text(client.identity().word());
    }

    void number(@Nullable Number value) {
        cells.add(value == null ? "" : value);
    }

    void texts(@Nullable List<String> values) {
        text(values == null ? null : String.join(" ", values));
    }

    void text(@Nullable String value) {
        cells.add(value == null ? "" : harmless(value));
    }

    static String harmless(String text) {
        boolean suspicious = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        return suspicious ? "'" + text : text;
    }
}
