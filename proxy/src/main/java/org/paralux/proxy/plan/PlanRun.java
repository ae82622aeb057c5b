package org.paralux.proxy.plan;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditSink;
import org.paralux.proxy.gate.Breach;
import org.paralux.proxy.gate.GateAction;
import org.paralux.proxy.gate.GateReading;
import org.paralux.proxy.gate.GateStanding;
import org.paralux.proxy.gate.GateState;
import org.paralux.proxy.gate.Gates;
import org.paralux.proxy.plan.ClassProgress.Status;
import org.paralux.proxy.rollout.ClassStage;
import org.paralux.proxy.rollout.Rollout;
import org.paralux.proxy.rollout.StageChange;
import org.paralux.proxy.rollout.StageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plan that is under way, if one is. Each of its classes goes on when it has stayed long enough, every gate that could
 * take it back passes, and somebody approved where that is asked for. It is kept over a restart, on this host and in this
 * epoch: in another, all classes begin again at the first step, once somebody resumes it.
 *
 * <p>Thread-safe.
 */
public final class PlanRun {
    private static final Logger LOGGER = LoggerFactory.getLogger(PlanRun.class);

    private final Rollout rollout;
    private final Gates gates;
    private final PlanMemory memory;
    private final Supplier<String> epoch;
    private final AuditSink audit;
    private final InstantSource clock;
    private volatile PlanSigns signs = PlanSigns.NONE;
    private @Nullable PlanState state;

    /** @param host this one, as plans are bound to it */
    public PlanRun(
            Rollout rollout,
            Gates gates,
            Path stateDir,
            String host,
            Supplier<String> epoch,
            AuditSink audit,
            InstantSource clock) {
        this.rollout = rollout;
        this.gates = gates;
        this.memory = new PlanMemory(new PlanStore(stateDir), host, epoch);
        this.epoch = epoch;
        this.audit = audit;
        this.clock = clock;
    }

    /** Who is told what somebody should know. */
    public void tell(PlanSigns told) {
        signs = told;
    }

    /** Takes up the plan that was under way before the last stop. The stages are resumed before. */
    public synchronized void resumeKept() {
        PlanStore.Kept kept = memory.kept().orElse(null);
        if (kept == null) {
            return;
        }
        state = kept.state();
        gates.judgeBy(kept.state().plan().rules());
        Optional<String> foreign = memory.foreign(kept);
        if (foreign.isPresent()) {
            beginAgain(foreign.get());
        } else {
            kept.state().classes().forEach(this::checkStage);
        }
        LOGGER.atInfo().addKeyValue("plan", kept.state().plan().name()).log("plan resumed");
    }

    private void checkStage(String queryClass, ClassProgress progress) {
        PlanState now = required();
        ClassStage planned = now.stage(progress);
        ClassStage there = rollout.table().of(queryClass);
        if (progress.status() == Status.RUNNING && !there.equals(planned)) {
            hold(queryClass, progress, Status.HELD, "it is in " + there + ", where the plan has it in " + planned);
        }
    }

    private PlanState required() {
        PlanState now = state;
        if (now == null) {
            throw new IllegalStateException("no plan");
        }
        return now;
    }

    private PlanState underWay() throws PlanException {
        PlanState now = state;
        if (now == null) {
            throw new PlanException("no plan is under way (start one with 'paralux rollout plan start FILE')");
        }
        return now;
    }

    /**
     * Starts a plan: its classes go to the first step.
     *
     * @param text of the file it was read from
     * @throws PlanException when one is under way, or it cannot be; then nothing has changed
     */
    public synchronized void start(RolloutPlan plan, String text, String by, String why) throws PlanException {
        PlanState before = state;
        if (before != null && !before.isDone()) {
            throw new PlanException("the plan '" + before.plan().name()
                    + "' is under way (end it with 'paralux rollout plan abort --why TEXT')");
        }
        for (String each : plan.classes()) {
            for (RolloutPlan.Step step : plan.steps()) {
                require(each, step.stage());
            }
        }
        Instant now = clock.instant();
        state = new PlanState(plan, text, now, by, "", Map.of()).begun(now);
        gates.judgeBy(plan.rules());
        note(null, "started", by, why);
        for (String each : plan.classes()) {
            gates.forgive(each);
            move(each, 0, by, why, null);
        }
        keep();
    }

    private void require(String queryClass, ClassStage stage) throws PlanException {
        try {
            rollout.requirePossible(queryClass, stage);
        } catch (StageException e) {
            throw new PlanException(String.valueOf(e.getMessage()));
        }
    }

