package org.paralux.qa.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.finding.CorpusReplay;
import org.paralux.qa.finding.Finding;
import org.paralux.qa.finding.Symptom;
import org.paralux.qa.run.CaseResult;
import org.paralux.qa.run.QaResult;
import org.paralux.report.text.Table;
import org.paralux.report.text.Table.Column;
import org.paralux.report.text.TextPage;
import org.paralux.report.text.Tone;

/** A report for a terminal: the answer, the findings, and what was tried. */
public final class QaText {
    private static final int MOST_NAMES = 4;

    private final QaReport report;
    private final QaResult result;
    private final TextPage page;

    private QaText(QaReport report, int width, boolean colour) {
        this.report = report;
        result = report.result();
        page = new TextPage(width, colour);
    }

    public static String of(QaReport report, int width, boolean colour) {
        return new QaText(report, width, colour).written();
    }

    private String written() {
        writeHead();
        if (!result.findings().isEmpty()) {
            page.blank();
            page.paragraph(Tone.STRONG, "FINDINGS");
            result.findings().forEach(this::writeFinding);
        }
        if (!result.corpus().isEmpty()) {
            page.blank();
            page.paragraph(Tone.STRONG, "CASES OF EARLIER RUNS");
            result.corpus().forEach(this::writeEarlier);
        }
        writeTried();
        return page.toString();
    }

    private void writeHead() {
        page.labelled(Tone.PLAIN, "primary    ", report.primary());
        page.labelled(Tone.PLAIN, "candidate  ", report.candidate());
        page.labelled(
                Tone.PLAIN,
                "cases      ",
                result.tally().tried() + " in " + result.took().toSeconds() + " s, seed " + result.seed() + ": "
                        + counts());
        boolean well = !report.hasFindings() && !result.isIncomplete();
        page.labelled(well ? Tone.PLAIN : Tone.STRONG, "result     ", answer());
        result.events().forEach(event -> page.labelled(Tone.STRONG, "event      ", event + "."));
    }

    private String counts() {
        StringBuilder counts = new StringBuilder();
        for (CaseResult each : CaseResult.values()) {
            long count = result.tally().of(each);
            if (count > 0) {
                counts.append(counts.isEmpty() ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(each.word());
            }
        }
        return counts.toString();
    }

    private String answer() {
        String found = result.findings().isEmpty()
                ? "no finding"
                : result.findings().size() + " findings, "
                        + report.notAccepted().size() + " of them not accepted";
        String incomplete = result.stopped() == null
                ? result.isIncomplete() ? "; not enough evidence" : ""
                : "; ended early: " + result.stopped();
        return found + incomplete + ".";
    }

    private void writeFinding(Finding finding) {
        Symptom symptom = finding.symptom();
        page.blank();
        page.paragraph(Tone.STRONG, finding.key().text() + standing(finding));
        page.labelled(Tone.PLAIN, "  means      ", symptom.meaning());
        page.labelled(
                Tone.PLAIN,
                "  shows      ",
                finding.steadiness().text() + ", in " + finding.cases() + (finding.cases() == 1 ? " case" : " cases")
                        + " of " + subjects(finding) + rows(finding));
        page.labelled(Tone.PLAIN, "  ask        ", finding.request());
        if (!symptom.path().isEmpty()) {
            page.labelled(Tone.PLAIN, "  at         ", symptom.path());
        }
        page.labelled(Tone.PLAIN, "  primary    ", value(symptom.primary()));
        page.labelled(Tone.PLAIN, "  candidate  ", value(symptom.candidate()));
        if (!finding.rulings().text().isEmpty()) {
            page.labelled(Tone.PLAIN, "  files      ", finding.rulings().text() + ".");
        }
    }

    private static String subjects(Finding finding) {
        return finding.classes().isEmpty() ? finding.key().subject() : String.join(", ", finding.classes());
    }

    private String standing(Finding finding) {
        return switch (report.standing(finding)) {
            case NEW -> "";
            case ACCEPTED -> " (accepted)";
            case EXPIRED -> " (no longer accepted)";
        };
    }

    private static String rows(Finding finding) {
        List<String> rows = finding.rows();
        if (rows.isEmpty()) {
            return "";
        }
        String names = String.join(", ", rows.subList(0, Math.min(MOST_NAMES, rows.size())));
        return ", of " + names + (rows.size() > MOST_NAMES ? " and " + (rows.size() - MOST_NAMES) + " more" : "");
    }

    private static String value(@Nullable String text) {
        return text == null ? "nothing" : text;
    }

    private void writeEarlier(CorpusReplay.Result each) {
        boolean fixed = each.fate() == CorpusReplay.Fate.FIXED;
        page.labelled(
                fixed ? Tone.FAINT : Tone.PLAIN,
                "%-14s ".formatted(each.fate().word()),
                each.file().finding());
    }

    private void writeTried() {
        page.blank();
        page.paragraph(Tone.STRONG, "TRIED");
        writeTable("SUBJECT", CellCounts.bySubject(result));
        List<CellCounts> partly = CellCounts.byCell(result).stream()
                .filter(cell -> cell.notTried() > 0 || cell.different() > 0 || cell.undecided() > 0)
                .toList();
        if (!partly.isEmpty()) {
            page.blank();
            page.paragraph(Tone.STRONG, "CELLS THAT DIFFER OR WERE NOT TRIED IN WHOLE");
            writeTable("CELL", partly);
        }
        page.blank();
        page.paragraph(Tone.STRONG, "LEFT OUT");
        result.leftOut().forEach(line -> page.labelled(Tone.PLAIN, "- ", line));
        result.remarks()
                .forEach((what, count) -> page.labelled(Tone.FAINT, "both alike ", what + " (" + count + " cases)"));
    }

    private void writeTable(String what, List<CellCounts> all) {
        Table table = new Table(
                Column.text(what, Integer.MAX_VALUE),
                Column.number("TRIED", 9),
                Column.number("SAME", 8),
                Column.number("DIFFERENT", 7),
                Column.number("LAG, MOVED", 5),
                Column.number("UNDECIDED", 4),
                Column.number("NOT TRIED", 6),
                Column.text("WHY NOT", 3));
        for (CellCounts each : all) {
            table.row(
                    each.subject() + (each.aspect().isEmpty() ? "" : ": " + each.aspect()),
                    text(each.tried()),
                    text(each.same()),
                    text(each.different()),
                    text(each.passing()),
                    text(each.undecided()),
                    text(each.notTried()),
                    each.whyNot());
        }
        page.table(table, 0, all.size(), Tone.PLAIN, _ -> {});
    }

    private static String text(long count) {
        return count == 0 ? "-" : String.valueOf(count);
    }
}
