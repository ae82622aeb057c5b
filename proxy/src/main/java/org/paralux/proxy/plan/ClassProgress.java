package org.paralux.proxy.plan;

import java.time.Instant;
import java.util.Locale;

/**
 * How far one class has come in its plan.
 *
 * @param step it is in, from 0
 * @param since when its dwell time began
 * @param why it is not {@code RUNNING}, in one sentence; else empty
 * @param isApproved whether the next step may begin, where that needs somebody's word
 */
record ClassProgress(int step, Instant since, Status status, String why, boolean isApproved) {
    /** What holds it. */
    enum Status {
        /** Time, gates and approval alone. */
        RUNNING,
        /** A gate that pauses. */
        PAUSED,
        /** A gate that was breached; somebody must resume it. */
        ROLLED_BACK,
        /** Somebody moved it by hand, or its next stage cannot be; somebody must resume it. */
        HELD,
        /** The last step is over. */
        DONE;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

        String word() {
            return word;
        }
    }

    static ClassProgress begun(int step, Instant now) {
        return new ClassProgress(step, now, Status.RUNNING, "", false);
    }

    ClassProgress because(Status other, String reason) {
        return new ClassProgress(step, since, other, reason, false);
    }

    ClassProgress approved() {
        return new ClassProgress(step, since, status, why, true);
    }

    /** Its dwell time begins anew. */
    ClassProgress again(Instant now) {
        return begun(step, now);
    }
}
