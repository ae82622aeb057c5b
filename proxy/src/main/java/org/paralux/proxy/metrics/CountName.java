package org.paralux.proxy.metrics;

import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.Set;
import org.paralux.audit.Outcome;

/**
 * What a count is called as a meter: counts that are parts of one total share a name and are told apart by a tag.
 *
 * @param isGauge it also falls
 */
record CountName(String meter, Tags tags, boolean isGauge) {
    private static final String SKIPPED = "skipped.";
    private static final Set<String> KINDS = Set.of("queries", "commands", "waits", "unknown");

    static CountName of(String word) {
        if (word.startsWith(SKIPPED)) {
            return new CountName("paralux.skipped.by.cause", Tags.of("cause", word.substring(SKIPPED.length())), false);
        }
        if (KINDS.contains(word)) {
            return new CountName("paralux.requests", Tags.of("kind", word), false);
        }
        if (Arrays.stream(Outcome.values()).anyMatch(outcome -> outcome.word().equals(word) && outcome.isTrial())) {
            return new CountName("paralux.outcomes", Tags.of("outcome", word), false);
        }
        return new CountName("paralux." + word.replace('-', '.'), Tags.empty(), word.equals("in-flight"));
    }
}
