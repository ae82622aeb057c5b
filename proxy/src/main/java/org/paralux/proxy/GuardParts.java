package org.paralux.proxy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditSink;
import org.paralux.proxy.gate.GateRecall;
import org.paralux.proxy.gate.GateStore;
import org.paralux.proxy.gate.Gates;
import org.paralux.proxy.identity.ClientKeys;
import org.paralux.proxy.plan.Guard;
import org.paralux.proxy.plan.PlanAdmin;
import org.paralux.proxy.plan.PlanRun;
import org.paralux.proxy.plan.PlanSigns;
import org.paralux.proxy.rollout.Rollout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What moves classes on and takes them back: the gates, the plan, and who looks after both. */
final class GuardParts implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(GuardParts.class);
    private static final long TICK_SECONDS = 2;

    private final ProxySettings settings;
    private final Rollout rollout;
    private final Supplier<String> epoch;
    private final BooleanSupplier isMaster;
    private final Gates gates;
    private final PlanRun plan;
    private final Guard guard;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("plan").daemon().factory());
    private volatile @Nullable GateRecall recall;
    private boolean wasMaster = true;

    /**
     * Nothing is watched yet.
     *
     * @param host this one
     * @param epoch the id of the epoch now
     * @param record where events go behind the gates
     * @param isMaster whether this host is the cluster's master
     */
    GuardParts(
            ProxySettings settings,
            Rollout rollout,
            String host,
            Supplier<String> epoch,
            AuditSink record,
            ClientKeys clients,
            BooleanSupplier isMaster,
            InstantSource clock) {
        this.settings = settings;
        this.rollout = rollout;
        this.epoch = epoch;
        this.isMaster = isMaster;
        this.gates = new Gates(record, clients, epoch, new GateStore(settings.stateDir()), clock);
        this.plan = new PlanRun(rollout, gates, settings.stateDir(), host, epoch, record, clock);
        this.guard = new Guard(rollout, plan, settings.routing().guards(), epoch, record);
        gates.listen(guard);
    }

    /** Where outcomes are to be recorded, so that they are weighed. */
    AuditSink sink() {
        return gates;
    }

    PlanAdmin admin() {
        return new PlanAdmin(plan, gates, rollout);
    }

    void tell(PlanSigns signs) {
        guard.tell(signs);
        plan.tell(signs);
    }

    /** Takes up what was before the last stop, and begins to look after it. The stages come first. */
    void start(Instant startedAt) {
        rollout.resume();
        gates.resume();
        plan.resumeKept();
        var _ = gates.takeJudgedSince();
        recall(startedAt);
        ticker.scheduleWithFixedDelay(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
    }

    /** Reads what was recorded until a time: what came later was weighed as it came. */
    private void recall(Instant until) {
        if (settings.shadow() != null) {
            recall = GateRecall.start(gates, settings.stateDir(), epoch.get(), until);
        }
    }

    /** A fault of ours must not end the watch. */
    private void tick() {
        try {
            lookForMaster();
            Instant judgedSince = gates.isReading() ? null : gates.takeJudgedSince();
            if (judgedSince != null) {
                recall(judgedSince);
            }
            gates.look();
            plan.tick();
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("cannot look after the plan");
        }
    }

    /** Stages never travel: a host that is the master no more begins again. */
    private void lookForMaster() {
        boolean is = isMaster.getAsBoolean();
        if (wasMaster && !is) {
            String why = "this host is the cluster's master no more";
            rollout.epochChanged(why);
            plan.beginAgain(why);
        }
        wasMaster = is;
    }

    void epochChanged(String why) {
        rollout.epochChanged(why);
        gates.epochChanged();
        plan.beginAgain(why);
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        GateRecall last = recall;
        if (last != null) {
            last.close();
        }
    }
}
