package org.paralux.proxy.plan;

import org.paralux.proxy.gate.GateAction;
import org.paralux.proxy.gate.GateKind;
import org.paralux.proxy.gate.GateStanding;
import org.paralux.proxy.gate.GateState;
import org.paralux.proxy.rollout.ClassStage;
import org.paralux.proxy.rollout.Stage;

/** Which gates a class must pass before it goes on. */
final class PlanGates {
    private PlanGates() {}

    /**
     * Whether a gate holds a class in a stage. One that only notifies never does. In observe nothing is compared; latency can
     * be shown only in canary, where both daemons are asked first, so elsewhere it is enough that it is not breached.
     */
    static boolean isMissing(GateStanding gate, ClassStage stage) {
        if (gate.action() == GateAction.NOTIFY || gate.state() == GateState.PASS) {
            return false;
        }
        if (gate.state() == GateState.BREACH) {
            return true;
        }
        return switch (stage.stage()) {
            case OBSERVE -> false;
            case CANARY -> true;
            case SHADOW, SPLIT, ENFORCE -> gate.kind() != GateKind.LATENCY;
        };
    }

    /** Whether the shadow answers clients of it. */
    static boolean isRouted(ClassStage stage) {
        return stage.stage().compareTo(Stage.CANARY) >= 0;
    }
}
