package org.paralux.proxy.plan;

import java.time.Instant;
import java.util.function.Supplier;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditSink;
import org.paralux.proxy.gate.Breach;
import org.paralux.proxy.gate.GateAction;
import org.paralux.proxy.gate.GateKind;
import org.paralux.proxy.gate.GateListener;
import org.paralux.proxy.gate.GateState;
import org.paralux.proxy.rollout.Rollout;

/**
 * Acts on breaches: takes the class back, and it alone, before whoever recorded the outcome goes on; then says so. Thread-safe.
 */
public final class Guard implements GateListener {
    private final Rollout rollout;
    private final PlanRun plan;
    private final boolean guardsUnplanned;
    private final Supplier<String> epoch;
    private final AuditSink audit;
    private volatile PlanSigns signs = PlanSigns.NONE;

    /** @param guardsUnplanned whether classes come back too that were moved by hand, with no plan under way for them */
    public Guard(Rollout rollout, PlanRun plan, boolean guardsUnplanned, Supplier<String> epoch, AuditSink audit) {
        this.rollout = rollout;
        this.plan = plan;
        this.guardsUnplanned = guardsUnplanned;
        this.epoch = epoch;
        this.audit = audit;
    }

    /** Who is told what somebody should know. */
    public void tell(PlanSigns told) {
        signs = told;
    }

    @Override
    public void breached(Breach breach) {
        boolean planned = plan.isPlanned(breach.queryClass());
        boolean routed = PlanGates.isRouted(rollout.table().of(breach.queryClass()));
        boolean mayAct = breach.action() == GateAction.ROLLBACK && (planned || guardsUnplanned);
        boolean takenBack = mayAct && routed && rollout.takeBack(breach.queryClass(), breach.sentence());
        plan.breached(breach);
        if (breach.isNew()) {
            audit.append(
                    breach.time(),
                    new AuditEvent.GateChanged(
                            breach.queryClass(),
                            breach.kind().word(),
                            GateState.BREACH.words(),
                            breach.action().word(),
                            breach.sentence(),
                            breach.exchange(),
                            epoch.get()));
        }
        if (takenBack || (breach.isNew() && (planned || routed))) {
            signs.tell(breach.queryClass(), breach.sentence() + said(breach, takenBack, planned), takenBack);
        }
    }

    private String said(Breach breach, boolean takenBack, boolean planned) {
        if (takenBack) {
            return " It is in " + rollout.table().of(breach.queryClass()) + " again.";
        }
        return planned && breach.action() != GateAction.NOTIFY ? " Its plan goes no further." : "";
    }

    @Override
    public void ready(String queryClass) {
        signs.tell(
                queryClass,
                queryClass
                        + ": every gate passes that can before the shadow answers clients; 'paralux report readiness'"
                        + " says whether it is GO.",
                false);
    }

    @Override
    public void opened(String queryClass, GateKind kind, Instant time) {
        audit.append(
                time,
                new AuditEvent.GateChanged(
                        queryClass,
                        kind.word(),
                        GateState.PASS.words(),
                        GateAction.NOTIFY.word(),
                        queryClass + ": " + kind.word() + " passes again.",
                        null,
                        epoch.get()));
        plan.opened(queryClass);
    }
}
