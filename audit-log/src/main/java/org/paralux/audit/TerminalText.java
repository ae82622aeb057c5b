package org.paralux.audit;

import java.util.Locale;

/** Text that a client chose, made harmless for a terminal: it can neither move the cursor nor turn the line around. */
final class TerminalText {
    private TerminalText() {}

    /** The text with every character that is not to be seen as itself written as an escape of Java's. */
    static String escape(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '\\')) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c == '\\') {
                escaped.append("\\\\");
            } else if (isShown(c)) {
                escaped.appendCodePoint(c);
            } else {
                for (char half : Character.toChars(c)) {
                    escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) half));
                }
            }
        });
        return escaped.toString();
    }

    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
