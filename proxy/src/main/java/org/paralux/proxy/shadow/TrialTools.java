package org.paralux.proxy.shadow;

import java.util.Optional;
import org.paralux.proxy.epoch.Epochs;
import org.paralux.proxy.settle.ComparisonRoom;
import org.paralux.proxy.settle.WriteHistory;
import org.paralux.proxy.spool.SpoolShelf;

/** What all trials work with. */
interface TrialTools {
    TrialSides sides();

    Epochs epochs();

    WriteHistory writes();

    KnownDivergences known();

    SpoolShelf newShelf();

    SettlingGroup join(TrialRun run);

    /** Those that settle the same query in the same epoch now. */
    Optional<SettlingGroup> settling(TrialRun run);

    void leave(TrialRun run);

    /** Where settlings keep what they compared. */
    ComparisonRoom comparisons();

    /** Whether there is room for what a settling holds; given back by {@link #release}. */
    boolean reserve(long bytes);

    void release(long bytes);

    void later(TrialRun run, long atNanos);

    void finished(TrialRun run, TrialResult result);
}
