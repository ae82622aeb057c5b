package org.paralux.proxy.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.paralux.audit.Outcome;

/** Counts by time: the last {@value #STEPS} steps of {@value #STEP_SECONDS} seconds. Not thread-safe. */
final class Timeline {
    static final int STEP_SECONDS = 5;
    static final int STEPS = 180;

    private static final int RATE_STEPS = 2;
    private static final Step NOTHING = new Step(Long.MIN_VALUE);

    /** Each at its number modulo their count; one with another number there is too old. */
    private final Step[] ring = new Step[STEPS];

    private long newest = Long.MIN_VALUE;

    /** What one step counts. */
    private static final class Step {
        private final long number;
        private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        private long requests;
        private long queries;
        private long misdirected;

        Step(long number) {
            this.number = number;
        }

        long count(Outcome outcome) {
            return outcomes.getOrDefault(outcome, 0L);
        }

        long trials() {
            return outcomes.entrySet().stream()
                    .filter(entry -> entry.getKey().isTrial())
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    Timeline() {
        Arrays.fill(ring, NOTHING);
    }

    void request(Instant time, boolean query, boolean misdirected) {
        Step step = step(time);
        step.requests++;
        if (query) {
            step.queries++;
        }
        if (misdirected) {
            step.misdirected++;
        }
    }

    void outcome(Instant time, Outcome outcome) {
        step(time).outcomes.merge(outcome, 1L, Long::sum);
    }

    /** What is older than all that is kept, as after a clock was set back, counts as new. */
    private Step step(Instant time) {
        long told = numberOf(time);
        newest = Math.max(newest, told);
        long number = told > newest - STEPS ? told : newest;
        int place = placeOf(number);
        if (ring[place].number != number) {
            ring[place] = new Step(number);
        }
        return ring[place];
    }

    private static long numberOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    private static int placeOf(long number) {
        return Math.floorMod(number, STEPS);
    }

    LiveView.History view(Instant now) {
        newest = Math.max(newest, numberOf(now));
        Map<String, List<Long>> outcomes = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome.word(), column(step -> step.count(outcome)));
        }
        return new LiveView.History(
                STEP_SECONDS,
                newest * STEP_SECONDS,
                column(step -> step.requests),
                column(step -> step.misdirected),
                outcomes,
                new LiveView.Rates(
                        rate(step -> step.requests),
                        rate(step -> step.queries),
                        rate(step -> step.misdirected),
                        rate(Step::trials)));
    }

    private List<Long> column(ToLongFunction<Step> count) {
        List<Long> values = new ArrayList<>(STEPS);
        steps(newest - STEPS + 1, newest).forEach(step -> values.add(count.applyAsLong(step)));
        return values;
    }

    /** A second, over the last whole steps: the newest is still being filled. */
    private double rate(ToLongFunction<Step> count) {
        long sum = steps(newest - RATE_STEPS, newest - 1).mapToLong(count).sum();
        return (double) sum / (RATE_STEPS * STEP_SECONDS);
    }

    private Stream<Step> steps(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(number -> {
            Step step = ring[placeOf(number)];
            return step.number == number ? step : NOTHING;
        });
    }
}
