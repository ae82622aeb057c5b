package org.paralux.proxy.live;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.Outcome;

/** What became of each query class, and what of it was compared at all. Not thread-safe. */
final class ClassTable {
    static final int CLASSES = 200;
    static final int FINGERPRINTS = 20_000;

    private final Map<String, Tally> classes = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> compared = new HashSet<>();

    private static final class Tally {
        private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        private long asked;
        private int fingerprints;
        private int comparedFingerprints;
    }

    private Tally tally(String queryClass) {
        boolean room = classes.size() < CLASSES || classes.containsKey(queryClass);
        return classes.computeIfAbsent(room ? queryClass : BoundedCounts.OTHER, _ -> new Tally());
    }

    void asked(AuditEvent.Exchange exchange) {
        String queryClass = exchange.queryClass();
        if (queryClass == null) {
            return;
        }
        Tally tally = tally(queryClass);
        tally.asked++;
        String fingerprint = exchange.fingerprint();
        if (fingerprint != null && seen.size() < FINGERPRINTS && seen.add(fingerprint)) {
            tally.fingerprints++;
        }
    }

    void outcome(AuditEvent.QueryOutcome one) {
        Tally tally = tally(one.queryClass());
        tally.outcomes.merge(one.outcome(), 1L, Long::sum);
        if (one.outcome().isTrial() && seen.contains(one.fingerprint()) && compared.add(one.fingerprint())) {
            tally.comparedFingerprints++;
        }
    }

    LiveView.Coverage coverage() {
        long comparedClasses = classes.values().stream()
                .filter(tally -> tally.outcomes.keySet().stream().anyMatch(Outcome::isTrial))
                .count();
        return new LiveView.Coverage(
                classes.size(), comparedClasses, seen.size(), compared.size(), seen.size() >= FINGERPRINTS);
    }

    List<LiveView.ClassRow> rows() {
        return classes.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong((LiveView.ClassRow row) -> -row.asked())
                        .thenComparing(LiveView.ClassRow::name))
                .toList();
    }

    private static LiveView.ClassRow row(String name, Tally tally) {
        Map<String, Long> outcomes = new LinkedHashMap<>();
        tally.outcomes.forEach((outcome, count) -> outcomes.put(outcome.word(), count));
        long trials = tally.outcomes.entrySet().stream()
                .filter(entry -> entry.getKey().isTrial())
                .mapToLong(Map.Entry::getValue)
                .sum();
        return new LiveView.ClassRow(
                name, tally.asked, trials, tally.fingerprints, tally.comparedFingerprints, outcomes);
    }
}
