package org.paralux.audit.evidence;

import java.util.List;
import java.util.Map;

/**
 * How a store is doing.
 *
 * @param kept pieces of evidence that are kept, those included that wait to be written
 * @param bytes what the files take
 * @param sampledOut how many were not chosen, because enough of their cause are kept
 * @param lost how many were chosen and could not be kept, by reason
 * @param damages what was found unreadable at the opening
 */
public record EvidenceStatus(
        long kept, long bytes, long sampledOut, Map<String, Long> lost, List<EvidenceDamage> damages) {
    public EvidenceStatus {
        lost = Map.copyOf(lost);
        damages = List.copyOf(damages);
    }
}
