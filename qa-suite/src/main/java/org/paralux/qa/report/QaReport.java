package org.paralux.qa.report;

import java.time.LocalDate;
import java.util.List;
import org.paralux.qa.finding.Baseline;
import org.paralux.qa.finding.CorpusReplay;
import org.paralux.qa.finding.Finding;
import org.paralux.qa.run.QaResult;

/**
 * The result of a run, with what is accepted of it today.
 *
 * @param primary where it listens
 * @param candidate where it listens
 * @param today the day by which what is accepted expires
 */
public record QaReport(String primary, String candidate, QaResult result, Baseline baseline, LocalDate today) {

    public Baseline.Standing standing(Finding finding) {
        return baseline.standing(finding.key(), today);
    }

    /** Those that nobody has accepted, or no longer. */
    public List<Finding> notAccepted() {
        return result.findings().stream()
                .filter(finding -> standing(finding) != Baseline.Standing.ACCEPTED)
                .toList();
    }

    /** Cases of earlier runs that still fail, or fail in another way. */
    public List<CorpusReplay.Result> stillFailing() {
        return result.corpus().stream()
                .filter(each ->
                        each.fate() == CorpusReplay.Fate.STILL_FAILING || each.fate() == CorpusReplay.Fate.CHANGED)
                .toList();
    }

    /** Whether the two differ in anything that is not accepted. */
    public boolean hasFindings() {
        return !notAccepted().isEmpty() || stillFailing().stream().anyMatch(each -> !isAccepted(each));
    }

    private boolean isAccepted(CorpusReplay.Result each) {
        return baseline.entries().stream()
                .anyMatch(entry -> entry.finding().equals(each.file().finding())
                        && !entry.expires().isBefore(today));
    }
}
