package org.paralux.report.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How pages say times, durations and counts. */
public final class Words {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mmxxx", Locale.ROOT);

    private Words() {}

    /** RFC 3339 with the zone's offset, to the second; {@code --since} and {@code --until} take it back. */
    public static String time(Instant time, ZoneId zone) {
        return SECONDS.format(time.atZone(zone));
    }

    /** As {@link #time}, to the minute, for columns. */
    public static String minute(Instant time, ZoneId zone) {
        return MINUTES.format(time.atZone(zone));
    }

    /** A length of time by its one or two largest units: {@code 40 s}, {@code 2 h 5 min}, {@code 6 d 23 h}. */
    public static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        if (hours < 24) {
            return both(hours, "h", minutes % 60, "min");
        }
        return both(hours / 24, "d", hours % 24, "h");
    }

    private static String both(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + " " + largeUnit : large + " " + largeUnit + " " + small + " " + smallUnit;
    }

    /** How long before {@code now} something was, by its largest unit; what is not past is {@code now}. */
    public static String ago(Instant time, Instant now) {
        long seconds = ChronoUnit.SECONDS.between(time, now);
        if (seconds < 1) {
            return "now";
        }
        if (seconds < 60) {
            return seconds + " s ago";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min ago";
        }
        if (seconds < 2 * 86_400) {
            return seconds / 3600 + " h ago";
        }
        return seconds / 86_400 + " d ago";
    }

    /** {@code part} of {@code whole} in percent; what is not nothing never reads as nothing, nor as everything. */
    public static String percent(long part, long whole) {
        if (whole == 0 || part == 0) {
            return "0%";
        }
        double percent = 100.0 * part / whole;
        if (percent < 1) {
            return "<1%";
        }
        return part < whole && percent > 99 ? ">99%" : Math.round(percent) + "%";
    }

    /** A length of time in the unit that suits it: {@code 870 us}, {@code 12.5 ms}, {@code 3.1 s}, {@code 2 min}. */
    public static String micros(long micros) {
        if (micros < 1_000) {
            return micros + " us";
        }
        if (micros < 1_000_000) {
            return threeDigits(micros / 1e3) + " ms";
        }
        return micros < 60_000_000 ? threeDigits(micros / 1e6) + " s" : span(Duration.ofNanos(micros * 1000));
    }

    private static String threeDigits(double value) {
        String format = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, format, value);
    }

    /** {@code 1 query}, {@code 2 queries}. */
    public static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
