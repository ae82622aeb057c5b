package org.paralux.report.consistency;

import java.util.List;
import java.util.SequencedMap;

/**
 * All requests of the range, and what became of the eligible ones.
 *
 * @param eligible queries that may be put to a second daemon
 * @param trials eligible queries that were
 * @param skipped eligible queries that were not
 * @param outcomes trials by outcome, in the order in which outcomes are decided
 * @param skips skipped queries by cause, most first
 * @param undecided undecided trials by cause, most first
 * @param withoutOutcome eligible queries of which nothing more is written: in observe, in flight, or lost
 */
public record Accounts(
        long queries,
        long commands,
        long waits,
        long unknown,
        long eligible,
        long lock,
        long malformed,
        long trials,
        long skipped,
        SequencedMap<String, Long> outcomes,
        SequencedMap<String, Long> skips,
        SequencedMap<String, Long> undecided,
        long withoutOutcome) {

    public long received() {
        return queries + commands + waits + unknown;
    }

    public long divergent() {
        return outcomes.getOrDefault("divergent", 0L);
    }

    /** What must add up, in words. */
    public List<Identity> identities() {
        long sum = outcomes.values().stream().mapToLong(Long::longValue).sum();
        return List.of(
                new Identity(
                        "received " + received() + " = " + queries + " queries + " + commands + " commands + " + waits
                                + " waits + " + unknown + " unknown",
                        true),
                new Identity(
                        "queries " + queries + " = " + eligible + " eligible + " + lock + " lock + " + malformed
                                + " malformed",
                        queries == eligible + lock + malformed),
                new Identity(
                        "eligible " + eligible + " = " + trials + " trials + " + skipped + " skipped + "
                                + withoutOutcome + " without an outcome",
                        eligible == trials + skipped + withoutOutcome && withoutOutcome >= 0),
                new Identity(
                        "trials " + trials + " = "
                                + String.join(
                                        " + ",
                                        outcomes.entrySet().stream()
                                                .map(entry -> entry.getValue() + " " + entry.getKey())
                                                .toList()),
                        trials == sum));
    }

    /** A sum, and whether it holds. */
    public record Identity(String text, boolean holds) {}
}
