package org.paralux.diff;

import java.util.regex.Pattern;

/**
 * A pattern over classes, paths or client keys: {@code *} stands for any characters but brackets, {@code **} for any
 * characters.
 */
record Glob(String text, Pattern pattern) {
    static Glob of(String text) {
        StringBuilder regex = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            if (text.startsWith("**", i)) {
                regex.append(".*");
                i += 2;
            } else if (text.charAt(i) == '*') {
                regex.append("[^\\[\\]]*");
                i++;
            } else {
                regex.append(Pattern.quote(text.substring(i, i + 1)));
                i++;
            }
        }
        return new Glob(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    boolean matches(String word) {
        return pattern.matcher(word).matches();
    }

    /** Whether it says nothing. */
    boolean matchesAll() {
        return text.chars().allMatch(c -> c == '*');
    }
}
