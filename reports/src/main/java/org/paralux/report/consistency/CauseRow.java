package org.paralux.report.consistency;

import java.time.Instant;
import java.util.List;
import org.paralux.diff.Cause;

/**
 * One cause, and all that it explains.
 *
 * @param meaning what the cause means, in one sentence
 * @param knownAs the rows of the catalogue of known differences; empty where there are none
 * @param trials divergent trials with a place of this cause
 * @param alone those of them that would match were this cause gone
 * @param removedSoFar how many divergent trials would match were this cause and all ranked before it gone
 * @param share {@code removedSoFar} of all divergent trials
 * @param places how many places differ
 * @param paths by the number of their trials
 */
public record CauseRow(
        String cause,
        String meaning,
        String knownAs,
        Novelty novelty,
        long trials,
        long alone,
        long removedSoFar,
        double share,
        long places,
        Instant first,
        Instant last,
        List<PathRow> paths) {
    public CauseRow {
        paths = List.copyOf(paths);
    }

    /** Whether a cause is known at all. */
    public boolean isExplained() {
        return !cause.equals(Cause.UNEXPLAINED.word());
    }
}
