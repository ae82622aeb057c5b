package org.paralux.proxy.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.Outcome;
import org.paralux.proxy.gate.GateStore;
import org.paralux.proxy.gate.Gates;
import org.paralux.proxy.gate.Trials;
import org.paralux.proxy.identity.ClientKeys;
import org.paralux.proxy.rollout.ClassStage;
import org.paralux.proxy.rollout.Rollout;
import org.paralux.proxy.rollout.Stage;

/**
 * A year of one plan on one cluster: seeded traffic and flaws, weighed by the gates and moved by the plan as they are; time
 * is injected. Classes are asked by clients in bursts, replies change with the configuration, some outcomes fail for no
 * flaw, and a third of the classes each is sound, flawed from the start, or becomes flawed on some day. What is taken back
 * is mended after ten days, in a new epoch.
 */
final class SimulatedYear implements AutoCloseable {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int DAYS = 365;
    private static final List<String> CLASSES = List.of("Query/instance", "Query/node/live", "Query/group");
    private static final double UNDECIDED = 0.0003;
    private static final double FAILED = 0.0003;
    private static final double LATE = 0.02;
    private static final double TOO_LATE = 0.0002;
    /** What a class may fail in. */
    private static final double ACCEPTABLE = 0.01;

    private static final String PLAN = """
            plan: a year
            classes: [Query/instance, Query/node/live, Query/group]
            steps:
              - {stage: shadow, dwell: 8d}
              - {stage: canary 10%, dwell: 3d}
              - {stage: canary 50%, dwell: 3d}
              - {stage: split, dwell: 300d}
            """;

    /** How a class is flawed. */
    enum Kind {
        DIVERGENT,
        UNDECIDED,
        FAILED,
        REFUSED,
        LAG,
        SLOW
    }

    /**
     * A flaw.
     *
     * @param share of the trials that fail by it
     * @param byHour whether whole hours of a client fail together
     */
    record Flaw(Kind kind, double share, boolean byHour, Instant since) {}

    /** What one year came to. */
    static final class Result {
        int wrongPromotions;
        int wrongRollbacks;
        int promotedToSplit;
        int soundClasses;
        int soundInSplit;
        /** Hours, and trials, from the onset of a regression to its roll-back, by kind and share; NaN where never. */
        final Map<String, List<double[]>> detections = new TreeMap<>();
    }

    private final SplittableRandom random;
    private final Result result = new Result();
    private final Map<String, Traffic> traffic = new TreeMap<>();
    private final Gates gates;
    private final Rollout rollout;
    private final PlanRun plan;
    private Instant now = BEGIN;
    private int epochs;
    private long ids;
    private @Nullable Instant mendAt;

    private static final class Traffic {
        final String name;
        final double perDay;
        final int clients;
        final int fingerprints;
        final long baseMicros;

        @Nullable Flaw flaw;

        boolean wasSound = true;
        boolean isTracked;
        Instant onset = Instant.MAX;
        long trialsSince;
        double carry;

        Traffic(String name, SplittableRandom random) {
            this.name = name;
            this.perDay = Math.exp(random.nextDouble(Math.log(20), Math.log(200)));
            this.clients = random.nextInt(3, 20);
            this.fingerprints = random.nextInt(1, 8);
            this.baseMicros = random.nextLong(1_000, 40_000);
        }
    }

    SimulatedYear(long seed, Path folder) {
        this.random = new SplittableRandom(seed);
        this.gates = new Gates(this::recorded, new ClientKeys(), this::epoch, new GateStore(folder), () -> now);
        this.rollout = new Rollout(
                new Rollout.Limits(true, true, Set.of()), folder, "node1", this::epoch, this::recorded, () -> now);
        this.plan = new PlanRun(rollout, gates, folder, "node1", this::epoch, this::recorded, () -> now);
        gates.listen(new Guard(rollout, plan, true, this::epoch, this::recorded));
        for (String each : CLASSES) {
            Traffic one = new Traffic(each, random);
            int fate = random.nextInt(3);
            if (fate == 1) {
                one.flaw = newFlaw(BEGIN, new double[] {0.02, 0.05, 0.2});
            } else if (fate == 2) {
                one.onset = BEGIN.plus(Duration.ofHours(random.nextInt(24 * 20, 24 * 340)));
            }
            one.wasSound = fate == 0;
            traffic.put(each, one);
        }
    }

