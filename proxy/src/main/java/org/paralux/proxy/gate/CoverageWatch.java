package org.paralux.proxy.gate;

import java.util.HashSet;
import java.util.Set;
import org.paralux.audit.SkipCause;
import org.paralux.audit.statistics.AnytimeBound;
import org.paralux.audit.statistics.CellEvidence;
import org.paralux.audit.statistics.Failures;
import org.paralux.audit.statistics.Growth;
import org.paralux.audit.statistics.Percent;

/**
 * How much of what is asked was compared: of the fingerprints of each client, those that were seen, less what bounds those
 * that are still to come. Too little is not enough evidence; it is breached only where more than half of the class is not
 * compared any more by circumstance. Not thread-safe.
 */
final class CoverageWatch {
    private static final int PAIRS = 1 << 13;
    private static final double MOST_SKIPPED = 0.01;
    private static final double HALF = 0.5;
    private static final double MOST = 0.9;

    private final double atLeast;
    private final AnytimeBound unseen;
    private final ShareWatch blind;
    private final Set<Long> seen = new HashSet<>();
    private final Set<Long> compared = new HashSet<>();
    private final Growth growth = new Growth();
    private long queries;
    private long skipped;

    CoverageWatch(double atLeast, double alpha, int minimum) {
        this.atLeast = atLeast;
        this.unseen = new AnytimeBound(alpha, 1 - atLeast);
        this.blind = new ShareWatch(HALF, MOST, alpha, minimum);
    }

    private static long pair(String fingerprint, String client) {
        return CellEvidence.hash(fingerprint) * 31 + CellEvidence.hash(client);
    }

    /** A query was seen, whatever became of it. */
    void asked(String fingerprint, String client) {
        if (seen.size() < PAIRS) {
            seen.add(pair(fingerprint, client));
        }
    }

    /** A query was compared. */
    void trial(long micros, String fingerprint, String client) {
        asked(fingerprint, client);
        long pair = pair(fingerprint, client);
        boolean isNew = compared.size() < PAIRS && seen.contains(pair) && compared.add(pair);
        growth.add(isNew, micros);
        queries++;
        blind.add(micros, false);
    }

    /** A query was not compared; whether the class is blind by now. */
    boolean skipped(long micros, SkipCause cause) {
        queries++;
        if (!Failures.isByCircumstance(cause)) {
            return false;
        }
        skipped++;
        boolean isMeant = cause == SkipCause.RATE || cause == SkipCause.SHADOW_CANNOT_SEE;
        return !isMeant && blind.add(micros, true);
    }

    private double compared() {
        if (seen.isEmpty()) {
            return 0;
        }
        Growth.Later later = growth.later();
        double toCome = unseen.upper((double) later.newCells(), (double) later.trials());
        return (1 - toCome) * compared.size() / seen.size();
    }

    private double skippedShare() {
        return queries == 0 ? 0 : (double) skipped / queries;
    }

    boolean isShown() {
        return growth.trials() > 0
                && compared.size() >= atLeast * seen.size()
                && skippedShare() <= MOST_SKIPPED
                && compared() >= atLeast;
    }

    String found() {
        return "at least " + Percent.of(compared()) + " (" + Figures.of(compared.size(), seen.size())
                + " fingerprints of clients), " + Percent.of(skippedShare()) + " skipped by circumstance";
    }
}
