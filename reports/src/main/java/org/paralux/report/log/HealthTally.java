package org.paralux.report.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditDamage;
import org.paralux.audit.AuditEvent.Gap;
import org.paralux.audit.AuditEvent.SegmentsDropped;
import org.paralux.report.TimeRange;

/** Notes what is wrong with a log while it is read. Not thread-safe. */
final class HealthTally {
    /** Records are written nearly in the order of their times; a larger step back is the clock's. */
    private static final Duration DISORDER = Duration.ofMinutes(5);

    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final int LINES = 20;

    private final TimeRange range;
    private final Instant latestLikely;
    private final TreeSet<String> clusters = new TreeSet<>();
    private final List<String> damages = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();
    private long records;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private long damaged;
    private long lost;
    private long ahead;
    private long setBack;
    private Duration largestStep = Duration.ZERO;
    private @Nullable Long droppedUpTo;

    HealthTally(TimeRange range, Instant now) {
        this.range = range;
        this.latestLikely = now.plus(AHEAD);
    }

    void cluster(String name) {
        clusters.add(name);
    }

    Set<String> clusters() {
        return clusters;
    }

    /**
     * Takes the time of a record.
     *
     * @param before of the record before it in the same log; null for the first
     */
    void record(Instant time, @Nullable Instant before) {
        records++;
        if (time.isAfter(latestLikely)) {
            ahead++;
            return;
        }
        if (first == null || time.isBefore(first)) {
            first = time;
        }
        if (last == null || last.isBefore(time)) {
            last = time;
        }
        if (before != null && !before.isAfter(latestLikely)) {
            stepBack(Duration.between(time, before));
        }
    }

    private void stepBack(Duration step) {
        if (step.compareTo(DISORDER) > 0) {
            setBack++;
            largestStep = step.compareTo(largestStep) > 0 ? step : largestStep;
        }
    }

    void damage(String folder, AuditDamage damage) {
        damaged++;
        if (damages.size() < LINES) {
            damages.add(folder + ": " + damage);
        }
    }

    void gap(Gap gap) {
        if (range.endsBy(gap.from()) || range.startsAfter(gap.until())) {
            return;
        }
        long count = gap.lost().values().stream().mapToLong(Long::longValue).sum();
        lost += count;
        if (losses.size() < LINES) {
            losses.add(count + " records from " + gap.from() + " to " + gap.until() + ": " + gap.why());
        }
    }

    void dropped(SegmentsDropped dropped) {
        droppedUpTo = dropped.lastSeq();
    }

    LogHealth health() {
        return new LogHealth(
                records,
                first,
                last,
                List.copyOf(clusters),
                damaged,
                damages,
                lost,
                losses,
                ahead,
                setBack,
                largestStep,
                droppedUpTo);
    }
}
