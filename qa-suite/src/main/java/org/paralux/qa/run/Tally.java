package org.paralux.qa.run;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paralux.qa.catalogue.Cell;

/** How many cases of each cell were tried, and what became of them. Thread-safe. */
public final class Tally {
    private static final Comparator<Cell> ORDER =
            Comparator.comparing(Cell::subject).thenComparing(Cell::aspect);

    private final SortedMap<Cell, Map<CaseResult, Long>> byCell = new TreeMap<>(ORDER);
    private final SortedMap<Cell, Map<NotTried, Long>> whyNot = new TreeMap<>(ORDER);
    private final Map<CaseResult, Long> total = new EnumMap<>(CaseResult.class);

    synchronized void count(Cell cell, CaseResult result) {
        byCell.computeIfAbsent(cell, _ -> new EnumMap<>(CaseResult.class)).merge(result, 1L, Long::sum);
        total.merge(result, 1L, Long::sum);
    }

    /** Counts a case that was not put to the daemons. */
    synchronized void leaveOut(Cell cell, NotTried why) {
        count(cell, CaseResult.NOT_TRIED);
        whyNot.computeIfAbsent(cell, _ -> new EnumMap<>(NotTried.class)).merge(why, 1L, Long::sum);
    }

    /** Why cases were not tried, by cell; cells of which all were are not there. */
    public synchronized Map<Cell, Map<NotTried, Long>> whyNot() {
        Map<Cell, Map<NotTried, Long>> copy = new LinkedHashMap<>();
        whyNot.forEach((cell, counts) -> copy.put(cell, Map.copyOf(counts)));
        return Collections.unmodifiableMap(copy);
    }

    /** All cases of that result. */
    public synchronized long of(CaseResult result) {
        return total.getOrDefault(result, 0L);
    }

    /** All cases that were put to the daemons. */
    public synchronized long tried() {
        return total.entrySet().stream()
                .filter(each -> each.getKey() != CaseResult.NOT_TRIED)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** By cell, in the order of their names. */
    public synchronized Map<Cell, Map<CaseResult, Long>> byCell() {
        Map<Cell, Map<CaseResult, Long>> copy = new LinkedHashMap<>();
        byCell.forEach((cell, counts) -> copy.put(cell, Map.copyOf(counts)));
        return Collections.unmodifiableMap(copy);
    }
}
