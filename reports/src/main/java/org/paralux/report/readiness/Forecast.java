package org.paralux.report.readiness;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.statistics.AnytimeBound;
import org.paralux.audit.statistics.CellSums;
import org.paralux.audit.statistics.Growth;
import org.paralux.audit.statistics.UnseenMass;
import org.paralux.report.text.Words;

/**
 * When the missing evidence may be there, at the pace of the later half of the trials.
 *
 * @param days until then; null where waiting does not bring it, or nothing is missing
 */
record Forecast(@Nullable Double days, String words) {
    /** Gates that open with time. */
    private static final Set<String> BY_WAITING = Set.of("share of failing cells", "unseen mass", "time observed");

    private static final double DAY_MICROS = 86_400e6;
    private static final double REACHABLE_DAYS = 3650;

    static Forecast of(Verdict verdict, List<Gate> gates, Pace pace) {
        return switch (verdict) {
            case GO -> new Forecast(null, "now");
            case NO_GO -> new Forecast(null, "once the causes are mended: a new epoch begins then");
            case NOT_MIGRATABLE -> new Forecast(null, "never with this shadow");
            case NOT_ENOUGH_EVIDENCE -> {
                boolean waitingHelps = gates.stream().allMatch(gate -> gate.open() || BY_WAITING.contains(gate.name()));
                double days = pace.days();
                yield waitingHelps && days < REACHABLE_DAYS
                        ? new Forecast(days, "in about " + Words.span(Duration.ofSeconds((long) (days * 86_400))))
                        : new Forecast(null, "not reachable with this traffic; run the probes");
            }
        };
    }

    /**
     * How fast evidence comes, and how much is missing.
     *
     * @param moreCells that the bound by cells needs
     * @param moreBlocks that the bound by blocks needs
     */
    record Pace(
            ClassEvidence evidence,
            CellSums sums,
            UnseenMass unseen,
            AnytimeBound anytime,
            long moreCells,
            long moreBlocks) {
        /** Infinite where nothing new comes any more. */
        double days() {
            Growth.Later later = evidence.growth().later();
            double days = (Standard.OBSERVED.toSeconds() - evidence.observed().toSeconds())
                    / (double) Duration.ofDays(1).toSeconds();
            days = Math.max(days, days(moreCells, later.newCellsADay()));
            days = Math.max(days, days(moreBlocks, newBlocksADay(later)));
            if (unseen.upper() > Standard.MOST_UNSEEN) {
                long trials = anytime.cleanNeeded((double) later.newCells(), (double) later.trials());
                days = Math.max(days, days(trials, later.trialsADay()));
            }
            return Math.max(0, days);
        }

        private double newBlocksADay(Growth.Later later) {
            return later.micros() <= 0
                    ? 0
                    : sums.blocksSince(evidence.lastMicros() - later.micros()) * DAY_MICROS / later.micros();
        }

        private static double days(long more, double aDay) {
            return more == 0 ? 0 : more / aDay;
        }
    }
}
