package org.paralux.report.consistency;

import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.paralux.report.tally.Durations.Spread;
import org.paralux.report.tally.LagRow;

/**
 * One query class.
 *
 * @param eligible how many of its queries came
 * @param outcomes trials by outcome
 * @param skips skipped queries by cause, most first
 * @param failing the share of its traffic that would fail, each trial weighted by the chance with which it was taken
 * @param primary how long the primary took; null where nothing is known
 * @param shadow how long the shadow took; null where nothing is known
 * @param lag null where nothing lagged
 */
public record ClassRow(
        String name,
        long eligible,
        long trials,
        SequencedMap<String, Long> outcomes,
        SequencedMap<String, Long> skips,
        double failing,
        @Nullable Spread primary,
        @Nullable Spread shadow,
        @Nullable LagRow lag) {

    public long outcome(String word) {
        return outcomes.getOrDefault(word, 0L);
    }
}
