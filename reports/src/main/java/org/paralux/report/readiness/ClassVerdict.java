package org.paralux.report.readiness;

import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.statistics.Bounds;
import org.paralux.audit.statistics.UnseenMass;
import org.paralux.report.tally.Durations.Spread;
import org.paralux.report.tally.LagRow;

/**
 * Whether the shadow may answer one class, and what it rests on.
 *
 * @param reason in one sentence
 * @param gates all that a GO needs
 * @param outcomes trials of the epoch by outcome
 * @param skipped queries of the epoch that were skipped by circumstance, not by design
 * @param failing the share of the traffic that would fail, weighted by the chance of each trial
 * @param exhaustion the class has so few possible cells that all of them are to be seen
 * @param possibleCells as estimated
 * @param configurations different replies of the primary that were met, up to a few
 * @param pairs fingerprints with their clients, seen on any socket
 * @param comparedPairs those of them that were compared in the epoch
 * @param moreCleanCells how many more, all clean, the bound by cells needs; null where no number would do
 * @param moreCleanBlocks how many more of a client's hours with new cells, all clean, the bound by blocks needs; likewise
 * @param readyInDays how long that takes at the pace of the later half; null where it is not reachable, or there already
 * @param when in words
 * @param alarms bursts of failures within ten minutes
 * @param lastAlarm when the last was; null for none
 * @param primary latencies, indicative: the primary was always asked first
 */
public record ClassVerdict(
        String name,
        Verdict verdict,
        String reason,
        List<Gate> gates,
        long trials,
        SequencedMap<String, Long> outcomes,
        long skipped,
        double skippedShare,
        double failing,
        Bounds bounds,
        UnseenMass unseen,
        boolean exhaustion,
        double possibleCells,
        int configurations,
        long pairs,
        long comparedPairs,
        @Nullable Instant first,
        @Nullable Instant last,
        @Nullable Long moreCleanCells,
        @Nullable Long moreCleanBlocks,
        @Nullable Double readyInDays,
        String when,
        long alarms,
        @Nullable Instant lastAlarm,
        @Nullable LagRow lag,
        @Nullable Spread primary,
        @Nullable Spread shadow) {
    public ClassVerdict {
        gates = List.copyOf(gates);
    }
}
