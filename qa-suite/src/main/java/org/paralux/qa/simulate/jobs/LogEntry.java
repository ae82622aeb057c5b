package org.paralux.qa.simulate.jobs;

import java.time.Instant;

/**
 * A message that a job left while it ran.
 *
 * @param serial counts within the job, from 1
 */
public record LogEntry(long serial, Instant time, String message) {}
