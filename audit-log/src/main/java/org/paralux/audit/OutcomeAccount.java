package org.paralux.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts the outcomes of one run against what its {@code proxy.stopped} says:
 *
 * <pre>
 * eligible = trials + skipped
 * trials   = match + … + undecided + in-flight
 * skipped  = skipped.CAUSE, added up
 * outcome records + those that gaps own up to = each of these, where a shadow was on
 * </pre>
 *
 * Of a class in observe no outcome is recorded, so {@code skipped.stage} may count more than there are records.
 */
final class OutcomeAccount {
    static final String ELIGIBLE = "eligible";

    private static final String TRIALS = "trials";
    private static final String SKIPPED = Outcome.SKIPPED.word();
    private static final String IN_FLIGHT = "in-flight";

    private final Map<String, Long> recorded = new TreeMap<>();

    /** By class: eligible queries less outcomes. A class has outcomes unless it was in observe all the time. */
    private final Map<String, Long> unfinished = new HashMap<>();

    private final Set<String> classesWithOutcomes = new HashSet<>();
    private final boolean hasShadow;
    private long lost;

    OutcomeAccount(boolean hasShadow) {
        this.hasShadow = hasShadow;
    }

    void addEligible(String queryClass) {
        unfinished.merge(queryClass, 1L, Long::sum);
    }

    void add(AuditEvent.QueryOutcome outcome) {
        unfinished.merge(outcome.queryClass(), -1L, Long::sum);
        classesWithOutcomes.add(outcome.queryClass());
        SkipCause cause = outcome.skipCause();
        recorded.merge(cause == null ? outcome.outcome().word() : counterOf(cause), 1L, Long::sum);
    }

    void lose(long outcomes) {
        lost += outcomes;
    }

    long lost() {
        return lost;
    }

    Map<String, Long> recorded() {
        return recorded;
    }

    /**
     * How many queries have no outcome, of classes of which any has: at the end of a run that did not stop in order, those
     * whose trial ended with it. Too many where a class was in observe for a part of the run.
     *
     * @param overlapped whether another run wrote at the same time, so that nobody knows whose records gaps lost
     */
    long unfinished(boolean overlapped) {
        long queries = classesWithOutcomes.stream()
                .mapToLong(queryClass -> Math.max(0, unfinished.getOrDefault(queryClass, 0L)))
                .sum();
        return overlapped ? queries : Math.max(0, queries - lost);
    }

    private static String counterOf(SkipCause cause) {
        return SKIPPED + "." + cause.word();
    }

    /**
     * What does not add up, in one line; null when all does, or nothing can be said.
     *
     * @param overlapped whether another run wrote at the same time, so that nobody knows whose records gaps lost
     */
    @Nullable String mismatch(Map<String, Long> stated, boolean overlapped) {
        if (stated.containsKey(ELIGIBLE) && stated.containsKey(TRIALS) && stated.containsKey(SKIPPED)) {
            long parts = of(stated, TRIALS) + of(stated, SKIPPED);
            if (of(stated, ELIGIBLE) != parts) {
                return unequal(stated, ELIGIBLE, parts, "trials and skipped");
            }
        }
        boolean statesOutcomes = stated.containsKey(Outcome.MATCH.word());
        if (!statesOutcomes || !(hasShadow || !recorded.isEmpty())) {
            return null;
        }
        long trials = of(stated, IN_FLIGHT);
        long skipped = 0;
        for (Outcome outcome : Outcome.values()) {
            trials += outcome.isTrial() ? of(stated, outcome.word()) : 0;
        }
        for (SkipCause cause : SkipCause.values()) {
            skipped += of(stated, counterOf(cause));
        }
        if (of(stated, TRIALS) != trials) {
            return unequal(stated, TRIALS, trials, "outcomes and in-flight");
        }
        if (of(stated, SKIPPED) != skipped) {
            return unequal(stated, SKIPPED, skipped, "causes");
        }
        return againstRecords(stated, overlapped);
    }

    private @Nullable String againstRecords(Map<String, Long> stated, boolean overlapped) {
        long missing = 0;
        for (Outcome outcome : Outcome.values()) {
            if (outcome.isTrial()) {
                long here = of(stated, outcome.word()) - of(recorded, outcome.word());
                if (here < 0 || here > lost) {
                    return told(outcome.word(), stated);
                }
                missing += here;
            }
        }
        // Of those of a class in observe, should a run record any: how many gaps may have lost.
        long unrecorded = 0;
        for (SkipCause cause : SkipCause.values()) {
            String counter = counterOf(cause);
            long here = of(stated, counter) - of(recorded, counter);
            if (here < 0 || (here > lost && cause != SkipCause.STAGE)) {
                return told(counter, stated);
            }
            unrecorded += cause == SkipCause.STAGE && of(recorded, counter) > 0 ? here : 0;
            missing += cause == SkipCause.STAGE ? 0 : here;
        }
        if (!overlapped && (missing > lost || missing + unrecorded < lost)) {
            return "outcomes: " + missing + " are not in the log, gaps own up to " + lost;
        }
        return null;
    }

    private String told(String counter, Map<String, Long> stated) {
        return counter + ": proxy.stopped says " + of(stated, counter) + ", the log holds " + of(recorded, counter)
                + ", gaps own up to " + lost;
    }

    private static String unequal(Map<String, Long> stated, String counter, long sum, String parts) {
        return counter + ": proxy.stopped says " + of(stated, counter) + ", and " + sum + " " + parts;
    }

    private static long of(Map<String, Long> counts, String counter) {
        return counts.getOrDefault(counter, 0L);
    }
}
