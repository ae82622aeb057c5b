package org.paralux.qa.simulate.jobs;

import java.time.Duration;

/**
 * How fast the queue moves.
 *
 * @param pickUp from submission until a job is taken up
 * @param locking how long an opcode waits for its locks
 */
public record JobPace(Duration pickUp, Duration locking) {
    public static final JobPace BRISK = new JobPace(Duration.ofMillis(20), Duration.ofMillis(10));

    public JobPace {
        if (pickUp.isNegative() || locking.isNegative()) {
            throw new IllegalArgumentException("pace: " + pickUp + ", " + locking + " (expected: >= 0)");
        }
    }
}
