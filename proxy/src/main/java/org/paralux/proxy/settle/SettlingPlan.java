package org.paralux.proxy.settle;

import java.time.Duration;
import java.util.List;

/**
 * When to look again, after the primary's reply was flushed. The offsets follow how luxid sees a changed configuration:
 * at once, or within 250 ms where changes come fast, and after 17 s in the worst case. The last are for places that were
 * written to meanwhile.
 *
 * @param steps in order of time
 */
public record SettlingPlan(List<Step> steps) {
    /** Most lag ends in the first second, and costs the primary nothing. */
    public static final SettlingPlan CONFIGURATION = new SettlingPlan(List.of(
            Step.shadow(50),
            Step.both(250),
            Step.shadow(1000),
            Step.both(5000),
            Step.both(18_500),
            Step.both(26_000),
            Step.both(38_000),
            Step.both(58_000)));

    /** Where each look costs a call to every node. */
    public static final SettlingPlan LIVE = new SettlingPlan(
            List.of(Step.both(500), Step.both(9000), Step.both(19_000), Step.both(40_000), Step.both(60_000)));

    /**
     * One time to look.
     *
     * @param primaryToo whether the primary is asked as well, if the shadow has not come to agree
     */
    public record Step(Duration offset, boolean primaryToo) {
        static Step shadow(long millis) {
            return new Step(Duration.ofMillis(millis), false);
        }

        static Step both(long millis) {
            return new Step(Duration.ofMillis(millis), true);
        }
    }

    public SettlingPlan {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps: none (expected: at least one)");
        }
    }
}
