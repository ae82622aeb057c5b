package org.paralux.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditSink;
import org.paralux.audit.evidence.EvidenceStore;
import org.paralux.luxi.Query;
import org.paralux.proxy.effort.Effort;
import org.paralux.proxy.epoch.Epochs;
import org.paralux.proxy.health.ShadowState;
import org.paralux.proxy.record.TrafficCounters;
import org.paralux.proxy.shadow.OutcomeSinks;
import org.paralux.proxy.shadow.ShadowSettings;
import org.paralux.proxy.shadow.Trials;
import org.paralux.proxy.spool.Spool;
import org.paralux.proxy.tee.TeeBudget;

/** What a proxy has beside the path where there is a shadow: the trials, large replies, and the evidence that is left. */
record ShadowParts(Trials trials, Spool spool, EvidenceStore evidence) implements AutoCloseable {
    /**
     * Opens the evidence and the spool, which nobody else may be writing.
     *
     * @param isObservedOnly whether the stage of a query's class says that nobody but the primary is asked
     * @param requestsUnderWay how many the primary has not answered yet
     * @throws IOException with one line that says why it cannot be
     */
    static ShadowParts open(
            ShadowSettings shadow,
            ProxySettings settings,
            Epochs epochs,
            AuditSink audit,
            TeeBudget budget,
            TrafficCounters counters,
            Predicate<Query> isObservedOnly,
            IntSupplier requestsUnderWay,
            Supplier<Effort> effort,
            InstantSource wallClock)
            throws IOException {
        Path stateDir = settings.stateDir();
        EvidenceStore evidence = EvidenceStore.open(stateDir, shadow.evidence(), new SecureRandom());
        Spool spool = Spool.open(stateDir, shadow.spool());
        Trials trials = new Trials(
                shadow,
                settings.primary(),
                epochs,
                new OutcomeSinks(audit, evidence, wallClock),
                budget,
                spool,
                counters::outcome,
                isObservedOnly,
                requestsUnderWay,
                effort,
                System::nanoTime,
                new SecureRandom());
        return new ShadowParts(trials, spool, evidence);
    }

    /** How the shadow is treated; {@code parts} is null where there is none. */
    static ShadowState stateOf(@Nullable ShadowParts parts) {
        if (parts == null) {
            return ShadowState.NONE;
        }
        return parts.trials().isBreakerOpen() ? ShadowState.LEFT_ALONE : ShadowState.ASKED;
    }

    /** Ends all trials as they stand, and lets go of the evidence: another process goes on. The spool is this one's own. */
    void handOver() {
        trials.close();
        closeEvidence();
    }

    /** Ends all trials as they stand, and writes what is left of their evidence. */
    @Override
    public void close() {
        trials.close();
        spool.close();
        closeEvidence();
    }

    private void closeEvidence() {
        try {
            evidence.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
