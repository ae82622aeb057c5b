package org.paralux.report.readiness;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.Outcome;
import org.paralux.audit.statistics.Bounds;
import org.paralux.audit.statistics.CellEvidence;
import org.paralux.audit.statistics.CellSums;
import org.paralux.audit.statistics.Percent;
import org.paralux.audit.statistics.UnseenMass;
import org.paralux.report.tally.LagRow;
import org.paralux.report.tally.OutcomeWords;
import org.paralux.report.text.Words;

/**
 * Judges one class by the standard. In this order:
 *
 * <ul>
 *   <li>every trial was refused, three at least: not migratable;
 *   <li>a divergence is certain, or more cells fail than is acceptable, for certain by cells and by blocks: no-go;
 *   <li>every gate is open: go;
 *   <li>else there is not enough evidence, and the gates that are shut say of what.
 * </ul>
 */
final class Judgement {
    private static final int REFUSALS = 3;

    private final String name;
    private final ClassEvidence evidence;
    private final Standard standard;
    private final Pairs pairs;
    private final CellSums sums;
    private final Bounds bounds;
    private final UnseenMass unseen;
    private final double possibleCells;

    Judgement(String name, ClassEvidence evidence, Standard standard, Pairs pairs) {
        this.name = name;
        this.evidence = evidence;
        this.standard = standard;
        this.pairs = pairs;
        this.sums = evidence.sums();
        this.bounds = sums.bounds(standard.anytime(), standard.oneLook());
        this.unseen = sums.unseen(evidence.growth(), standard.anytime());
        this.possibleCells = sums.possibleCells();
    }

    /**
     * What was seen of a class and compared.
     *
     * @param seen fingerprints with their clients
     * @param compared those of them that were compared
     * @param probes fingerprints of the catalogue
     * @param comparedProbes those of them that were compared
     */
    record Pairs(long seen, long compared, long probes, long comparedProbes) {}

    ClassVerdict verdict() {
        List<Gate> gates = gates();
        Verdict verdict = decide(gates);
        boolean isBounded = !isSmall() && verdict != Verdict.NOT_MIGRATABLE;
        Forecast forecast = Forecast.of(verdict, gates, pace());
        return new ClassVerdict(
                name,
                verdict,
                reason(verdict, gates),
                gates,
                evidence.trials(),
                outcomes(),
                evidence.skippedByCircumstance(),
                skippedShare(),
                evidence.failing().share(),
                bounds,
                unseen,
                isSmall(),
                possibleCells,
                evidence.configurations(),
                pairs.seen(),
                pairs.compared(),
                evidence.first(),
                evidence.last(),
                isBounded ? reachable(moreCleanCells()) : null,
                isBounded ? reachable(moreCleanBlocks()) : null,
                forecast.days(),
                forecast.words(),
                evidence.alarms(),
                evidence.lastAlarm(),
                LagRow.of(evidence.lag(), evidence.trials()),
                evidence.primary().spread(),
                evidence.shadow().spread());
    }

    private Forecast.Pace pace() {
        return new Forecast.Pace(
                evidence,
                sums,
                unseen,
                standard.anytime(),
                isSmall() ? 0 : moreCleanCells(),
                isSmall() ? 0 : moreCleanBlocks());
    }

    private SequencedMap<String, Long> outcomes() {
        return OutcomeWords.of(evidence.outcomes(), true);
    }

    private long moreCleanCells() {
        return standard.anytime().cleanNeeded((double) sums.failed(), (double) sums.all());
    }

    private long moreCleanBlocks() {
        return standard.anytime().cleanNeeded(sums.failedBlocks(), (double) sums.blocks());
    }

    private static @Nullable Long reachable(long more) {
        return more == Long.MAX_VALUE ? null : (Long) more;
    }

    private boolean isSmall() {
        return possibleCells < CellEvidence.SMALL_CLASS;
    }

    private double skippedShare() {
        long queries = evidence.queries();
        return queries == 0 ? 0 : (double) evidence.skippedByCircumstance() / queries;
    }

    private Verdict decide(List<Gate> gates) {
        long trials = evidence.trials();
        if (trials >= REFUSALS && evidence.of(Outcome.REFUSED) == trials) {
            return Verdict.NOT_MIGRATABLE;
        }
        if (evidence.of(Outcome.DIVERGENT) > 0 || tooManyFail()) {
            return Verdict.NO_GO;
        }
        return gates.stream().allMatch(Gate::open) ? Verdict.GO : Verdict.NOT_ENOUGH_EVIDENCE;
    }

