package org.paralux.report.host;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a crontab.
 *
 * @param file where it stands
 * @param schedule the five fields, or the word that stands for them
 * @param command what is run, with the user before it where the table names one
 */
record CronEntry(String file, String schedule, String command) {
    private static final Pattern LINE = Pattern.compile("\\s*(@\\w+|(?:\\S+\\s+){4}\\S+)\\s+(\\S.*)");
    private static final Pattern SETTING = Pattern.compile("\\s*\\w+\\s*=.*");
    private static final Pattern MONTHLY =
            Pattern.compile("@(?:monthly|yearly|annually)|\\S+\\s+\\S+\\s+\\d\\S*\\s+\\S+\\s+\\S+");

    /** The entry in a line; empty for comments, settings and what is no entry. */
    static Optional<CronEntry> in(String file, String line) {
        Matcher matcher = LINE.matcher(line);
        boolean comment = line.isBlank() || line.stripLeading().startsWith("#");
        if (comment || SETTING.matcher(line).matches() || !matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new CronEntry(file, matcher.group(1), matcher.group(2)));
    }

    /** Whether it runs once a month or more rarely. */
    boolean isMonthly() {
        return MONTHLY.matcher(schedule).matches();
    }

    @Override
    public String toString() {
        return file + ": " + schedule + " " + command;
    }
}
