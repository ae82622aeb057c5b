package org.paralux.report.text;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text between its words. */
final class Wrap {
    private Wrap() {}

    /**
     * The lines of {@code text}. The first begins with {@code label}, the others are indented as far. A word that does
     * not fit there gets a line of its own, further left; only a word longer than {@code width} goes beyond it.
     */
    static List<String> lines(String label, String text, int width) {
        String indent = " ".repeat(label.length());
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(label);
        boolean empty = true;
        for (String word : text.split(" ", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            int needed = line.length() + (empty ? 0 : 1) + word.length();
            if (needed > width && !(empty && line.toString().isBlank())) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(indent);
                empty = true;
                needed = line.length() + word.length();
            }
            if (needed > width) {
                line.setLength(Math.clamp((long) width - word.length(), 0, line.length()));
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
