package org.paralux.proxy.plan;

import org.paralux.proxy.gate.GateAction;
import org.paralux.proxy.gate.GateKind;
import org.paralux.proxy.gate.GateReading;
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
    static boolean isMissing(GateReading reading, ClassStage stage) {
        if (reading.action() == GateAction.NOTIFY || reading.state() == GateState.PASS) {
            return false;
        }
        if (reading.state() == GateState.BREACH) {
            return true;
        }
        return switch (stage.stage()) {
            case OBSERVE -> false;
            case CANARY -> true;
            case SHADOW, SPLIT, ENFORCE -> reading.kind() != GateKind.LATENCY;
        };
    }

    /** Whether the shadow answers clients of it. */
    static boolean isRouted(ClassStage stage) {
        return stage.stage().compareTo(Stage.CANARY) >= 0;
    }
}
