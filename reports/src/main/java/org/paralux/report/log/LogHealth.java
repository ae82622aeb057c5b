package org.paralux.report.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader must know of the log before trusting numbers from it.
 *
 * @param records that the report looked at, of the chosen cluster
 * @param first time of the earliest record; null where there is none
 * @param clusters the names that the log gives
 * @param damaged places where the log is not what was written
 * @param damages the first of them, a line each
 * @param lost records that the log owns up to having lost, in the range
 * @param losses the first of those losses, a line each
 * @param ahead records with a time after the report was made
 * @param setBack how often the clock went backwards by more than the disorder of writing
 * @param largestStep by how much at most; zero where it never did
 * @param droppedUpTo the last record that retention has let go; null where it took none
 */
public record LogHealth(
        long records,
        @Nullable Instant first,
        @Nullable Instant last,
        List<String> clusters,
        long damaged,
        List<String> damages,
        long lost,
        List<String> losses,
        long ahead,
        long setBack,
        Duration largestStep,
        @Nullable Long droppedUpTo) {
    public LogHealth {
        clusters = List.copyOf(clusters);
        damages = List.copyOf(damages);
        losses = List.copyOf(losses);
    }

    public boolean isSound() {
        return damaged == 0 && lost == 0 && ahead == 0 && setBack == 0;
    }
}
