package org.paralux.qa.simulate.jobs;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two switches that are files in a real cluster. Thread-safe. */
public final class Flags {
    private final InstantSource clock;
    private volatile boolean drained;
    private volatile @Nullable Instant watcherPausedUntil;

    public Flags(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether new jobs are refused. */
    public boolean drained() {
        return drained;
    }

    public void setDrained(boolean drained) {
        this.drained = drained;
    }

    /** Until when the watcher leaves things alone; empty once that has passed. */
    public Optional<Instant> watcherPausedUntil() {
        return Optional.ofNullable(watcherPausedUntil).filter(clock.instant()::isBefore);
    }

    public void pauseWatcher(@Nullable Instant until) {
        watcherPausedUntil = until;
    }
}
