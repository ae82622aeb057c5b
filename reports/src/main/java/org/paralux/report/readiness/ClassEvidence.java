package org.paralux.report.readiness;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.audit.Lag;
import org.paralux.audit.Outcome;
import org.paralux.audit.statistics.CellEvidence;
import org.paralux.audit.statistics.CellSums;
import org.paralux.audit.statistics.ChangeAlarm;
import org.paralux.audit.statistics.Failures;
import org.paralux.audit.statistics.Growth;
import org.paralux.audit.statistics.WeightedShare;
import org.paralux.report.tally.Durations;
import org.paralux.report.tally.EnumCounts;
import org.paralux.report.tally.LagTally;

/** The evidence on one class in one epoch. Not thread-safe. */
final class ClassEvidence {
    private static final double HARMFUL = 10;
    private static final double ALARM_ALPHA = 1e-4;
    private static final Duration ALARM_WINDOW = Duration.ofMinutes(10);

    private final long lagLimitMicros;
    private final CellEvidence cells = new CellEvidence();
    private final EnumCounts<Outcome> outcomes = new EnumCounts<>(Outcome.class);
    private final WeightedShare failing = new WeightedShare();
    private final LagTally lag = new LagTally();
    private final Durations primary = new Durations();
    private final Durations shadow = new Durations();
    private final ChangeAlarm alarm;
    private long skippedByCircumstance;
    private long skippedByDesign;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long alarms;
    private long lastAlarm;

    ClassEvidence(double acceptable, Duration lagLimit) {
        this.lagLimitMicros = lagLimit.toNanos() / 1000;
        this.alarm = new ChangeAlarm(acceptable, Math.min(0.9, HARMFUL * acceptable), ALARM_ALPHA, ALARM_WINDOW);
    }

    void add(QueryOutcome outcome, String client, long micros) {
        outcomes.add(outcome.outcome());
        if (outcome.skipCause() != null) {
            if (Failures.isByCircumstance(outcome.skipCause())) {
                skippedByCircumstance++;
            } else {
                skippedByDesign++;
            }
            return;
        }
        first = Math.min(first, micros);
        last = Math.max(last, micros);
        boolean failed = Failures.isFailure(outcome, lagLimitMicros);
        cells.add(outcome, client, micros, failed);
        if (outcome.probability() > 0) {
            failing.add(outcome.probability(), failed);
        }
        if (outcome.outcome() == Outcome.LAG) {
            Lag interval = outcome.lagMicros();
            lag.add(interval == null ? null : interval.from(), interval == null ? null : interval.to());
        }
        if (outcome.primaryMicros() != null && outcome.shadowMicros() != null) {
            primary.add(outcome.primaryMicros());
            shadow.add(outcome.shadowMicros());
        }
        if (alarm.add(micros, failed)) {
            alarms++;
            lastAlarm = micros;
        }
    }

    CellSums sums() {
        return cells.sums();
    }

    Growth growth() {
        return cells.growth();
    }

    EnumCounts<Outcome> outcomes() {
        return outcomes;
    }

    long of(Outcome outcome) {
        return outcomes.of(outcome);
    }

    long trials() {
        long sum = 0;
        for (Outcome outcome : Outcome.values()) {
            sum += outcome.isTrial() ? of(outcome) : 0;
        }
        return sum;
    }

    WeightedShare failing() {
        return failing;
    }

    LagTally lag() {
        return lag;
    }

    Durations primary() {
        return primary;
    }

    Durations shadow() {
        return shadow;
    }

    int configurations() {
        return cells.configurations();
    }

    long skippedByCircumstance() {
        return skippedByCircumstance;
    }

    /** All queries of the class that had an outcome. */
    long queries() {
        return trials() + skippedByCircumstance + skippedByDesign;
    }

    @Nullable Instant first() {
        return first == Long.MAX_VALUE ? null : instant(first);
    }

    long lastMicros() {
        return last;
    }

    @Nullable Instant last() {
        return last == Long.MIN_VALUE ? null : instant(last);
    }

    Duration observed() {
        return first == Long.MAX_VALUE ? Duration.ZERO : Duration.ofNanos((last - first) * 1000);
    }

    long alarms() {
        return alarms;
    }

    @Nullable Instant lastAlarm() {
        return alarms == 0 ? null : instant(lastAlarm);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plusSeconds(micros / 1_000_000).plusNanos(micros % 1_000_000 * 1000);
    }
}
