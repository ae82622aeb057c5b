package org.paralux.audit.statistics;

import java.time.Duration;

/**
 * Tells when failures become more frequent than acceptable: a sum of evidence that starts anew whenever it falls to
 * nothing, or is older than its window (e-CUSUM). While failures stay at the acceptable share, the time between two false
 * alarms is in the mean at least {@code 1 / alpha} trials. Not thread-safe.
 */
public final class ChangeAlarm {
    private final double whenFailed;
    private final double whenClean;
    private final double threshold;
    private final long windowMicros;
    private double evidence;
    private long since;

    /**
     * An alarm against failures beyond {@code acceptable}.
     *
     * @param harmful the share at which it is quickest, above {@code acceptable}
     * @param window what is older counts no more
     */
    public ChangeAlarm(double acceptable, double harmful, double alpha, Duration window) {
        if (!(acceptable > 0 && acceptable < harmful && harmful < 1)) {
            throw new IllegalArgumentException(
                    "harmful: " + harmful + " (expected: above the acceptable " + acceptable + ", below 1)");
        }
        this.whenFailed = harmful / acceptable;
        this.whenClean = (1 - harmful) / (1 - acceptable);
        this.threshold = 1 / alpha;
        this.windowMicros = window.toNanos() / 1000;
    }

    /** Takes a trial; whether it raises the alarm. After one the sum starts anew. */
    public boolean add(long timeMicros, boolean failed) {
        if (evidence <= 1 || timeMicros - since > windowMicros) {
            evidence = 1;
            since = timeMicros;
        }
        evidence *= failed ? whenFailed : whenClean;
        if (evidence < threshold) {
            return false;
        }
        evidence = 0;
        return true;
    }
}
