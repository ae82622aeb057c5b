package org.paralux.report.html;

import gg.jte.output.StringOutput;
import java.util.Locale;

/**
 * Makes characters visible that a browser hides or obeys: control characters, and those that turn the direction of
 * writing, read as an escape. Not thread-safe.
 */
final class VisibleOutput extends StringOutput {
    @Override
    public void writeContent(String value) {
        writeContent(value, 0, value.length());
    }

    @Override
    public void writeContent(String value, int beginIndex, int endIndex) {
        int from = beginIndex;
        for (int i = beginIndex; i < endIndex; i++) {
            char c = value.charAt(i);
            if (isHidden(c)) {
                super.writeContent(value, from, i);
                String escape = String.format(Locale.ROOT, "\\u%04x", (int) c);
                super.writeContent(escape, 0, escape.length());
                from = i + 1;
            }
        }
        super.writeContent(value, from, endIndex);
    }

    private static boolean isHidden(char c) {
        boolean control = c < ' ' ? c != '\n' && c != '\r' && c != '\t' : c >= 0x7f && c <= 0x9f;
        boolean turns = (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
        return control || turns;
    }
}
