package org.paralux.proxy.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paralux.audit.Outcome;
import org.paralux.diff.Comparer;
import org.paralux.diff.Comparison;
import org.paralux.diff.ComparisonContext;
import org.paralux.diff.Rules;
import org.paralux.diff.Verdict;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.proxy.settle.ModelCluster.Instance;

/** Laws of settling over random writers, lags and flaws, in simulated time. */
class SettlingModelTest {
    private static final long SEEDS = Long.getLong("paralux.test.settlings", 500);
    private static final long MILLIS = ModelCluster.MILLIS;
    private static final Comparer COMPARER = new Comparer(Rules.shipped());

    /** What the shadow does to what it knows. */
    private enum Flaw {
        NONE,
        WRONG_VALUE,
        LOST_ROW,
        ADDED_ROW,
        SOMETIMES_TRUNCATES;

        /** Whose row it is about. */
        String instance() {
            return switch (this) {
                case WRONG_VALUE -> "inst00.example.com";
                case LOST_ROW -> "inst01.example.com";
                case NONE, ADDED_ROW, SOMETIMES_TRUNCATES -> "zombie.example.com";
            };
        }

        UnaryOperator<Map<String, Instance>> on(Random random) {
            return switch (this) {
                case NONE -> instances -> instances;
                case WRONG_VALUE ->
                    instances -> {
                        instances.computeIfPresent("inst00.example.com", (_, old) -> new Instance(7, old.serial()));
                        return instances;
                    };
                case LOST_ROW ->
                    instances -> {
                        instances.remove("inst01.example.com");
                        return instances;
                    };
                case ADDED_ROW ->
                    instances -> {
                        instances.put("zombie.example.com", new Instance(1, 1));
                        return instances;
                    };
                case SOMETIMES_TRUNCATES ->
                    instances -> {
                        if (random.nextInt(3) > 0) {
                            return instances;
                        }
                        Map<String, Instance> beginning = new LinkedHashMap<>();
                        instances.entrySet().stream()
                                .limit(instances.size() / 3)
                                .forEach(row -> beginning.put(row.getKey(), row.getValue()));
                        return beginning;
                    };
            };
        }
    }

    private record Trial(Outcome outcome, @Nullable LagInterval lag, Set<String> instances, long flushed) {}

    /** Runs one trial in simulated time, as the shadow's workers do in real time. */
    private static final class Simulation {
        private final Random random;
        private final ModelCluster cluster;
        private final UnaryOperator<Map<String, Instance>> flaw;
        private final Query query;
        private long now;
        private final WriteHistory writes = new WriteHistory(() -> now);

        /** Whether half of the writes do not pass through the proxy, and show in the configuration file alone. */
        private final boolean hasUnseenWrites;

        Simulation(long seed, Flaw flaw) {
            this(seed, flaw, false);
        }

        Simulation(long seed, Flaw flaw, boolean hasUnseenWrites) {
            this.hasUnseenWrites = hasUnseenWrites;
            random = new Random(seed);
            cluster = new ModelCluster(random);
            this.flaw = flaw.on(random);
            query = Query.in(Payload.of(cluster.query())).orElseThrow();
        }

        /** Time passes, and the commands of that time pass through the proxy. */
        private void moveTo(long time) {
            for (ModelCluster.Change change : cluster.changesBetween(now, time)) {
                now = change.at();
                if (hasUnseenWrites) {
                    writes.configurationWritten(now, now + 250 * MILLIS);
                    if (change.instance().hashCode() % 2 == 0) {
                        continue;
                    }
                }
                writes.wrote(
                        change.at(),
                        Mentions.in(Payload.of("{\"method\":\"SubmitJob\",\"args\":[[{\"OP_ID\":\"OP_X\",\"name\":\""
                                + change.instance() + "\"}]]}")));
            }
            now = time;
        }

        private Look look(Side side) {
            long asked = now;
            long read = asked + (long) (random.nextDouble() * 3 * MILLIS);
            Payload payload = side == Side.PRIMARY
                    ? cluster.reply(cluster.primaryAt(read), instances -> instances)
                    : cluster.reply(cluster.shadowAt(read), flaw);
            moveTo(read + (long) (random.nextDouble() * 3 * MILLIS));
            return new Look(side, asked, now, payload);
        }

        /** Whether an instance is there, and nobody writes to it, from well before a trial to its end. */
        boolean persists(String instance, long flushed) {
            boolean isWritten = cluster.changesBetween(flushed - 60_000 * MILLIS, flushed + 60_000 * MILLIS).stream()
                    .anyMatch(change -> change.instance().equals(instance));
            boolean isThere = cluster.primaryAt(flushed).containsKey(instance) || instance.startsWith("zombie");
            return isThere && !isWritten;
        }

        /** Whether the last write to an instance must have reached the shadow before a trial, and none came in it. */
        boolean isOld(String instance, long flushed) {
            return cluster.changesBetween(flushed - 18_000 * MILLIS, flushed + 60_000 * MILLIS).stream()
                    .noneMatch(change -> change.instance().equals(instance));
        }

        Trial run() {
            ComparisonRoom room = new ComparisonRoom();
            Trial trial = run(room);
            assertEquals(0, room.kept(), "what is decided keeps nothing");
            return trial;
        }

