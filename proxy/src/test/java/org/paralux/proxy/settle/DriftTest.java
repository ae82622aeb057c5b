package org.paralux.proxy.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.paralux.audit.Outcome;
import org.paralux.audit.UndecidedCause;
import org.paralux.diff.Comparer;
import org.paralux.diff.Comparison;
import org.paralux.diff.ComparisonContext;
import org.paralux.diff.Rules;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;

/** Laws of settling a number that moves by itself, as a node's free memory does, in simulated time. */
class DriftTest {
    private static final int SEEDS = 2000;
    private static final long MILLIS = 1_000_000;
    private static final long TOTAL = 64_000;
    private static final Comparer COMPARER = new Comparer(Rules.shipped());
    private static final Query QUERY = Query.in(
                    Payload.of("{\"method\":\"Query\",\"args\":[\"node\",[\"name\",\"mfree\"],null]}"))
            .orElseThrow();

    /** Noise around a value that wanders, as memory is used and given back. */
    private static final class Memory {
        private final Random random;
        private final double noise;
        private final double step;
        private double level;

        Memory(Random random) {
            this.random = random;
            level = TOTAL * random.nextDouble();
            noise = 1 + random.nextInt(50);
            step = random.nextInt(50);
        }

        void passMillis(long millis) {
            level += random.nextGaussian() * step * Math.sqrt(millis / 1000.0);
        }

        long read() {
            return Math.max(0, Math.round(level + random.nextGaussian() * noise));
        }
    }

    private static Payload reply(long free) {
        return Payload.of("{\"success\":true,\"result\":{\"fields\":["
                + "{\"name\":\"name\",\"title\":\"Node\",\"kind\":\"text\",\"doc\":\"Node name\"},"
                + "{\"name\":\"mfree\",\"title\":\"MFree\",\"kind\":\"unit\",\"doc\":\"Memory available\"}],"
                + "\"data\":[[[0,\"node1.example.com\"],[0," + free + "]]]}}");
    }

    /** @param shadowTells what the shadow makes of what it reads */
    private static Outcome settle(long seed, LongUnaryOperator shadowTells) {
        Random random = new Random(seed);
        Memory memory = new Memory(random);
        long flushed = 0;
        Look primary = new Look(Side.PRIMARY, -MILLIS, flushed, reply(memory.read()));
        memory.passMillis(2);
        Look shadow = new Look(Side.SHADOW, MILLIS, 2 * MILLIS, reply(shadowTells.applyAsLong(memory.read())));
        Comparison comparison = COMPARER.compare(QUERY, primary.payload(), shadow.payload(), ComparisonContext.UNKNOWN);
        if (comparison.divergences().isEmpty()) {
            return Outcome.MATCH;
        }
        Settling settling = new Settling(
                COMPARER,
                QUERY,
                ComparisonContext.UNKNOWN,
                new WriteHistory(() -> flushed),
                SettlingPlan.LIVE,
                new ComparisonRoom(),
                List.of(),
                primary,
                shadow,
                comparison);
        long now = 2;
        while (settling.decide().isEmpty() && settling.nextStep().isPresent()) {
            long at = settling.nextStep().get().offset().toMillis();
            memory.passMillis(at - now);
            now = at;
            settling.look(new Look(
                    Side.SHADOW, at * MILLIS, (at + 1) * MILLIS, reply(shadowTells.applyAsLong(memory.read()))));
            settling.look(new Look(Side.PRIMARY, (at + 2) * MILLIS, (at + 3) * MILLIS, reply(memory.read())));
            settling.stepTaken();
        }
        return settling.giveUp(UndecidedCause.BUDGET).outcome();
    }

    @Test
    void whatBothReadOfOneNumberThatMovesNeverDivergesAndIsDecided() {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (long seed = 0; seed < SEEDS; seed++) {
            Outcome outcome = settle(seed, free -> free);
            counts.merge(outcome, 1, Integer::sum);
            assertNotEquals(Outcome.DIVERGENT, outcome, "seed " + seed);
        }
        assertTrue(counts.getOrDefault(Outcome.UNDECIDED, 0) * 100 <= SEEDS, counts::toString);
        assertEquals(
                Outcome.MOVED,
                counts.entrySet().stream()
                        .max(Comparator.comparing(Map.Entry::getValue))
                        .orElseThrow()
                        .getKey(),
                counts::toString);
    }

    @Test
    void aNumberInAnotherUnitIsNotTakenForDrift() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Outcome outcome = settle(seed, free -> (free + TOTAL) * 1024);
            assertNotEquals(Outcome.MOVED, outcome, "seed " + seed);
            assertNotEquals(Outcome.MATCH, outcome, "seed " + seed);
            assertNotEquals(Outcome.LAG, outcome, "seed " + seed);
        }
    }
}
