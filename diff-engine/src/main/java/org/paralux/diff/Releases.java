package org.paralux.diff;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of releases: {@code 2.10}, which is all of 2.10.x, or such a number behind {@code <}, {@code <=}, {@code >},
 * {@code >=}.
 */
record Releases(String text, String relation, String release) {
    private static final Pattern FORM = Pattern.compile("(<=|>=|<|>|)\\s*(\\d{1,4}(?:\\.\\d{1,4}){0,2})");

    static Optional<Releases> of(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new Releases(text.strip(), matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    boolean contain(String other) {
        int[] mine = numbers(release);
        int[] theirs = Arrays.copyOf(numbers(other), mine.length);
        int order = Arrays.compare(theirs, mine);
        return switch (relation) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> order == 0;
        };
    }

    /** The numbers at the beginning of a release, of which there may be none: {@code 2.10.0~rc1} is 2.10.0. */
    private static int[] numbers(String release) {
        Matcher matcher = Pattern.compile("\\d{1,4}(?:\\.\\d{1,4})*").matcher(release);
        return matcher.lookingAt()
                ? Arrays.stream(matcher.group().split("\\."))
                        .mapToInt(Integer::parseInt)
                        .toArray()
                : new int[0];
    }
}
