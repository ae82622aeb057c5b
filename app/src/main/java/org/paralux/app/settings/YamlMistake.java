package org.paralux.app.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** Where a text stops being YAML, and why. */
record YamlMistake(int line, String text) {
    /** The parser's own words: each thing it says is followed by the place that it means. */
    private static final Pattern SAID = Pattern.compile("(?m)^(\\S.*)\\R in \\S+, line (\\d+), column \\d+");

    static YamlMistake in(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        Matcher said = SAID.matcher(message);
        if (!said.find()) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            return new YamlMistake(line, message.lines().findFirst().orElse(""));
        }
        YamlMistake first = new YamlMistake(Integer.parseInt(said.group(2)), said.group(1));
        return said.find()
                ? new YamlMistake(
                        Integer.parseInt(said.group(2)),
                        said.group(1) + " " + first.text + " that begins in line " + first.line)
                : first;
    }
}