    /** Moves a class to a step's stage, from now on; what cannot be holds it. */
    private void move(String queryClass, int step, String by, String why, @Nullable String basis) {
        ClassProgress begun = ClassProgress.begun(step, clock.instant());
        ClassStage stage = required().plan().steps().get(step).stage();
        try {
            rollout.change(new StageChange(List.of(queryClass), stage, by, why, basis));
            put(queryClass, begun);
        } catch (StageException e) {
            hold(queryClass, begun, Status.HELD, String.valueOf(e.getMessage()));
        }
    }

    private void put(String queryClass, ClassProgress progress) {
        state = required().with(queryClass, progress);
    }

    private void hold(String queryClass, ClassProgress progress, Status status, String why) {
        put(queryClass, progress.because(status, why));
        note(queryClass, status.word(), StageChange.PARALUX, why);
    }

    private void note(@Nullable String queryClass, String change, String by, String why) {
        String name = required().plan().name();
        LOGGER.atInfo()
                .addKeyValue("plan", name)
                .addKeyValue("class", queryClass == null ? "all" : queryClass)
                .addKeyValue("change", change)
                .addKeyValue("by", by)
                .addKeyValue("why", why)
                .log("plan changed");
        audit.append(clock.instant(), new AuditEvent.PlanChanged(name, queryClass, change, by, why, epoch.get()));
    }

    /** Holds the whole plan; classes stay where they are. */
    public synchronized void pause(String by, String why) throws PlanException {
        state = underWay().pausedFor(why);
        note(null, "paused", by, why);
        keep();
    }

    /**
     * Lets the plan go on, with those classes that were held: each from the step whose stage it is in, or else the first; its
     * dwell time begins anew.
     *
     * @param classes none for all
     */
    public synchronized void resume(List<String> classes, String by, String why) throws PlanException {
        PlanState now = underWay();
        now.requireKnown(classes);
        if (!now.paused().isEmpty()) {
            state = now.pausedFor("");
            note(null, "resumed", by, why);
        }
        for (String each : classes.isEmpty() ? now.plan().classes() : classes) {
            ClassProgress progress = now.progress(each);
            if (progress.status() != Status.RUNNING && progress.status() != Status.DONE) {
                gates.forgive(each);
                note(each, "resumed", by, why);
                move(each, now.plan().stepOf(rollout.table().of(each)), by, why, null);
            } else if (progress.status() != Status.DONE && !now.paused().isEmpty()) {
                put(each, progress.again(clock.instant()));
            }
        }
        keep();
    }

    /**
     * Lets the next step begin that needs somebody's word.
     *
     * @param classes none for all that wait for it
     * @throws PlanException where none of them does
     */
    public synchronized void approve(List<String> classes, String by, String why) throws PlanException {
        PlanState now = underWay();
        now.requireKnown(classes);
        List<String> waiting = (classes.isEmpty() ? now.plan().classes() : classes)
                .stream().filter(each -> awaitsApproval(now, each)).toList();
        if (waiting.isEmpty()) {
            throw new PlanException("nothing waits for approval (see 'paralux rollout status')");
        }
        for (String each : waiting) {
            put(each, now.progress(each).approved());
            note(each, "approved", by, why);
        }
        keep();
        tick();
    }

    private boolean awaitsApproval(PlanState now, String queryClass) {
        ClassProgress progress = now.progress(queryClass);
        int next = progress.step() + 1;
        return progress.status() == Status.RUNNING
                && next < now.plan().steps().size()
                && now.plan().steps().get(next).isApproved()
                && !progress.isApproved()
                && !clock.instant().isBefore(now.dwellEnd(progress))
                && missing(now, queryClass, progress).isEmpty();
    }

    /** Ends the plan; classes stay where they are. */
    public synchronized void abort(String by, String why) throws PlanException {
        underWay();
        end("aborted", by, why);
    }

    /** Every class went to observe: nothing is left to plan. */
    public synchronized void killed(String by, String why) {
        if (state != null) {
            end("aborted", by, why);
        }
    }

    private void end(String change, String by, String why) {
        note(null, change, by, why);
        state = null;
        gates.judgeBy(Map.of());
        memory.forget();
    }

    /** Somebody moved classes by hand: the plan leaves them alone until it is resumed for them. */
    public synchronized void movedByHand(List<String> classes, String by) {
        PlanState now = state;
        if (now == null) {
            return;
        }
        for (String each : classes.isEmpty() ? now.plan().classes() : classes) {
            ClassProgress progress = now.classes().get(each);
            ClassStage there = rollout.table().of(each);
            if (progress != null && !there.equals(now.stage(progress))) {
                hold(each, progress, Status.HELD, "it was moved to " + there + " by " + by);
            }
        }
        keep();
    }

