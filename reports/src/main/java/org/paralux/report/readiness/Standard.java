package org.paralux.report.readiness;

import java.time.Duration;
import org.paralux.audit.statistics.AnytimeBound;
import org.paralux.audit.statistics.OneLookBound;

/**
 * What a verdict is held against, fixed before the evidence.
 *
 * @param acceptable the share of a class's cells that may fail
 * @param familyAlpha how often any verdict of the family may be wrong
 * @param classes among how many classes that is shared out equally
 * @param lagLimit a lag that may be longer is a failure
 */
public record Standard(double acceptable, double familyAlpha, int classes, Duration lagLimit) {
    /** Where no plan says otherwise: 1 % of a class's cells, 5 % in all, and what the longest reload takes. */
    public static final Standard PLAIN = new Standard(0.01, 0.05, 1, Duration.ofSeconds(20));

    static final double MOST_UNSEEN = 0.01;
    static final double MOST_SKIPPED = 0.01;
    static final Duration OBSERVED = Duration.ofDays(8);

    public Standard {
        if (classes < 1) {
            throw new IllegalArgumentException("classes: " + classes + " (expected: >= 1)");
        }
    }

    /** One class's part of the family's level. */
    public double alpha() {
        return familyAlpha / classes;
    }

    AnytimeBound anytime() {
        return new AnytimeBound(alpha(), acceptable);
    }

    OneLookBound oneLook() {
        return new OneLookBound(alpha());
    }
}
