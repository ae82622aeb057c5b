package org.paralux.report.clients;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as microseconds since the epoch, the log's own precision, so that counting allocates nothing. */
final class Micros {
    static final long SECOND = 1_000_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;

    private Micros() {}

    static long of(Instant time) {
        return time.getEpochSecond() * SECOND + time.getNano() / 1_000;
    }

    static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
