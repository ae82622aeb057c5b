package org.paralux.report.consistency;

import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;

/**
 * The places of one class that differ alike, whatever row they stand in.
 *
 * @param path with {@code *} for what differs from row to row
 * @param volatility how the field moves by itself
 * @param clients those affected, by the number of their trials
 * @param examples a few
 */
public record PathRow(
        String queryClass,
        String path,
        String kind,
        String volatility,
        Novelty novelty,
        long trials,
        long places,
        Instant first,
        Instant last,
        SequencedMap<String, Long> clients,
        List<Example> examples) {
    public PathRow {
        examples = List.copyOf(examples);
    }
}
