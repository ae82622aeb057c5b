package org.paralux.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.paralux.app.settings.Units;

/** Times on the command line: with a zone, without one (then local), a day, or so long ago. */
final class Times {
    private Times() {}

    /**
     * The moment that {@code text} names.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    static @Nullable Instant parse(String option, @Nullable String text, Instant now, ZoneId zone) {
        if (text == null) {
            return null;
        }
        List<Function<String, Instant>> forms = List.of(
                value -> OffsetDateTime.parse(value).toInstant(),
                value -> LocalDateTime.parse(value.replace(' ', 'T'))
                        .atZone(zone)
                        .toInstant(),
                value -> LocalDate.parse(value).atStartOfDay(zone).toInstant(),
                value -> now.minus(Units.duration(value)));
        for (Function<String, Instant> form : forms) {
            try {
                return form.apply(text);
            } catch (DateTimeException | IllegalArgumentException e) {
                // The next form may fit.
            }
        }
        throw new IllegalArgumentException(
                option + ": '" + text
                        + "' (expected: a time such as 2026-01-31T08:00:00Z, 2026-01-31T08:00, 2026-01-31, or 2h for two hours ago)");
    }
}
