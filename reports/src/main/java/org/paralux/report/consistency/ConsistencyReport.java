package org.paralux.report.consistency;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.report.log.LogHealth;
import org.paralux.report.log.Selection;
import org.paralux.report.tally.LagRow;
import org.paralux.report.tally.MovedClasses;

/**
 * Whether the shadow answers as the primary does.
 *
 * @param generated when the report was made
 * @param health what must be known of the log
 * @param shadowed whether there was a shadow at all
 * @param epochs of the range, the last of which is the present one
 * @param accounts all requests, and what became of the eligible ones
 * @param classes by name
 * @param causes those that explain most first
 * @param gone what an earlier report has and this one has no more
 * @param compared whether there was an earlier report
 * @param lag of all classes together; null where nothing lagged
 * @param lagLimit what the 99th percentile of it may take
 * @param stretch how long each of {@code course} is
 * @param course the outcomes and the lag over time
 * @param rules those that fired, most first
 * @param readers clients that read before the shadow had seen what they wrote themselves
 * @param moved classes that the shadow answers by now
 */
public record ConsistencyReport(
        Instant generated,
        Selection selection,
        LogHealth health,
        boolean shadowed,
        List<EpochRow> epochs,
        Accounts accounts,
        List<ClassRow> classes,
        List<CauseRow> causes,
        List<GoneRow> gone,
        boolean compared,
        @Nullable LagRow lag,
        Duration lagLimit,
        Duration stretch,
        List<Moment> course,
        List<RuleRow> rules,
        List<ReaderRow> readers,
        List<MovedClasses.Row> moved) {
    public ConsistencyReport {
        epochs = List.copyOf(epochs);
        classes = List.copyOf(classes);
        causes = List.copyOf(causes);
        gone = List.copyOf(gone);
        course = List.copyOf(course);
        rules = List.copyOf(rules);
        readers = List.copyOf(readers);
        moved = List.copyOf(moved);
    }

    /**
     * One of the times within which evidence may be pooled.
     *
     * @param why it began
     */
    public record EpochRow(String epoch, Instant since, String why, List<String> builds) {}

    /** A rule that cleared places. */
    public record RuleRow(String id, long trials, Instant first, Instant last) {}

    /**
     * A client that saw, or would have seen, the state before its own write.
     *
     * @param stale its queries that lagged within seconds of a command of its own
     * @param reads its queries within that time
     */
    public record ReaderRow(String client, long stale, long reads) {}

    /** A group of an earlier report. */
    public record GoneRow(String cause, String queryClass, String path, String kind, long trials) {}

    public boolean divergent() {
        return accounts.divergent() > 0;
    }

    /** Whether nothing was compared. */
    public boolean isEmpty() {
        return accounts.trials() == 0;
    }

    public boolean lagsTooLong() {
        return lag != null && lag.exceeds(lagLimit);
    }
}