    private String epoch() {
        return Trials.EPOCH;
    }

    private Flaw newFlaw(Instant since, double[] shares) {
        Kind kind = random.nextInt(2) == 0 ? Kind.DIVERGENT : Kind.values()[random.nextInt(Kind.values().length)];
        return new Flaw(kind, shares[random.nextInt(shares.length)], random.nextBoolean(), since);
    }

    /** Is told of all that the parts record. */
    private void recorded(Instant time, AuditEvent event) {
        if (event instanceof AuditEvent.StageChanged changed && changed.queryClass() != null) {
            Traffic one = traffic.get(changed.queryClass());
            if (one == null) {
                return;
            }
            boolean on = ClassStage.of(changed.to()).stage().compareTo(Stage.CANARY) >= 0;
            boolean back = !on && ClassStage.of(changed.from()).stage().compareTo(Stage.CANARY) >= 0;
            if (on && isFlawed(one, ClassStage.of(changed.from()).stage())) {
                result.wrongPromotions++;
            }
            if (on && changed.to().equals("split")) {
                result.promotedToSplit++;
            }
            if (back && !changed.why().startsWith("mended")) {
                takenBack(one);
            }
        }
    }

    /** Whether a class should not leave a stage; how slow the shadow is can be shown in canary alone. */
    private boolean isFlawed(Traffic one, Stage from) {
        Flaw flaw = one.flaw;
        return flaw != null
                && (flaw.kind() == Kind.SLOW
                        ? from == Stage.CANARY
                        : flaw.share() + UNDECIDED + FAILED + TOO_LATE > ACCEPTABLE);
    }

    private void takenBack(Traffic one) {
        Flaw flaw = one.flaw;
        if (flaw == null) {
            result.wrongRollbacks++;
            mendAt = now.plus(Duration.ofDays(1));
        } else {
            if (one.isTracked) {
                detected(one, flaw, Duration.between(flaw.since(), now).toMinutes() / 60.0);
            }
            mendAt = now.plus(Duration.ofDays(10));
        }
    }

    private void detected(Traffic one, Flaw flaw, double hours) {
        result.detections
                .computeIfAbsent(flaw.kind() + " " + Math.round(100 * flaw.share()) + " %", _ -> new ArrayList<>())
                .add(new double[] {hours, one.trialsSince});
        one.isTracked = false;
    }

    Result run() throws PlanException {
        plan.start(PlanFile.read("year", PLAN), PLAN, "uid 0", "a year");
        for (int hour = 0; hour < DAYS * 24; hour++) {
            Instant begin = BEGIN.plus(Duration.ofHours(hour));
            now = begin;
            mend();
            for (Traffic one : traffic.values()) {
                if (one.flaw == null && !begin.isBefore(one.onset)) {
                    one.flaw = newFlaw(begin, new double[] {0.01, 0.05, 0.3});
                    one.onset = Instant.MAX;
                    one.trialsSince = 0;
                    one.isTracked = isRouted(one.name);
                }
                hour(one, hour, begin);
            }
            gates.look();
            if (hour % 6 == 0) {
                plan.tick();
            }
        }
        for (Traffic one : traffic.values()) {
            if (one.isTracked && one.flaw != null) {
                detected(one, one.flaw, Double.NaN);
            }
            result.soundClasses += one.wasSound ? 1 : 0;
            result.soundInSplit += one.wasSound && rollout.table().of(one.name).equals(ClassStage.SPLIT) ? 1 : 0;
        }
        return result;
    }