    private boolean tooManyFail() {
        double byCells = standard.anytime().lower((double) sums.failed(), (double) sums.all());
        double byBlocks = standard.anytime().lower(sums.failedBlocks(), (double) sums.blocks());
        return Math.min(byCells, byBlocks) > standard.acceptable();
    }

    private List<Gate> gates() {
        List<Gate> gates = new ArrayList<>(isSmall() ? exhaustion() : List.of(bound()));
        gates.add(new Gate(
                "every query seen was compared",
                pairs.seen() > 0 && pairs.compared() >= pairs.seen(),
                pairs.compared() + " of " + pairs.seen(),
                "all fingerprints of all clients"));
        gates.add(new Gate(
                "unseen mass",
                unseen.upper() <= Standard.MOST_UNSEEN,
                "at most " + Percent.of(unseen.upper()),
                "at most " + Percent.of(Standard.MOST_UNSEEN)));
        gates.add(new Gate(
                "time observed",
                evidence.observed().compareTo(Standard.OBSERVED) >= 0,
                Words.span(evidence.observed()),
                Standard.OBSERVED.toDays() + " d"));
        gates.add(new Gate(
                "skipped by circumstance",
                skippedShare() <= Standard.MOST_SKIPPED,
                Percent.of(skippedShare()),
                "at most " + Percent.of(Standard.MOST_SKIPPED)));
        return gates;
    }

    private Gate bound() {
        return new Gate(
                "share of failing cells",
                bounds.decides() <= standard.acceptable(),
                "at most " + Percent.of(bounds.decides()) + " (" + bounds.failed() + " of " + bounds.cells() + ", in "
                        + Words.count(bounds.blocks(), "client hour", "client hours") + ")",
                "at most " + Percent.of(standard.acceptable()) + stillNeeded());
    }

    /** How many more are wanted of what is short: cells, a client's hours, or both. */
    private String stillNeeded() {
        List<String> needed = new ArrayList<>();
        long cells = moreCleanCells();
        if (cells > 0) {
            needed.add(Words.count(cells, "more clean cell", "more clean cells"));
        }
        long blocks = moreCleanBlocks();
        if (blocks > 0) {
            needed.add(Words.count(blocks, "more clean client hour", "more clean client hours"));
        }
        return needed.isEmpty() ? "" : ": " + String.join(" and ", needed);
    }

    /** So few cells that all of them can be seen. */
    private List<Gate> exhaustion() {
        return List.of(
                new Gate(
                        "no cell failed",
                        sums.failed() == 0 && sums.all() > 0,
                        sums.failed() + " of " + sums.all(),
                        "none of about " + Math.round(possibleCells) + " possible ones"),
                new Gate(
                        "every probe of the catalogue was compared",
                        pairs.comparedProbes() >= pairs.probes(),
                        pairs.comparedProbes() + " of " + pairs.probes(),
                        "all"),
                new Gate(
                        "configurations met",
                        evidence.configurations() >= CellEvidence.LEAST_CONFIGURATIONS,
                        String.valueOf(evidence.configurations()),
                        "at least " + CellEvidence.LEAST_CONFIGURATIONS));
    }

    private String reason(Verdict verdict, List<Gate> gates) {
        return switch (verdict) {
            case GO ->
                isSmall()
                        ? "All of its few possible cells were seen and none failed."
                        : "At most " + Percent.of(bounds.decides())
                                + " of its cells fail, and all that was seen was compared.";
            case NOT_MIGRATABLE -> "The shadow refused every one of " + evidence.trials() + " queries.";
            case NO_GO -> noGo();
            case NOT_ENOUGH_EVIDENCE ->
                evidence.trials() == 0
                        ? "Nothing of it was compared."
                        : "Missing: "
                                + String.join(
                                        "; ",
                                        gates.stream()
                                                .filter(gate -> !gate.open())
                                                .map(gate ->
                                                        gate.name() + " " + gate.found() + ", wanted " + gate.wanted())
                                                .toList())
                                + ".";
        };
    }

    private String noGo() {
        long divergent = evidence.of(Outcome.DIVERGENT);
        if (divergent > 0) {
            return Words.count(divergent, "trial differs", "trials differ") + " for certain, in "
                    + Words.count(sums.failed(), "failing cell", "failing cells") + " of " + sums.all() + ".";
        }
        return sums.failed() + " of " + sums.all() + " cells failed: more than " + Percent.of(standard.acceptable())
                + " for certain.";
    }
}