        Trial run(ComparisonRoom room) {
            moveTo((25_000 + random.nextInt(50_000)) * MILLIS);
            Look primary = look(Side.PRIMARY);
            Look shadow = look(Side.SHADOW);
            Comparison comparison = COMPARER.compare(query, primary.payload(), shadow.payload());
            long flushed = primary.answeredNanos();
            if (comparison.verdict() != Verdict.DIVERGENT) {
                assertEquals(Verdict.MATCH, comparison.verdict());
                return new Trial(Outcome.MATCH, null, Set.of(), flushed);
            }
            Settling settling = new Settling(
                    COMPARER,
                    query,
                    ComparisonContext.UNKNOWN,
                    writes,
                    SettlingPlan.CONFIGURATION,
                    room,
                    List.of(),
                    primary,
                    shadow,
                    comparison);
            Set<String> instances = new TreeSet<>();
            comparison
                    .divergences()
                    .forEach(one -> instances.add(String.valueOf(one.place().row())));
            Decision decision = null;
            while (decision == null) {
                SettlingPlan.Step step = settling.nextStep().orElseThrow();
                moveTo(Math.max(now, flushed + step.offset().toNanos()));
                settling.look(look(Side.SHADOW));
                if (settling.decide().isEmpty() && step.primaryToo()) {
                    settling.look(look(Side.PRIMARY));
                }
                decision = settling.stepTaken().orElse(null);
            }
            return new Trial(decision.outcome(), decision.lag(), instances, flushed);
        }
    }

    private static Map<Outcome, Integer> outcomes(Flaw flaw, long firstSeed) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (long seed = firstSeed; seed < firstSeed + SEEDS; seed++) {
            counts.merge(new Simulation(seed, flaw).run().outcome(), 1, Integer::sum);
        }
        return counts;
    }

    /** Memory decides how often answers are compared, and nothing else. */
    @Test
    void withoutRoomTheSameIsDecided() {
        for (long seed = 0; seed < SEEDS / 5; seed++) {
            for (long most : new long[] {0, 7}) {
                ComparisonRoom room = new ComparisonRoom(most);
                assertEquals(
                        new Simulation(seed, Flaw.SOMETIMES_TRUNCATES).run(),
                        new Simulation(seed, Flaw.SOMETIMES_TRUNCATES).run(room),
                        "seed " + seed);
                assertEquals(0, room.kept(), "seed " + seed);
            }
        }
    }

    @Test
    void withoutAFlawNothingIsDivergentAndHardlyAnythingUndecided() {
        Map<Outcome, Integer> counts = outcomes(Flaw.NONE, 1);
        assertEquals(0, counts.getOrDefault(Outcome.DIVERGENT, 0), () -> "seeds from 1: " + counts);
        int undecided = counts.getOrDefault(Outcome.UNDECIDED, 0);
        assertTrue(undecided <= SEEDS / 100, () -> "seeds from 1: " + counts);
        assertTrue(counts.getOrDefault(Outcome.LAG, 0) > 0, () -> "seeds from 1: " + counts);
        assertTrue(counts.getOrDefault(Outcome.MOVED, 0) > 0, () -> "seeds from 1: " + counts);
    }

    @Test
    void writesThatOnlyTheConfigurationFileShowsMakeNothingDivergent() {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (long seed = 1; seed <= SEEDS; seed++) {
            counts.merge(new Simulation(seed, Flaw.NONE, true).run().outcome(), 1, Integer::sum);
        }
        assertEquals(0, counts.getOrDefault(Outcome.DIVERGENT, 0), () -> "seeds from 1: " + counts);
        int undecided = counts.getOrDefault(Outcome.UNDECIDED, 0);
        assertTrue(undecided <= SEEDS / 100, () -> "seeds from 1: " + counts);
    }

    @Test
    void everyLagIntervalHoldsTheTruth() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Simulation simulation = new Simulation(seed, Flaw.NONE);
            Trial trial = simulation.run();
            if (trial.outcome() != Outcome.LAG) {
                continue;
            }
            long truth = trial.instances().stream()
                            .mapToLong(instance -> simulation.cluster.seenBy(instance, trial.flushed()))
                            .max()
                            .orElseThrow()
                    - trial.flushed();
            LagInterval lag = Objects.requireNonNull(trial.lag());
            long which = seed;
            assertTrue(
                    lag.fromNanos() <= truth && truth <= lag.toNanos(),
                    () -> "seed " + which + ": caught up after " + truth / MILLIS + " ms, told " + lag);
        }
    }

    @Test
    void persistentFlawsAreNeverAMatchAndNearlyAlwaysDecided() {
        for (Flaw flaw : List.of(Flaw.WRONG_VALUE, Flaw.LOST_ROW, Flaw.ADDED_ROW)) {
            Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
            for (long seed = 1; seed <= SEEDS; seed++) {
                Simulation simulation = new Simulation(seed, flaw);
                Trial trial = simulation.run();
                if (!simulation.persists(flaw.instance(), trial.flushed())) {
                    continue;
                }
                long which = seed;
                assertNotEquals(Outcome.MATCH, trial.outcome(), () -> flaw + ", seed " + which);
                counts.merge(trial.outcome(), 1, Integer::sum);
            }
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            assertTrue(all > SEEDS / 20, () -> flaw + " persisted in " + all + " of " + SEEDS);
            assertTrue(
                    counts.getOrDefault(Outcome.DIVERGENT, 0) >= 0.95 * all, () -> flaw + ", seeds from 1: " + counts);
        }
    }

    @Test
    void aShadowThatSometimesTruncatesNeverLags() {
        int truncations = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Simulation simulation = new Simulation(seed, Flaw.SOMETIMES_TRUNCATES);
            Trial trial = simulation.run();
            // A row that was just made may be missing for either reason: no look can tell.
            if (trial.instances().stream().anyMatch(one -> simulation.isOld(one, trial.flushed()))) {
                truncations++;
                long which = seed;
                assertNotEquals(Outcome.LAG, trial.outcome(), () -> "seed " + which + ": " + trial);
            }
        }
        int seen = truncations;
        assertTrue(seen > SEEDS / 20, () -> "only " + seen + " truncations in " + SEEDS + " seeds");
    }
}
