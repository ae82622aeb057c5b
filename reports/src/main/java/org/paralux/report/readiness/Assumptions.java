package org.paralux.report.readiness;

import java.util.ArrayList;
import java.util.List;
import org.paralux.audit.statistics.Percent;
import org.paralux.report.text.Words;

/** What must be true for the verdicts to be. */
final class Assumptions {
    private Assumptions() {}

    static List<String> of(Standard standard, List<ClassVerdict> verdicts) {
        List<String> all = new ArrayList<>();
        all.add(
                "The claim is about cells (a query's fingerprint, a client, and what the primary answered), each counted"
                        + " once however often it came, and about the traffic as it is now.");
        all.add(
                "A cell fails if any of its trials is divergent, refused, undecided or shadow-failed, or lags longer than "
                        + Words.span(standard.lagLimit()) + " by the upper end of its interval.");
        all.add("At most " + Percent.of(standard.acceptable())
                + " of a class's cells may fail. All verdicts together are"
                + " wrong in at most " + Percent.of(standard.familyAlpha()) + " of such reports: "
                + Percent.of(standard.alpha()) + " for each of " + Words.count(standard.classes(), "class", "classes")
                + ". Where no plan fixes the classes, those that were seen are counted.");
        all.add(
                "The bounds hold however often the report is made: the one by cells if cells fail by themselves, the one by"
                        + " client hours however the cells of one client in one hour fail together. A client's hour counts once,"
                        + " with the share of the cells first met in it that failed. The widest bound decides; hours are"
                        + " taken to fail each by itself.");
        all.add("Evidence of the present epoch alone counts: a new build of either daemon, of the comparison or of the"
                + " rules begins with none.");
        all.add("Queries left out by sampling are represented by those taken, each by one over its chance. Others were"
                + " skipped by circumstance, and over " + Percent.of(Standard.MOST_SKIPPED)
                + " of these no class is ready.");
        all.add("The bound of the unseen mass holds while the traffic stays what it is. What runs once a month or in an"
                + " emergency alone may never have been seen.");
        all.add("Latencies are indicative: the primary was always asked first.");
        verdicts.stream()
                .filter(verdict -> verdict.bounds().sampledOneIn() > 1)
                .forEach(verdict -> all.add("Of the cells of " + verdict.name() + " one of "
                        + verdict.bounds().sampledOneIn() + " was taken, by its hash."));
        return all;
    }
}
