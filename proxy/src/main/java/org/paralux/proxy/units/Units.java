package org.paralux.proxy.units;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them: {@code 250ms}, {@code 10s}, {@code 35d}; {@code 64MiB}, {@code 4GiB}. */
public final class Units {
    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]+)");

    private static final Map<String, Duration> DURATIONS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private static final Map<String, Long> SIZES = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    /** Longer ones overflow where they are counted in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Units() {}

    /**
     * A duration, as {@code 250ms}.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    public static Duration duration(String text) {
        Matcher quantity = QUANTITY.matcher(text.strip());
        Duration unit = quantity.matches() ? DURATIONS.get(quantity.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException(
                    "'" + text + "' (expected: a duration such as 250ms, 10s, 5m, 1h or 35d)");
        }
        long count = Long.parseLong(quantity.group(1));
        if (count > LONGEST.dividedBy(unit)) {
            throw new IllegalArgumentException("'" + text + "' (expected: at most " + LONGEST.toDays() + "d)");
        }
        return unit.multipliedBy(count);
    }

    /**
     * A size, as {@code 64MiB}, in bytes.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    public static long bytes(String text) {
        Matcher quantity = QUANTITY.matcher(text.strip());
        Long unit = quantity.matches() ? SIZES.get(quantity.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("'" + text + "' (expected: a size such as 512KiB, 64MiB or 4GiB)");
        }
        long count = Long.parseLong(quantity.group(1));
        if (count > Long.MAX_VALUE / unit) {
            throw new IllegalArgumentException("'" + text + "' (expected: at most " + Long.MAX_VALUE + "B)");
        }
        return unit * count;
    }
}
