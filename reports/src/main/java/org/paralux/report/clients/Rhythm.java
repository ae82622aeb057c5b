package org.paralux.report.clients;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether a client comes at regular times: the last lengths between the beginnings of its bursts of queries. Not
 * thread-safe.
 */
final class Rhythm {
    private static final long PAUSE_MICROS = Micros.SECOND;
    private static final int KEPT = 16;
    private static final int FEWEST = 4;

    /** The middle eight of ten lengths differ by no more than this, or there is no period. */
    private static final double REGULAR = 1.3;

    private static final int PERIODS_OF_SILENCE = 3;

    private final long[] lengths = new long[KEPT];
    private long count;
    private long burst;
    private long last;
    private boolean any;
    private long backSince = Long.MIN_VALUE;

    void add(long micros) {
        if (!any) {
            any = true;
            burst = micros;
        } else if (micros - last >= PAUSE_MICROS) {
            if (mayBeSilence(micros - last) && isSilentBy(micros)) {
                backSince = micros;
            } else {
                lengths[(int) (count++ % KEPT)] = micros - burst;
            }
            burst = micros;
        }
        last = Math.max(last, micros);
    }

    /** Told without the period: no period is shorter than the shortest length. */
    private boolean mayBeSilence(long micros) {
        int known = (int) Math.min(count, KEPT);
        long shortest = Long.MAX_VALUE / PERIODS_OF_SILENCE;
        for (int i = 0; i < known; i++) {
            shortest = Math.min(shortest, lengths[i]);
        }
        return micros > PERIODS_OF_SILENCE * (shortest / 1000 * 1000);
    }

    private static boolean isSilence(long micros, Duration period) {
        return micros > PERIODS_OF_SILENCE * (period.toNanos() / 1000);
    }

    /** The time from one burst to the next; null where it is not regular. */
    @Nullable Duration period() {
        int known = (int) Math.min(count, KEPT);
        if (known < FEWEST) {
            return null;
        }
        long[] sorted = Arrays.copyOf(lengths, known);
        Arrays.sort(sorted);
        long low = sorted[known / 10];
        long high = sorted[known - 1 - known / 10];
        return high > REGULAR * low ? null : Duration.ofMillis(sorted[known / 2] / 1000);
    }

    /** Whether it has been silent for three of its own periods by then; false where it has none. */
    boolean isSilentBy(long micros) {
        Duration period = period();
        return period != null && isSilence(micros - last, period);
    }

    /** When it came back after such a silence; null where it never did. */
    @Nullable Instant backSince() {
        return backSince == Long.MIN_VALUE ? null : Micros.toInstant(backSince);
    }
}
