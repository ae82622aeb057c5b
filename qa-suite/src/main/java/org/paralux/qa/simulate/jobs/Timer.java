package org.paralux.qa.simulate.jobs;

import java.time.Duration;

/** Runs something later. Tasks do not block. */
@FunctionalInterface
public interface Timer {
    void after(Duration delay, Runnable task);
}
