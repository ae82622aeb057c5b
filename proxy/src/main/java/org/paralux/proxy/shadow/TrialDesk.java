package org.paralux.proxy.shadow;

import org.jspecify.annotations.Nullable;
import org.paralux.audit.SkipCause;
import org.paralux.luxi.LuxiRequest;
import org.paralux.proxy.tee.Exchange;

/** Where the recorder takes eligible queries. All on the recorder's thread; returns at once. */
public interface TrialDesk {
    /** Without a shadow every class is in observe, and no outcome is recorded for each query. */
    TrialDesk NONE = new TrialDesk() {
        @Override
        public Admission admit(Candidate candidate) {
            return Admission.skip(SkipCause.STAGE);
        }

        @Override
        public void begin(Candidate candidate, Admission admission) {
            throw new IllegalStateException("nothing is admitted");
        }

        @Override
        public void skipped(Candidate candidate, Admission admission) {}

        @Override
        public void observed(LuxiRequest request, Exchange exchange) {}
    };

    /**
     * Whether a query becomes a trial.
     *
     * @param skipCause null where it does
     * @param probability with which it was sampled
     */
    record Admission(@Nullable SkipCause skipCause, double probability) {
        static Admission skip(SkipCause cause) {
            return new Admission(cause, 1);
        }
    }

    /** Decides, and reserves a place for what it admits: that is either begun or nothing else is offered. */
    Admission admit(Candidate candidate);

    /** Begins the trial of an admitted query, once it was counted. Takes over what its exchange holds. */
    void begin(Candidate candidate, Admission admission);

    /** Records that a query was not admitted, once it was counted. */
    void skipped(Candidate candidate, Admission admission);

    /** Is shown every exchange: commands tell what is written, and all tell how the primary fares. */
    void observed(LuxiRequest request, Exchange exchange);
}
