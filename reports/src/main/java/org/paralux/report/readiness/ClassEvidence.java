package org.paralux.report.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent.Lag;
import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.audit.Outcome;
import org.paralux.audit.SkipCause;
import org.paralux.report.statistics.ChangeAlarm;
import org.paralux.report.statistics.WeightedShare;
import org.paralux.report.tally.CellTable;
import org.paralux.report.tally.Durations;
import org.paralux.report.tally.EnumCounts;
import org.paralux.report.tally.Growth;
import org.paralux.report.tally.LagTally;

/** The evidence on one class in one epoch. Not thread-safe. */
final class ClassEvidence {
    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final int CONFIGURATIONS_KEPT = 64;
    private static final double HARMFUL = 10;
    private static final double ALARM_ALPHA = 1e-4;
    private static final Duration ALARM_WINDOW = Duration.ofMinutes(10);

    private final long lagLimitMicros;
    private final CellTable cells = new CellTable();
    private final Growth growth = new Growth();
    private final EnumCounts<Outcome> outcomes = new EnumCounts<>(Outcome.class);
    private final WeightedShare failing = new WeightedShare();
    private final LagTally lag = new LagTally();
    private final Durations primary = new Durations();
    private final Durations shadow = new Durations();
    private final Set<String> configurations = new HashSet<>();
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
            skipped(outcome.skipCause());
            return;
        }
        first = Math.min(first, micros);
        last = Math.max(last, micros);
        boolean failed = isFailure(outcome);
        cell(outcome, client, micros, failed);
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

    private void cell(QueryOutcome outcome, String client, long micros, boolean failed) {
        String reply = outcome.cell() == null ? "" : outcome.cell();
        long hash = (hash(outcome.fingerprint()) * 31 + hash(client)) * 31 + hash(reply);
        boolean cleared = outcome.outcome() == Outcome.EQUIVALENT;
        CellTable.Added added = cells.add(hash, block(client, micros), failed, failed || cleared);
        if (added != CellTable.Added.LEFT_OUT) {
            growth.add(added == CellTable.Added.NEW, micros);
        }
        if (configurations.size() < CONFIGURATIONS_KEPT) {
            configurations.add(reply);
        }
    }

    /** Names a client's hour: the client in the upper half, the hour in the lower. */
    private static long block(String client, long micros) {
        return (long) client.hashCode() << 32 | micros / HOUR_MICROS;
    }

    /** When the hour of a block began, in microseconds since 1970. */
    static long beginOf(long block) {
        return (block & 0xffff_ffffL) * HOUR_MICROS;
    }

    /** Better than a text's own hash, which has 32 bits: of texts of that length two in 65 536 would share one. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    private void skipped(SkipCause cause) {
        switch (cause) {
            case STAGE, SAMPLED_OUT, LOOP_GUARD -> skippedByDesign++;
            case QUEUE_FULL,
                    BYTES_FULL,
                    TOO_LARGE,
                    BREAKER_OPEN,
                    RATE,
                    NO_PRIMARY_REPLY,
                    PRIMARY_FAILED,
                    SHADOW_CANNOT_SEE,
                    DEGRADED -> skippedByCircumstance++;
        }
    }

    private boolean isFailure(QueryOutcome outcome) {
        return switch (outcome.outcome()) {
            case SHADOW_FAILED, REFUSED, DIVERGENT, UNDECIDED -> true;
            case LAG -> isTooLong(outcome.lagMicros());
            case MATCH, EQUIVALENT, MOVED, SKIPPED -> false;
        };
    }

    private boolean isTooLong(@Nullable Lag interval) {
        Long upTo = interval == null ? null : interval.to();
        return upTo == null || upTo > lagLimitMicros;
    }

    CellTable cells() {
        return cells;
    }

    Growth growth() {
        return growth;
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
        return configurations.size();
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
