package org.paralux.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time a report is about: {@code since} included, {@code until} excluded, so that ranges laid end to end count
 * everything once.
 *
 * @param since null: from the beginning of the log
 * @param until null: to its end
 */
public record TimeRange(@Nullable Instant since, @Nullable Instant until) {
    public static final TimeRange ALL = new TimeRange(null, null);

    public TimeRange {
        if (since != null && until != null && !since.isBefore(until)) {
            throw new IllegalArgumentException("since: " + since + " (expected: before until, " + until + ")");
        }
    }

    public boolean contains(Instant time) {
        return !startsAfter(time) && !endsBy(time);
    }

    /** Whether {@code time} is too early to be in the range. */
    public boolean startsAfter(Instant time) {
        return since != null && time.isBefore(since);
    }

    /** Whether {@code time} is too late to be in the range. */
    public boolean endsBy(Instant time) {
        return until != null && !time.isBefore(until);
    }
}
