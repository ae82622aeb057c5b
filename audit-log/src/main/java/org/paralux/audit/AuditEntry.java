package org.paralux.audit;

import java.time.Instant;
import java.util.List;

/**
 * One line of the log.
 *
 * @param seq the record's number; there are no gaps between them, and the first is 1
 * @param time when the event ended, UTC, to the microsecond
 * @param truncated the keys whose values were cut to their bound when the record was written
 */
public record AuditEntry(long seq, Instant time, AuditEvent event, List<String> truncated) implements AuditReading {
    public AuditEntry {
        if (seq < 0) {
            throw new IllegalArgumentException("seq: " + seq + " (expected: >= 0)");
        }
        truncated = List.copyOf(truncated);
    }

    /** An entry in which nothing was cut. */
    public AuditEntry(long seq, Instant time, AuditEvent event) {
        this(seq, time, event, List.of());
    }
}
