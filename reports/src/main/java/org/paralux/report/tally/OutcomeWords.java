package org.paralux.report.tally;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.paralux.audit.Outcome;

/** Counts of outcomes as reports print them. */
public final class OutcomeWords {
    private OutcomeWords() {}

    /** By word, in the order in which outcomes are decided, each there even where it is 0. */
    public static SequencedMap<String, Long> of(EnumCounts<Outcome> counts, boolean trialsOnly) {
        SequencedMap<String, Long> words = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            if (outcome.isTrial() || !trialsOnly) {
                words.put(outcome.word(), counts.of(outcome));
            }
        }
        return Collections.unmodifiableSequencedMap(words);
    }
}
