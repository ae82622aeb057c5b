package org.paralux.proxy.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.paralux.audit.Outcome;
import org.paralux.audit.SkipCause;

/**
 * Two ways to count the same, which must agree at any moment. Where they do not, something was lost or counted twice.
 *
 * @param total the count that is taken apart
 * @param parts what it is made of
 */
public record Identity(String total, List<String> parts, long left, long right) {
    public Identity {
        parts = List.copyOf(parts);
    }

    @JsonProperty
    public boolean holds() {
        return left == right;
    }

    /** Those of the traffic's counts, from one snapshot of them. */
    public static List<Identity> of(Map<String, Long> counts) {
        return List.of(
                identity(counts, "received", List.of("forwarded", "refused-at-door", "undelivered")),
                identity(counts, "received", List.of("queries", "commands", "waits", "unknown")),
                identity(counts, "queries", List.of("eligible", "lock", "malformed")),
                identity(counts, "eligible", List.of("trials", "skipped")),
                identity(counts, "trials", trialOutcomes()),
                identity(
                        counts,
                        "skipped",
                        Arrays.stream(SkipCause.values())
                                .map(cause -> "skipped." + cause.word())
                                .toList()));
    }

    private static List<String> trialOutcomes() {
        List<String> outcomes = new ArrayList<>(Arrays.stream(Outcome.values())
                .filter(Outcome::isTrial)
                .map(Outcome::word)
                .toList());
        outcomes.add("in-flight");
        return outcomes;
    }

    private static Identity identity(Map<String, Long> counts, String total, List<String> parts) {
        return new Identity(
                total,
                parts,
                counts.getOrDefault(total, 0L),
                parts.stream().mapToLong(part -> counts.getOrDefault(part, 0L)).sum());
    }
}
