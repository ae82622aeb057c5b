package org.paralux.report.readiness;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.report.log.LogHealth;
import org.paralux.report.log.Selection;
import org.paralux.report.tally.MovedClasses;

/**
 * Which query classes the shadow may answer.
 *
 * @param epoch the present epoch, from which alone the evidence is; null where the log has none
 * @param epochSince when it began
 * @param builds what it consists of
 * @param earlierEpochs how many came before, whose evidence does not count
 * @param standard what verdicts are held against
 * @param classes by verdict, then name
 * @param coverage what was asked and compared
 * @param misdirected clients that still ask the primary's socket and need not
 * @param neverCompared clients of whose queries none was compared
 * @param awaited programs that run once a month and were not seen
 * @param assumptions what must be true for the verdicts to be, a sentence each
 * @param moved classes that the shadow answers by now
 */
public record ReadinessReport(
        Instant generated,
        Selection selection,
        LogHealth health,
        @Nullable String epoch,
        @Nullable Instant epochSince,
        List<String> builds,
        int earlierEpochs,
        Standard standard,
        List<ClassVerdict> classes,
        Coverage coverage,
        List<MisdirectedRow> misdirected,
        List<String> neverCompared,
        List<String> awaited,
        List<String> assumptions,
        List<MovedClasses.Row> moved) {
    public ReadinessReport {
        builds = List.copyOf(builds);
        classes = List.copyOf(classes);
        misdirected = List.copyOf(misdirected);
        neverCompared = List.copyOf(neverCompared);
        awaited = List.copyOf(awaited);
        assumptions = List.copyOf(assumptions);
        moved = List.copyOf(moved);
    }

    /** A client that is to be changed, and how many of its queries are. */
    public record MisdirectedRow(String client, String label, long queries, String change) {}

    public long count(Verdict verdict) {
        return classes.stream().filter(row -> row.verdict() == verdict).count();
    }
}
