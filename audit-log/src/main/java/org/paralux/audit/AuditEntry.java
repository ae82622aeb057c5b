package org.paralux.audit;

import java.time.Instant;

/**
 * One line of the log.
 *
 * @param seq the record's number; there are no gaps between them
 * @param time when the event ended, UTC
 */
public record AuditEntry(long seq, Instant time, AuditEvent event) {
    public AuditEntry {
        if (seq < 0) {
            throw new IllegalArgumentException("seq: " + seq + " (expected: >= 0)");
        }
    }
}
