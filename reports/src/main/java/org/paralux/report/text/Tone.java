package org.paralux.report.text;

/** How a line is set off where the terminal has colours. No meaning hangs on it: without colours the text is the same. */
public enum Tone {
    PLAIN(""),
    STRONG("1"),
    FAINT("2"),
    GOOD("32"),
    CAUTION("33"),
    BAD("31");

    private static final String ESCAPE = "\u001b[";
    private final String code;

    Tone(String code) {
        this.code = code;
    }

    String around(String text) {
        return code.isEmpty() || text.isBlank() ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
    }
}
