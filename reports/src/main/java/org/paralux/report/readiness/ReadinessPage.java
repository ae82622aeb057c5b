package org.paralux.report.readiness;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.paralux.report.log.LogWords;
import org.paralux.report.page.Block;
import org.paralux.report.page.Page;
import org.paralux.report.page.Page.Answer;
import org.paralux.report.page.Page.Section;
import org.paralux.report.page.Page.Status;
import org.paralux.report.tally.MovedClasses;
import org.paralux.report.text.Tone;
import org.paralux.report.text.Words;

/** Lays the readiness report out for reading. */
public final class ReadinessPage {
    private static final int CLASSES_NAMED = 3;

    private final ReadinessReport report;
    private final ZoneId zone;

    private ReadinessPage(ReadinessReport report, ZoneId zone) {
        this.report = report;
        this.zone = zone;
    }

    /** The page of a report, with times of {@code zone}. */
    public static Page of(ReadinessReport report, ZoneId zone) {
        return new ReadinessPage(report, zone).page();
    }

    private Page page() {
        VerdictParts verdicts = new VerdictParts(report, zone);
        CoverageParts coverage = new CoverageParts(report);
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("verdicts", "Verdicts", epoch(), verdicts.blocks()));
        sections.add(new Section(
                "coverage",
                "Coverage",
                "What was asked of the universe of queries, and what of it was compared: every combination of method,"
                        + " resource, field, filter operator and shape of the result.",
                coverage.blocks()));
        sections.add(new Section(
                "clients",
                "Clients",
                "Who still asks the primary's socket, and whose queries were never compared.",
                coverage.clients()));
        sections.add(new Section(
                "assumptions",
                "What this rests on",
                "If one of these does not hold, the verdicts do not.",
                List.of(new Block.Bullets(report.assumptions()))));
        return new Page(
                "readiness",
                "May the shadow answer?",
                LogWords.scope(report.selection(), report.health(), zone),
                status(),
                answers(),
                LogWords.warnings(report.health()),
                sections,
                verdicts.table(),
                report.generated(),
                zone);
    }

    private String epoch() {
        if (report.epoch() == null || report.epochSince() == null) {
            return "The log names no epoch.";
        }
        return "Evidence of epoch " + report.epoch() + " alone counts, since " + Words.time(report.epochSince(), zone)
                + " ("
                + String.join(", ", report.builds()) + ")"
                + (report.earlierEpochs() > 0
                        ? "; " + Words.count(report.earlierEpochs(), "earlier epoch does", "earlier epochs do")
                                + " not."
                        : ".");
    }

    private Status status() {
        long classes = report.classes().size();
        long go = report.count(Verdict.GO);
        long noGo = report.count(Verdict.NO_GO);
        if (classes == 0) {
            return new Status(Tone.CAUTION, "NOTHING YET", "No query that could be compared was seen in this time.");
        }
        String counts = go + " of " + Words.count(classes, "class", "classes") + " may move" + named() + ", " + noGo
                + " may not, "
                + report.count(Verdict.NOT_ENOUGH_EVIDENCE) + " lack evidence, " + report.count(Verdict.NOT_MIGRATABLE)
                + " cannot be moved.";
        if (noGo > 0) {
            return new Status(Tone.BAD, "NO-GO", counts);
        }
        return report.count(Verdict.NOT_ENOUGH_EVIDENCE) > 0
                ? new Status(Tone.CAUTION, "NOT ENOUGH EVIDENCE", counts)
                : new Status(Tone.GOOD, "GO", counts);
    }

    private List<Answer> answers() {
        return List.of(
                new Answer("Who is affected?", report.misdirected().isEmpty() ? Tone.GOOD : Tone.CAUTION, who()),
                new Answer("Why not the others?", report.count(Verdict.NO_GO) > 0 ? Tone.BAD : Tone.PLAIN, why()),
                new Answer(
                        "Is it us?",
                        Tone.PLAIN,
                        report.moved().isEmpty()
                                ? "No: a verdict changes nothing. Every client still gets the primary's answer."
                                : "No: a verdict changes nothing. By now the shadow answers "
                                        + MovedClasses.told(report.moved()) + "."),
                new Answer(
                        "How to undo it?",
                        Tone.PLAIN,
                        report.moved().isEmpty()
                                ? "Nothing to undo: no class was moved."
                                : "paralux rollout kill gives every class back to the primary at once. One that breaches"
                                        + " its gates goes back by itself."),
                new Answer("What next?", Tone.CAUTION, next()));
    }

    /** The first of those that may move. */
    private String named() {
        List<String> names = report.classes().stream()
                .filter(row -> row.verdict() == Verdict.GO)
                .map(ClassVerdict::name)
                .toList();
        int more = names.size() - CLASSES_NAMED;
        return names.isEmpty()
                ? ""
                : " (" + String.join(", ", names.stream().limit(CLASSES_NAMED).toList())
                        + (more > 0 ? " and " + more + " more)" : ")");
    }

    private String who() {
        long queries = report.misdirected().stream()
                .mapToLong(ReadinessReport.MisdirectedRow::queries)
                .sum();
        return report.misdirected().isEmpty()
                ? "No client is left that must change."
                : Words.count(report.misdirected().size(), "client", "clients") + " still "
                        + (report.misdirected().size() == 1 ? "sends " : "send ") + queries
                        + " queries to the primary's socket that need not go there.";
    }

    private String why() {
        return report.classes().stream()
                .filter(row -> row.verdict() == Verdict.NO_GO)
                .findFirst()
                .or(() -> report.classes().stream()
                        .filter(row -> row.verdict() == Verdict.NOT_ENOUGH_EVIDENCE)
                        .findFirst())
                .map(row -> row.name() + ": " + row.reason())
                .orElse("There are no others.");
    }

    private String next() {
        if (report.count(Verdict.NO_GO) > 0) {
            return "paralux report consistency names the causes, the one to mend first at the top.";
        }
        double days = report.classes().stream()
                .map(ClassVerdict::readyInDays)
                .filter(value -> value != null && value > 0)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(0);
        if (days > 0) {
            return "Wait: the next class may be ready in about " + Math.max(1, Math.round(days))
                    + " d. The probes below" + " close the other gaps.";
        }
        return report.coverage().probes().isEmpty()
                ? "Plan the rollout of the classes that may move."
                : "Run the " + report.coverage().probes().size() + " probes below: they ask what was never compared.";
    }
}
