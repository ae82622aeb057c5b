package org.paralux.qa.simulate.query;

import org.paralux.qa.simulate.jobs.Flags;
import org.paralux.qa.simulate.jobs.JobQueue;
import org.paralux.qa.simulate.model.ClusterImage;

/** What a daemon sees while it answers one query, and the rules by which it does. */
public record View(ClusterImage image, JobQueue jobs, DaemonState daemon, QueryRules rules) {
    /**
     * What a daemon knows that is in no configuration.
     *
     * @param release of Ganeti, whose ways it has
     */
    public record DaemonState(String release, Flags flags) {}
}
