package org.paralux.proxy.health;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditStatus;
import org.paralux.audit.evidence.EvidenceStatus;
import org.paralux.proxy.effort.Effort;
import org.paralux.proxy.measure.Spread;

/**
 * How everything is doing at one moment.
 *
 * @param serving whether clients are accepted; they are not while the primary is down
 * @param troubles what is wrong with the path
 * @param evidence null without a shadow
 * @param counts of this run, by their words
 * @param carry see {@link org.paralux.proxy.measure.AddedLatency}, as {@code wake}; since the start
 * @param ownMicros the proxy's own part of an exchange, see {@link RecentLatency}; null where there was none lately
 * @param effort how much is done beside the traffic
 */
public record Vitals(
        Instant now,
        boolean serving,
        Set<PathTrouble> troubles,
        ShadowState shadow,
        AuditStatus log,
        @Nullable EvidenceStatus evidence,
        int connections,
        long teeBytes,
        Map<String, Long> counts,
        Spread.View carry,
        Spread.View wake,
        @Nullable Long ownMicros,
        Effort effort) {
    public Vitals {
        counts = Map.copyOf(counts);
        troubles = Set.copyOf(troubles);
    }

    /** With nothing wrong with the path, and all being done that is set. */
    public Vitals(
            Instant now,
            boolean serving,
            ShadowState shadow,
            AuditStatus log,
            @Nullable EvidenceStatus evidence,
            int connections,
            long teeBytes,
            Map<String, Long> counts,
            Spread.View carry,
            Spread.View wake,
            @Nullable Long ownMicros) {
        this(
                now,
                serving,
                Set.of(),
                shadow,
                log,
                evidence,
                connections,
                teeBytes,
                counts,
                carry,
                wake,
                ownMicros,
                Effort.FULL);
    }

    /** A count by its word; 0 for one that is not counted. */
    public long count(String word) {
        return counts.getOrDefault(word, 0L);
    }
}
