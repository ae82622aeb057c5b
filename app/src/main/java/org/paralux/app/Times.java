package org.paralux.app;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.units.Units;

/** Times on the command line: with a zone, without one (then local), a day, so long ago, or in so long. */
final class Times {
    private Times() {}

    /**
     * The moment that {@code text} names.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    static @Nullable Instant parse(String option, @Nullable String text, Instant now, ZoneId zone) {
        return text == null ? null : parse(option, text, zone, span -> now.minus(span), "2h for two hours ago");
    }

    /**
     * The moment that {@code text} names, where a duration is from now on.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    static Instant parseAhead(String option, String text, Instant now, ZoneId zone) {
        return parse(option, text, zone, span -> now.plus(span), "2h for in two hours");
    }

    private static Instant parse(
            String option, String text, ZoneId zone, Function<Duration, Instant> span, String example) {
        List<Function<String, Instant>> forms = List.of(
                value -> OffsetDateTime.parse(value).toInstant(),
                value -> LocalDateTime.parse(value.replace(' ', 'T'))
                        .atZone(zone)
                        .toInstant(),
                value -> LocalDate.parse(value).atStartOfDay(zone).toInstant(),
                value -> span.apply(Units.duration(value)));
        for (Function<String, Instant> form : forms) {
            try {
                return form.apply(text);
            } catch (DateTimeException | IllegalArgumentException e) {
                // The next form may fit.
            }
        }
        throw new IllegalArgumentException(option + ": '" + text
                + "' (expected: a time such as 2026-01-31T08:00:00Z, 2026-01-31T08:00, 2026-01-31, or " + example
                + ")");
    }
}
