package org.paralux.proxy.plan;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.paralux.proxy.gate.GateStanding;

/** Says what comes next for a class. */
final class Preview {
    private Preview() {}

    /** @param missing gates that hold it; asked only where they decide */
    static NextStep of(
            PlanState state,
            ClassProgress progress,
            boolean isReading,
            Instant now,
            Supplier<List<GateStanding>> missing) {
        List<RolloutPlan.Step> steps = state.plan().steps();
        int next = progress.step() + 1;
        boolean isLast = next >= steps.size();
        String to = isLast ? null : steps.get(next).stage().toString();
        String what = isLast ? "the end" : String.valueOf(to);
        Instant dwellEnd = progress.since().plus(steps.get(progress.step()).dwell());
        String held = held(state, progress);
        if (!held.isEmpty()) {
            return new NextStep(next, steps.size(), to, null, held);
        }
        if (isReading) {
            return new NextStep(next, steps.size(), to, null, what + " when the log has been read again");
        }
        boolean isOver = !now.isBefore(dwellEnd);
        List<String> gates =
                missing.get().stream().map(each -> each.kind().word()).toList();
        String wants = gates.isEmpty() ? "" : " if these gates pass by then: " + String.join(", ", gates);
        boolean asks = !isLast && steps.get(next).isApproved() && !progress.isApproved();
        if (!isOver) {
            String text = what + " at " + dwellEnd.truncatedTo(ChronoUnit.SECONDS) + wants
                    + (asks ? ", and when approved" : "");
            return new NextStep(next, steps.size(), to, dwellEnd, text);
        }
        if (!gates.isEmpty()) {
            return new NextStep(
                    next, steps.size(), to, null, what + " once these gates pass: " + String.join(", ", gates));
        }
        return asks
                ? new NextStep(next, steps.size(), to, null, what + " when approved: 'paralux rollout plan approve'")
                : new NextStep(next, steps.size(), to, now, what + " now");
    }

    private static String held(PlanState state, ClassProgress progress) {
        return switch (progress.status()) {
            case DONE -> "done";
            case ROLLED_BACK, HELD ->
                progress.status().word() + " until 'paralux rollout plan resume': " + progress.why();
            case PAUSED -> "paused until the gate is open again: " + progress.why();
            case RUNNING -> state.paused().isEmpty() ? "" : "paused: " + state.paused();
        };
    }
}
