package org.paralux.audit.statistics;

/**
 * How the number of different cells grew with the trials, at {@value #POINTS} points at most, which grow apart as trials
 * come. Not thread-safe.
 */
public final class Growth {
    private static final int POINTS = 256;

    private final long[] cellsAt = new long[POINTS];
    private final long[] microsAt = new long[POINTS];
    private int points;
    private long stride = 1;
    private long trials;
    private long cells;
    private long lastMicros;

    public void add(boolean isNew, long micros) {
        trials++;
        cells += isNew ? 1 : 0;
        lastMicros = Math.max(lastMicros, micros);
        if (trials % stride != 0) {
            return;
        }
        if (points == POINTS) {
            stride *= 2;
            points = POINTS / 2;
            for (int i = 0; i < points; i++) {
                cellsAt[i] = cellsAt[2 * i + 1];
                microsAt[i] = microsAt[2 * i + 1];
            }
            if (trials % stride != 0) {
                return;
            }
        }
        cellsAt[points] = cells;
        microsAt[points] = lastMicros;
        points++;
    }

    public long trials() {
        return trials;
    }

    /** The last half of the trials, or nearly. */
    public Later later() {
        int half = points / 2 - 1;
        if (half < 0) {
            return new Later(trials, cells, 0);
        }
        return new Later(trials - (half + 1) * stride, cells - cellsAt[half], lastMicros - microsAt[half]);
    }

    /**
     * What came in the later part.
     *
     * @param newCells cells that had not come before
     * @param micros how long it took
     */
    public record Later(long trials, long newCells, long micros) {
        private static final double DAY_MICROS = 86_400e6;

        public double newCellsADay() {
            return micros <= 0 ? 0 : newCells * DAY_MICROS / micros;
        }

        public double trialsADay() {
            return micros <= 0 ? 0 : trials * DAY_MICROS / micros;
        }
    }
}