    /** A build in which nothing that was found is left: another epoch, and somebody lets the plan go on. */
    private void mend() throws PlanException {
        if (mendAt == null || now.isBefore(mendAt)) {
            return;
        }
        mendAt = null;
        epochs++;
        boolean mended = false;
        for (Traffic one : traffic.values()) {
            boolean wasFound = plan.next(one.name)
                    .map(next -> next.text().startsWith("rolled-back"))
                    .orElse(false);
            if (wasFound && one.flaw != null) {
                one.flaw = null;
                mended = true;
            }
        }
        if (mended) {
            for (Traffic one : traffic.values()) {
                one.isTracked = false;
            }
            rollout.epochChanged("mended " + epochs);
            gates.epochChanged();
            plan.beginAgain("mended " + epochs);
        }
        plan.resume(List.of(), "uid 0", "mended");
    }

    private boolean isRouted(String name) {
        return rollout.table().of(name).stage().compareTo(Stage.CANARY) >= 0;
    }

    private void hour(Traffic one, int hour, Instant begin) {
        int hourOfDay = hour % 24;
        double busy = hourOfDay >= 8 && hourOfDay < 18 ? 1.8 : 0.43;
        one.carry += one.perDay / 24 * busy;
        int trials = (int) one.carry;
        one.carry -= trials;
        long configuration = hour / 8;
        for (int i = 0; i < trials; i++) {
            now = begin.plusSeconds(3600L * i / Math.max(1, trials));
            trial(one, hour, configuration);
        }
    }

    private void trial(Traffic one, int hour, long configuration) {
        String id = "r-" + ++ids;
        int client = random.nextInt(one.clients);
        String key = "client " + client;
        String fingerprint = one.name + " " + random.nextInt(one.fingerprints);
        String cell = fingerprint + " " + configuration;
        ClassStage stage = rollout.table().of(one.name);
        boolean shadowFirst = random.nextDouble() < stage.share();
        one.trialsSince++;
        Outcome outcome = outcome(one, client, hour);
        boolean failed = outcome == Outcome.SHADOW_FAILED;
        gates.append(
                now,
                Trials.exchange(
                        id,
                        one.name,
                        fingerprint,
                        key,
                        shadowFirst ? "shadow" : "primary",
                        shadowFirst && !failed ? "shadow" : "primary"));
        long primary = micros(one.baseMicros);
        Flaw flaw = one.flaw;
        long slower = flaw != null && flaw.kind() == Kind.SLOW ? 4 : 1;
        long lag = tooLate ? 40_000_000 : 900_000;
        gates.append(
                now.plusMillis(20),
                Trials.outcome(
                        id, one.name, fingerprint, key, outcome, cell, primary, slower * micros(one.baseMicros), lag));
    }

    /** Of the last outcome that is a lag. */
    private boolean tooLate;

    private Outcome outcome(Traffic one, int client, int hour) {
        tooLate = false;
        Flaw flaw = one.flaw;
        if (flaw != null && fails(flaw, client, hour)) {
            switch (flaw.kind()) {
                case DIVERGENT -> {
                    return Outcome.DIVERGENT;
                }
                case UNDECIDED -> {
                    return Outcome.UNDECIDED;
                }
                case FAILED -> {
                    return Outcome.SHADOW_FAILED;
                }
                case REFUSED -> {
                    return Outcome.REFUSED;
                }
                case LAG -> {
                    tooLate = true;
                    return Outcome.LAG;
                }
                case SLOW -> {}
            }
        }
        double drawn = random.nextDouble();
        if (drawn < UNDECIDED) {
            return Outcome.UNDECIDED;
        }
        if (drawn < UNDECIDED + FAILED) {
            return Outcome.SHADOW_FAILED;
        }
        if (drawn < UNDECIDED + FAILED + LATE) {
            tooLate = drawn < UNDECIDED + FAILED + TOO_LATE;
            return Outcome.LAG;
        }
        return Outcome.MATCH;
    }

    private boolean fails(Flaw flaw, int client, int hour) {
        if (!flaw.byHour()) {
            return random.nextDouble() < flaw.share();
        }
        long mixed = new SplittableRandom(flaw.since().getEpochSecond() * 31 + client * 1_000_003L + hour)
                .nextLong(1_000_000);
        return mixed < flaw.share() * 1_000_000;
    }

    private long micros(long base) {
        return (long) (base * Math.exp(0.4 * random.nextGaussian()));
    }

    @Override
    public void close() throws IOException {}
}
