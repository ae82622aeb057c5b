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
import org.paralux.audit.evidence.EvidenceStatus;
import org.paralux.audit.evidence.EvidenceStore;
import org.paralux.luxi.LuxiRequest;
import org.paralux.luxi.Query;
import org.paralux.proxy.effort.Effort;
import org.paralux.proxy.epoch.Epochs;
import org.paralux.proxy.health.ShadowState;
import org.paralux.proxy.record.TrafficCounters;
import org.paralux.proxy.shadow.Candidate;
import org.paralux.proxy.shadow.OutcomeSinks;
import org.paralux.proxy.shadow.ShadowSettings;
import org.paralux.proxy.shadow.TrialDesk;
import org.paralux.proxy.shadow.Trials;
import org.paralux.proxy.spool.Spool;
import org.paralux.proxy.tee.Exchange;
import org.paralux.proxy.tee.TeeBudget;

/**
 * What a proxy has beside the path where there is a shadow: the trials, large replies, and the evidence that is left. Another
 * process may be given trials and evidence, and they are begun anew should it not take them.
 *
 * <p>Thread-safe.
 */
final class ShadowParts implements AutoCloseable {
    private final Path stateDir;
    private final ShadowSettings settings;
    private final Spool spool;
    private final Maker maker;
    private volatile EvidenceStore evidence;
    private volatile Trials trials;

    private interface Maker {
        Trials trials(EvidenceStore evidence, Spool spool);
    }

    private ShadowParts(Path stateDir, ShadowSettings settings, Maker maker) throws IOException {
        this.stateDir = stateDir;
        this.settings = settings;
        this.maker = maker;
        this.evidence = EvidenceStore.open(stateDir, settings.evidence(), new SecureRandom());
        this.spool = Spool.open(stateDir, settings.spool());
        this.trials = maker.trials(evidence, spool);
    }

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
        return new ShadowParts(
                settings.stateDir(),
                shadow,
                (evidence, spool) -> new Trials(
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
                        new SecureRandom()));
    }

    /** How the shadow is treated; {@code parts} is null where there is none. */
    static ShadowState stateOf(@Nullable ShadowParts parts) {
        if (parts == null) {
            return ShadowState.NONE;
        }
        return parts.trials.isBreakerOpen() ? ShadowState.LEFT_ALONE : ShadowState.ASKED;
    }

    /** The trials that there are by then. */
    TrialDesk desk() {
        return new TrialDesk() {
            @Override
            public Admission admit(Candidate candidate) {
                return trials.admit(candidate);
            }

            @Override
            public void begin(Candidate candidate, Admission admission) {
                trials.begin(candidate, admission);
            }

            @Override
            public void skipped(Candidate candidate, Admission admission) {
                trials.skipped(candidate, admission);
            }

            @Override
            public void observed(LuxiRequest request, Exchange exchange) {
                trials.observed(request, exchange);
            }
        };
    }

    Spool spool() {
        return spool;
    }

    EvidenceStatus evidenceStatus() {
        return evidence.status();
    }

    void epochChanged() {
        trials.epochChanged();
    }

    /** Ends all trials as they stand, and lets go of the evidence: another process goes on. The spool is this one's own. */
    void handOver() {
        trials.close();
        closeEvidence();
    }

    /**
     * Goes on after {@link #handOver}.
     *
     * @throws IOException while somebody else writes the evidence
     */
    void takeBack() throws IOException {
        evidence = EvidenceStore.open(stateDir, settings.evidence(), new SecureRandom());
        trials = maker.trials(evidence, spool);
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
