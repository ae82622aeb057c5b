package org.paralux.qa.run;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Ends a run before it is complete; the first reason counts. Thread-safe. */
public final class StopFlag {
    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();

    /**
     * Ends the run.
     *
     * @param why in a few words, for the report
     */
    public void stop(String why) {
        reason.compareAndSet(null, why);
    }

    boolean isUp() {
        return reason.get() != null;
    }

    /** Null where nobody stopped it. */
    @Nullable String reason() {
        return reason.get();
    }
}
