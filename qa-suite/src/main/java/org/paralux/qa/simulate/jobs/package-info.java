/**
 * Jobs that run: queued, waiting, running and over, on a clock and a timer that come in from outside.
 *
 * <p>Opcodes come in, {@link org.paralux.qa.simulate.jobs.Job}s can be read and waited for. Start with
 * {@link org.paralux.qa.simulate.jobs.JobQueue}.
 */
@NullMarked
package org.paralux.qa.simulate.jobs;

import org.jspecify.annotations.NullMarked;
