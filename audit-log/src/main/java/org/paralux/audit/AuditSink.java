package org.paralux.audit;

import java.time.Instant;

/** Takes events; never waits and never throws. What it cannot keep it counts, and says so in a {@code gap}. */
@FunctionalInterface
public interface AuditSink {
    /** Thread-safe. */
    void append(Instant time, AuditEvent event);
}
