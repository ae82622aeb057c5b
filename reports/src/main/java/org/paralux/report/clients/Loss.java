package org.paralux.report.clients;

import java.time.Instant;
import java.util.SequencedMap;

/**
 * Records that were lost, and why.
 *
 * @param events how many by the name of the event
 */
public record Loss(Instant from, Instant until, String why, SequencedMap<String, Long> events) {
    public long records() {
        return events.values().stream().mapToLong(Long::longValue).sum();
    }
}
