package org.paralux.qa.simulate.jobs;

import java.time.Duration;

/** Runs something later. Tasks do not block. */
@FunctionalInterface
public interface Timer {
    /**
     * Runs it after the delay.
     *
     * @return takes it back, if it has not run yet, so that nothing it refers to is held any longer
     */
    Runnable after(Duration delay, Runnable task);
}
