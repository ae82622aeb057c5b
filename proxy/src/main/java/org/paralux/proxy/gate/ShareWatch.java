package org.paralux.proxy.gate;

import java.time.Duration;
import org.paralux.audit.statistics.AnytimeBound;
import org.paralux.audit.statistics.ChangeAlarm;

/**
 * A share of failures that must stay acceptable: shown to be so by the bound that holds at every look, and taken to be no
 * more by whichever of these says so first: an e-CUSUM over ten minutes, for bursts; one without a window, for classes that
 * are asked seldom; or the lower bound over all that came. Each errs once in a million trials at most, in the mean.
 *
 * <p>Not thread-safe.
 */
final class ShareWatch {
    private static final double ALARM_ALPHA = 1e-6;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final double HARMFUL = 10;
    private static final double MOST_HARMFUL = 0.9;

    private final double acceptable;
    private final int minimum;
    private final AnytimeBound shown;
    private final AnytimeBound certain;
    private final ChangeAlarm burst;
    private final ChangeAlarm drift;
    private double all;
    private double failed;

    /** Of the last trials, the newest in the lowest bit: which failed. */
    private long recent;

    /**
     * Watches one share.
     *
     * @param alpha how often it may be shown wrongly
     * @param minimum so many trials must have come before it can be breached
     */
    ShareWatch(double acceptable, double alpha, int minimum) {
        this(acceptable, Math.min(MOST_HARMFUL, HARMFUL * acceptable), alpha, minimum);
    }

    /** @param harmful the share at which alarms are quickest */
    ShareWatch(double acceptable, double harmful, double alpha, int minimum) {
        this.acceptable = acceptable;
        this.minimum = minimum;
        this.shown = new AnytimeBound(alpha, acceptable);
        this.certain = new AnytimeBound(ALARM_ALPHA, acceptable);
        this.burst = new ChangeAlarm(acceptable, harmful, ALARM_ALPHA, WINDOW);
        this.drift = new ChangeAlarm(acceptable, harmful, ALARM_ALPHA, Duration.ofDays(36_500));
    }

    /** Takes a trial; whether the share is no more acceptable by now. */
    boolean add(long micros, boolean fails) {
        return add(micros, fails ? 1 : 0);
    }

    /** @param share 0 for clean, 1 for failed, ½ for what is half of each, which alarms do not count */
    boolean add(long micros, double share) {
        all++;
        failed += share;
        recent = recent << 1 | (share > 0 ? 1 : 0);
        boolean bursts = share != 0.5 && burst.add(micros, share > 0.5);
        boolean drifts = share != 0.5 && drift.add(micros, share > 0.5);
        return share > 0 && all >= minimum && (bursts || drifts || isCertain());
    }

    private boolean isCertain() {
        return failed / all > acceptable && certain.logEvidence(failed, all, acceptable) >= -Math.log(ALARM_ALPHA);
    }

    boolean isShown() {
        return all >= minimum && shown.isShown(failed, all);
    }

    double upper() {
        return shown.upper(failed, all);
    }

    /** How many more, all clean, are wanted before it is shown; {@link Long#MAX_VALUE} where they would never do. */
    long cleanNeeded() {
        return Math.max(minimum - (long) all, shown.cleanNeeded(failed, all));
    }

    /** How many of the last trials failed, in words. */
    String recently() {
        return Figures.of(Long.bitCount(recent), Math.min(Long.SIZE, (long) all));
    }

    long all() {
        return (long) all;
    }

    double failed() {
        return failed;
    }
}
