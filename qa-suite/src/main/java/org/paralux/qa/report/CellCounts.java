package org.paralux.qa.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.paralux.qa.catalogue.Cell;
import org.paralux.qa.run.CaseResult;
import org.paralux.qa.run.NotTried;
import org.paralux.qa.run.QaResult;

/**
 * What became of the cases of one part of what can be asked: a cell, or all cells of a subject.
 *
 * @param aspect empty for all of the subject
 */
record CellCounts(String subject, String aspect, Map<CaseResult, Long> results, Map<NotTried, Long> reasons) {
    /** One for each cell. */
    static List<CellCounts> byCell(QaResult result) {
        List<CellCounts> all = new ArrayList<>();
        Map<Cell, Map<NotTried, Long>> whyNot = result.tally().whyNot();
        result.tally()
                .byCell()
                .forEach((cell, counts) -> all.add(
                        new CellCounts(cell.subject(), cell.aspect(), counts, whyNot.getOrDefault(cell, Map.of()))));
        return all;
    }

    /** One for each subject. */
    static List<CellCounts> bySubject(QaResult result) {
        Map<String, CellCounts> bySubject = new LinkedHashMap<>();
        for (CellCounts cell : byCell(result)) {
            CellCounts sum = bySubject.computeIfAbsent(
                    cell.subject(),
                    subject -> new CellCounts(
                            subject, "", new EnumMap<>(CaseResult.class), new EnumMap<>(NotTried.class)));
            cell.results().forEach((what, count) -> sum.results().merge(what, count, Long::sum));
            cell.reasons().forEach((why, count) -> sum.reasons().merge(why, count, Long::sum));
        }
        return List.copyOf(bySubject.values());
    }

    private long count(CaseResult... wanted) {
        long count = 0;
        for (CaseResult each : wanted) {
            count += results.getOrDefault(each, 0L);
        }
        return count;
    }

    long tried() {
        return results.values().stream().mapToLong(Long::longValue).sum() - notTried();
    }

    long same() {
        return count(CaseResult.MATCH, CaseResult.EQUIVALENT);
    }

    long different() {
        return count(CaseResult.DIVERGENT, CaseResult.REFUSED, CaseResult.FAILED);
    }

    long passing() {
        return count(CaseResult.LAG, CaseResult.MOVED);
    }

    long undecided() {
        return count(CaseResult.UNDECIDED);
    }

    long notTried() {
        return count(CaseResult.NOT_TRIED);
    }

    /** Why some were not tried, in words; the number of each where there are several reasons. */
    String whyNot() {
        if (reasons.size() == 1) {
            return reasons.keySet().iterator().next().sentence();
        }
        return reasons.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getValue() + " " + each.getKey().sentence())
                .collect(Collectors.joining(", "));
    }
}
