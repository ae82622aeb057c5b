package org.paralux.qa.simulate;

import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.simulate.jobs.Flags;
import org.paralux.qa.simulate.jobs.JobPace;
import org.paralux.qa.simulate.jobs.JobQueue;
import org.paralux.qa.simulate.jobs.SystemTimer;
import org.paralux.qa.simulate.jobs.Timer;
import org.paralux.qa.simulate.model.ClusterSource;

/**
 * A cluster with its jobs and switches, which all daemons in it see: what one daemon is told to do, the other can be
 * asked about.
 *
 * <p>Thread-safe. It outlives its daemons; closing it stops its jobs.
 */
public final class World implements AutoCloseable {
    private final InstantSource clock;
    private final Timer timer;
    private final ClusterSource cluster;
    private final Flags flags;
    private final JobQueue jobs;
    private final Runnable onClose;

    private World(InstantSource clock, Timer timer, ClusterSource cluster, Runnable onClose) {
        this.clock = clock;
        this.timer = timer;
        this.cluster = cluster;
        this.onClose = onClose;
        flags = new Flags(clock);
        jobs = new JobQueue(clock, timer, JobPace.BRISK, new SimulatedOpcodes(cluster));
    }

    /**
     * A world in real time.
     *
     * @param clusterFile a copy of a {@code config.data}; null for the sample cluster
     * @throws org.paralux.qa.simulate.model.ClusterException when the file cannot be served
     */
    public static World of(@Nullable Path clusterFile) {
        InstantSource clock = InstantSource.system();
        ClusterSource cluster =
                clusterFile == null ? ClusterSource.ofSample(clock) : ClusterSource.ofFile(clusterFile, clock);
        SystemTimer timer = new SystemTimer();
        return new World(clock, timer, cluster, timer::close);
    }

    /** A world on a clock and a timer from outside. */
    public static World of(InstantSource clock, Timer timer, ClusterSource cluster) {
        return new World(clock, timer, cluster, () -> {});
    }

    public InstantSource clock() {
        return clock;
    }

    Timer timer() {
        return timer;
    }

    public ClusterSource cluster() {
        return cluster;
    }

    public Flags flags() {
        return flags;
    }

    public JobQueue jobs() {
        return jobs;
    }

    @Override
    public void close() {
        onClose.run();
    }
}
