package org.paralux.qa.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come.
 *
 * @param phase in a few words
 * @param done cases that are over
 * @param total of all cases; 0 where it is not known
 * @param open cases being settled
 * @param findings so far
 * @param left at the present pace; null where nothing tells
 */
public record Progress(
        String phase,
        long done,
        long total,
        int open,
        int findings,
        @Nullable Duration left) {

    /** Is told now and then, on any thread. */
    public interface Listener {
        void at(Progress progress);
    }
}
