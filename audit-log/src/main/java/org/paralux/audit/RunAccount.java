package org.paralux.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the log holds all that one run of the proxy says it saw.
 *
 * @param run the run's id
 * @param stopped whether it ended with {@code proxy.stopped}
 * @param recorded the exchanges in the log, complete requests only: {@code received}, {@code queries}, {@code commands},
 *     {@code waits}, {@code unknown}, {@code eligible}
 * @param outcomes the outcomes in the log, by {@link Outcome#word()}; those of {@code skipped} by their causes, as
 *     {@code skipped.CAUSE}
 * @param stated the same as {@code proxy.stopped} counts them; empty where it was not stopped in order
 * @param lost exchanges that {@code gap} records say were lost meanwhile
 * @param lostOutcomes the same of outcomes
 * @param lostInCrash where the run did not stop in order: queries whose outcome was never written, at most so many; those
 *     of a run that still goes on are in flight
 * @param mismatch what does not add up, in one line; null when all does, or nothing can be said
 */
public record RunAccount(
        String run,
        boolean stopped,
        Map<String, Long> recorded,
        Map<String, Long> outcomes,
        Map<String, Long> stated,
        long lost,
        long lostOutcomes,
        long lostInCrash,
        @Nullable String mismatch) {
    public RunAccount {
        recorded = Map.copyOf(recorded);
        outcomes = Map.copyOf(outcomes);
        stated = Map.copyOf(stated);
    }
}