    /** A gate of a class was breached. */
    synchronized void breached(Breach breach) {
        PlanState now = state;
        ClassProgress progress = now == null ? null : now.classes().get(breach.queryClass());
        if (now == null || progress == null) {
            return;
        }
        Status status = switch (breach.action()) {
            case ROLLBACK -> Status.ROLLED_BACK;
            case PAUSE -> Status.PAUSED;
            case NOTIFY -> progress.status();
        };
        boolean isHeldMore = progress.status() == Status.ROLLED_BACK || progress.status() == Status.HELD;
        if (status != progress.status() && !(status == Status.PAUSED && isHeldMore)) {
            hold(breach.queryClass(), progress, status, breach.sentence());
            keep();
        }
    }

    /** A gate of a class is open again: with the last one, its dwell time begins anew. */
    synchronized void opened(String queryClass) {
        PlanState now = state;
        ClassProgress progress = now == null ? null : now.classes().get(queryClass);
        if (progress != null
                && progress.status() == Status.PAUSED
                && gates.standings(queryClass).stream()
                        .noneMatch(each -> each.state() == GateState.BREACH && each.action() == GateAction.PAUSE)) {
            put(queryClass, progress.again(clock.instant()));
            note(queryClass, "resumed", StageChange.PARALUX, "the gate that paused it is open again");
            keep();
        }
    }

    public synchronized boolean isPlanned(String queryClass) {
        PlanState now = state;
        return now != null && now.classes().containsKey(queryClass);
    }

    /** Another epoch, or another master: nothing that was shown counts any more, and nothing moves until somebody says so. */
    public synchronized void beginAgain(String why) {
        PlanState now = state;
        if (now != null) {
            state = now.begun(clock.instant()).pausedFor(why);
            note(null, "paused", StageChange.PARALUX, why);
            keep();
            signs.tell(now.plan().name(), "The plan '" + now.plan().name() + "' is paused: " + why + ".", false);
        }
    }

    /** Moves on what is due. Called every second or so. */
    public synchronized void tick() {
        PlanState now = state;
        if (now == null || !now.paused().isEmpty() || gates.isReading()) {
            return;
        }
        for (String each : now.plan().classes()) {
            ClassProgress progress = now.progress(each);
            if (progress.status() == Status.RUNNING
                    && !clock.instant().isBefore(now.dwellEnd(progress))
                    && missing(now, each, progress).isEmpty()) {
                due(now, each, progress);
            }
        }
    }

    private void due(PlanState now, String queryClass, ClassProgress progress) {
        int next = progress.step() + 1;
        List<RolloutPlan.Step> steps = now.plan().steps();
        if (next == steps.size()) {
            hold(queryClass, progress, Status.DONE, "the last step is over and its gates pass");
            keep();
        } else if (steps.get(next).isApproved() && !progress.isApproved()) {
            signs.tell(
                    queryClass,
                    queryClass + " waits for approval to go from "
                            + steps.get(progress.step()).stage() + " to "
                            + steps.get(next).stage() + ".",
                    false);
        } else {
            String why = "plan '" + now.plan().name() + "', step " + (next + 1) + " of " + steps.size();
            String basis = String.join(
                    "; ",
                    gates.readings(queryClass).stream().map(GateReading::line).toList());
            note(queryClass, "step " + (next + 1), StageChange.PARALUX, "its dwell time is over and its gates pass");
            move(queryClass, next, StageChange.PARALUX, why, basis);
            keep();
        }
    }

    /** Gates that a class must pass before it leaves its step, and does not. */
    private List<GateStanding> missing(PlanState now, String queryClass, ClassProgress progress) {
        ClassStage stage = now.stage(progress);
        return gates.standings(queryClass).stream()
                .filter(each -> PlanGates.isMissing(each, stage))
                .toList();
    }

    /** What comes next for a class of the plan. */
    public synchronized Optional<NextStep> next(String queryClass) {
        PlanState now = state;
        ClassProgress progress = now == null ? null : now.classes().get(queryClass);
        if (now == null || progress == null) {
            return Optional.empty();
        }
        return Optional.of(Preview.of(
                now, progress, gates.isReading(), clock.instant(), () -> missing(now, queryClass, progress)));
    }

    /** The plan under way. */
    synchronized Optional<PlanState> current() {
        return Optional.ofNullable(state);
    }

    private void keep() {
        if (state != null) {
            memory.keep(state);
        }
    }
}
