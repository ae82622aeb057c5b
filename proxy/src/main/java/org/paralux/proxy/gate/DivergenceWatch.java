package org.paralux.proxy.gate;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.paralux.audit.AuditEvent.DivergenceFound;
import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.audit.Outcome;
import org.paralux.audit.statistics.AnytimeBound;
import org.paralux.audit.statistics.CellEvidence;
import org.paralux.audit.statistics.CellSums;
import org.paralux.audit.statistics.Failures;
import org.paralux.audit.statistics.Growth;
import org.paralux.audit.statistics.Percent;

/**
 * Whether answers differ. It passes by the bound on the share of cells that fail, as a verdict does, or by exhaustion where
 * the class has few cells; it is breached by the first divergence that is certain and of a cause that is not accepted, or by
 * a share of trials that differ or stay undecided. Not thread-safe.
 */
final class DivergenceWatch {
    private static final int CELLS = 1 << 12;
    private static final int WAITING = 256;

    private final GateRules rules;
    private final GateRule rule;
    private final AnytimeBound anytime;
    private final ShareWatch trials;
    private final CellEvidence cells = new CellEvidence(CELLS);

    /** Divergent outcomes whose causes are still to come, where some are accepted. */
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    private static final class Waiting {
        private final QueryOutcome outcome;
        private final String client;
        private final long micros;
        private long accepted;

        Waiting(QueryOutcome outcome, String client, long micros) {
            this.outcome = outcome;
            this.client = client;
            this.micros = micros;
        }
    }

    /** How far a trial speaks against the shadow. */
    enum Finding {
        NOTHING,
        /** Too many trials fail by now. */
        TOO_MANY,
        /** This one differs for certain. */
        CERTAIN
    }

    DivergenceWatch(GateRules rules) {
        this.rules = rules;
        this.rule = rules.of(GateKind.DIVERGENCE);
        this.anytime = new AnytimeBound(rules.alpha(), rule.limit());
        this.trials = new ShareWatch(rule.limit(), rules.alpha(), rule.minimum());
    }

    Finding trial(long micros, QueryOutcome outcome, String client) {
        if (outcome.outcome() == Outcome.DIVERGENT && !rules.accepted().isEmpty()) {
            return wait(new Waiting(outcome, client, micros));
        }
        return count(micros, outcome, client, Failures.isFailure(outcome, rules.lagLimitMicros()));
    }

    private Finding wait(Waiting next) {
        waiting.put(next.outcome.exchange(), next);
        if (waiting.size() <= WAITING) {
            return Finding.NOTHING;
        }
        Iterator<Waiting> all = waiting.values().iterator();
        Waiting oldest = all.next();
        all.remove();
        return count(oldest.micros, oldest.outcome, oldest.client, true);
    }

    /** One of the ways in which a divergent trial differs. */
    Finding divergence(DivergenceFound found) {
        Waiting waits = waiting.get(found.exchange());
        if (waits == null) {
            return Finding.NOTHING;
        }
        boolean accepted = rules.accepted().contains(found.cause());
        waits.accepted += found.count();
        if (accepted && waits.accepted < waits.outcome.divergences()) {
            return Finding.NOTHING;
        }
        waiting.remove(found.exchange());
        return count(waits.micros, waits.outcome, waits.client, !accepted);
    }

    private Finding count(long micros, QueryOutcome outcome, String client, boolean failed) {
        cells.add(outcome, client, micros, failed);
        boolean differs = failed && (outcome.outcome() == Outcome.DIVERGENT || outcome.outcome() == Outcome.UNDECIDED);
        boolean tooMany = trials.add(micros, differs);
        if (failed && outcome.outcome() == Outcome.DIVERGENT) {
            return Finding.CERTAIN;
        }
        return tooMany ? Finding.TOO_MANY : Finding.NOTHING;
    }

    private static boolean isSmall(CellSums sums) {
        return sums.possibleCells() < CellEvidence.SMALL_CLASS;
    }

    /** Whether the cells pass: by the bound, or because all of few were seen, none failed, and hardly a new one comes. */
    boolean isShown() {
        if (cells.growth().trials() < rule.minimum()) {
            return false;
        }
        CellSums sums = cells.sums();
        if (!isSmall(sums)) {
            return sums.isShown(anytime);
        }
        Growth.Later later = cells.growth().later();
        return sums.failed() == 0
                && cells.configurations() >= CellEvidence.LEAST_CONFIGURATIONS
                && anytime.isShown((double) later.newCells(), (double) later.trials());
    }

    String found() {
        CellSums sums = cells.sums();
        return isSmall(sums)
                ? Figures.of(sums.failed(), sums.all()) + " cells fail, of about "
                        + Math.round(sums.possibleCells()) + " possible ones; at most "
                        + Percent.of(sums.unseen(cells.growth(), anytime).upper())
                        + " of what comes is of new ones; " + cells.configurations() + " different replies"
                : "at most " + Percent.of(sums.widerAnytime(anytime)) + " of the cells fail ("
                        + Figures.of(sums.failed(), sums.all()) + ", in " + sums.blocks() + " client hours)";
    }

    String wanted() {
        CellSums sums = cells.sums();
        String most = "at most " + Percent.of(rule.limit());
        return isSmall(sums)
                ? "none fails, " + most + " new, " + CellEvidence.LEAST_CONFIGURATIONS + " different replies at least"
                : most + stillNeeded(sums);
    }

    private String stillNeeded(CellSums sums) {
        long needed = Math.max(
                anytime.cleanNeeded((double) sums.failed(), (double) sums.all()),
                anytime.cleanNeeded(sums.failedBlocks(), (double) sums.blocks()));
        return needed == 0 || needed == Long.MAX_VALUE ? "" : ": " + needed + " more, all clean";
    }

    String recently() {
        return trials.recently();
    }
}
