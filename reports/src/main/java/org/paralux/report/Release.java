package org.paralux.report;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release series of Ganeti, such as 2.8. The revision within it changes nothing here. */
public record Release(int major, int minor) implements Comparable<Release> {
    /** The first in which one daemon takes queries and jobs, on one socket. */
    public static final Release ONE_SOCKET = new Release(2, 12);

    private static final Pattern TEXT = Pattern.compile("(?<![\\d.])(\\d{1,4})\\.(\\d{1,4})");
    private static final Comparator<Release> ORDER =
            Comparator.comparingInt(Release::major).thenComparingInt(Release::minor);

    public Release {
        if (major < 0 || minor < 0) {
            throw new IllegalArgumentException("release: " + major + "." + minor + " (expected: no negative number)");
        }
    }

    /** The series in a version as people and packages write it: {@code 2.8.4}, {@code v2.7.0~rc1}, {@code 3.0}. */
    public static Optional<Release> in(String version) {
        Matcher matcher = TEXT.matcher(version);
        return matcher.find()
                ? Optional.of(new Release(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    public boolean isBefore(Release other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Release other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
