package org.paralux.report.consistency;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paralux.report.consistency.ConsistencyReport.RuleRow;
import org.paralux.report.tally.Counts;

/** Counts the trials in which each rule fired. Not thread-safe. */
final class RuleBook {
    private static final int RULES = 1000;

    private final Map<String, Firing> firings = new HashMap<>();

    private static final class Firing {
        private long trials;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;
    }

    void fired(Instant time, List<String> rules) {
        for (String rule : rules) {
            String kept = firings.size() < RULES || firings.containsKey(rule) ? rule : Counts.OTHER;
            Firing firing = firings.computeIfAbsent(kept, each -> new Firing());
            firing.trials++;
            firing.first = time.isBefore(firing.first) ? time : firing.first;
            firing.last = time.isAfter(firing.last) ? time : firing.last;
        }
    }

    List<RuleRow> rows() {
        return firings.entrySet().stream()
                .map(entry -> new RuleRow(
                        entry.getKey(), entry.getValue().trials, entry.getValue().first, entry.getValue().last))
                .sorted(Comparator.comparingLong(RuleRow::trials).reversed().thenComparing(RuleRow::id))
                .toList();
    }
}
