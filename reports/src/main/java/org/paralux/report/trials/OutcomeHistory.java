package org.paralux.report.trials;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.Outcome;

/** The outcomes of each class, day by day. Not thread-safe. */
final class OutcomeHistory {
    private final ZoneId zone;
    private final Map<String, Map<LocalDate, Map<Outcome, Long>>> byClass = new HashMap<>();

    OutcomeHistory(ZoneId zone) {
        this.zone = zone;
    }

    void add(AuditEntry entry, AuditEvent.QueryOutcome outcome) {
        byClass.computeIfAbsent(outcome.queryClass(), _ -> new TreeMap<>())
                .computeIfAbsent(LocalDate.ofInstant(entry.time(), zone), _ -> new EnumMap<>(Outcome.class))
                .merge(outcome.outcome(), 1L, Long::sum);
    }

    /** The days of a class, oldest first. */
    List<Explanation.Day> of(String queryClass) {
        List<Explanation.Day> days = new ArrayList<>();
        byClass.getOrDefault(queryClass, Map.of())
                .forEach((day, counts) -> days.add(new Explanation.Day(day, Collections.unmodifiableMap(counts))));
        return days;
    }
}
