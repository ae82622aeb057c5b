package org.paralux.report.consistency;

import java.time.Instant;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.statistics.IntervalQuantiles.Quantile;

/**
 * What came in one stretch of time.
 *
 * @param outcomes all of them, skipped too
 * @param lag the median of what lagged; null where nothing did
 */
public record Moment(
        Instant start,
        SequencedMap<String, Long> outcomes,
        @Nullable Quantile lag) {}
