package org.paralux.proxy.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.paralux.audit.Outcome;

/** Counts by time: the last {@value #STEPS} steps of {@value #STEP_SECONDS} seconds. Not thread-safe. */
final class Timeline {
    static final int STEP_SECONDS = 5;
    static final int STEPS = 180;

    private static final int RATE_STEPS = 2;
    private static final int REQUESTS = Outcome.values().length;
    private static final int QUERIES = REQUESTS + 1;
    private static final int MISDIRECTED = QUERIES + 1;
    private static final int COLUMNS = MISDIRECTED + 1;

    private final long[][] ring = new long[STEPS][COLUMNS];
    private long newest = Long.MIN_VALUE;

    void request(Instant time, boolean query, boolean misdirected) {
        long[] step = step(time);
        step[REQUESTS]++;
        if (query) {
            step[QUERIES]++;
        }
        if (misdirected) {
            step[MISDIRECTED]++;
        }
    }

    void outcome(Instant time, Outcome outcome) {
        step(time)[outcome.ordinal()]++;
    }

    /** What is older than all that is kept, as after a clock was set back, counts as new. */
    private long[] step(Instant time) {
        long number = advance(time);
        return ring[(int) Math.floorMod(number, (long) STEPS)];
    }

    private long advance(Instant time) {
        long number = Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
        if (number <= newest) {
            return number > newest - STEPS ? number : newest;
        }
        long from = Math.max(newest == Long.MIN_VALUE ? number : newest + 1, number - STEPS + 1);
        for (long empty = from; empty <= number; empty++) {
            Arrays.fill(ring[(int) Math.floorMod(empty, (long) STEPS)], 0);
        }
        newest = number;
        return number;
    }

    LiveView.History view(Instant now) {
        advance(now);
        Map<String, List<Long>> outcomes = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome.word(), column(outcome.ordinal()));
        }
        return new LiveView.History(
                STEP_SECONDS,
                newest * STEP_SECONDS,
                column(REQUESTS),
                column(MISDIRECTED),
                outcomes,
                new LiveView.Rates(rate(REQUESTS), rate(QUERIES), rate(MISDIRECTED), trialRate()));
    }

    private List<Long> column(int column) {
        List<Long> values = new ArrayList<>(STEPS);
        for (long number = newest - STEPS + 1; number <= newest; number++) {
            values.add(ring[(int) Math.floorMod(number, (long) STEPS)][column]);
        }
        return values;
    }

    private double trialRate() {
        return Arrays.stream(Outcome.values())
                .filter(Outcome::isTrial)
                .mapToDouble(outcome -> rate(outcome.ordinal()))
                .sum();
    }

    /** A second, over the last whole steps: the newest is still being filled. */
    private double rate(int column) {
        long sum = 0;
        for (long number = newest - RATE_STEPS; number < newest; number++) {
            sum += ring[(int) Math.floorMod(number, (long) STEPS)][column];
        }
        return (double) sum / (RATE_STEPS * STEP_SECONDS);
    }
}
