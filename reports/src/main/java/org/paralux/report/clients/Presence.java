package org.paralux.report.clients;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a client sent its queries.
 *
 * @param visits how often it came: a query a minute or more after the one before begins a visit
 * @param perHour queries an hour between the first and the last; null where that is less than a minute
 * @param period from one burst of queries to the next; null where that is not regular
 * @param backSince when it came again after a silence of three periods; null where it never did
 * @param samples the beginnings of its last visits, earliest first, three at most
 */
public record Presence(
        Instant first,
        Instant last,
        long visits,
        @Nullable Double perHour,
        @Nullable Duration period,
        @Nullable Instant backSince,
        Trend trend,
        List<Sample> samples) {
    public Presence {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("last: " + last + " (expected: not before first, " + first + ")");
        }
        samples = List.copyOf(samples);
    }

    /**
     * One query to look up.
     *
     * @param exchange its id in the log
     * @param pid the process that sent it, 0 where that is not known
     */
    public record Sample(Instant time, String exchange, int pid) {}
}
