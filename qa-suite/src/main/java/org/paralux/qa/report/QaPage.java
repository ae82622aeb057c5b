package org.paralux.qa.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.arbiter.Ruling;
import org.paralux.qa.finding.Baseline;
import org.paralux.qa.finding.CorpusReplay;
import org.paralux.qa.finding.Finding;
import org.paralux.qa.run.QaResult;
import org.paralux.report.page.Block;
import org.paralux.report.page.Block.Column;
import org.paralux.report.page.Block.Grid;
import org.paralux.report.page.Block.Row;
import org.paralux.report.page.Page;
import org.paralux.report.page.Page.Answer;
import org.paralux.report.page.Page.Section;
import org.paralux.report.page.Page.Status;
import org.paralux.report.text.Tone;
import org.paralux.report.text.Words;

/** Lays a run out for reading, as the reports are. */
public final class QaPage {
    private final QaReport report;
    private final QaResult result;

    private QaPage(QaReport report) {
        this.report = report;
        result = report.result();
    }

    /**
     * The page of a report.
     *
     * @param generated when it was made
     */
    public static Page of(QaReport report, Instant generated, ZoneId zone) {
        return new QaPage(report).page(generated, zone);
    }

    private Page page(Instant generated, ZoneId zone) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("findings", "Findings", findingsLead(), findings()));
        if (!result.corpus().isEmpty()) {
            sections.add(new Section("earlier", "Cases of earlier runs", "Put first.", List.of(earlier())));
        }
        sections.add(new Section(
                "tried",
                "What was tried",
                "Of each subject, and below of each cell: a subject and what is varied.",
                tried()));
        sections.add(new Section("left-out", "What was left out", "", leftOut()));
        return new Page(
                "parity",
                "Does the candidate answer as the primary does?",
                report.primary() + " and " + report.candidate() + ", seed " + result.seed(),
                status(),
                answers(),
                result.events().stream().map(event -> event + ".").toList(),
                sections,
                byFinding(),
                generated,
                zone);
    }

    private Status status() {
        String tried = Words.count(result.tally().tried(), "case", "cases");
        String stopped = result.stopped() == null ? "" : " It ended early: " + result.stopped() + ".";
        if (report.hasFindings()) {
            return new Status(
                    Tone.BAD,
                    "DIFFERENT",
                    Words.count(report.notAccepted().size(), "finding is", "findings are") + " not accepted, of "
                            + result.findings().size() + " in " + tried + "." + stopped);
        }
        if (result.isIncomplete()) {
            return new Status(
                    Tone.CAUTION,
                    "NOT ENOUGH EVIDENCE",
                    "Nothing was found in " + tried + ", and not enough is known." + stopped);
        }
        return new Status(
                Tone.GOOD,
                "NO DIFFERENCE",
                result.findings().isEmpty()
                        ? "Nothing differs in " + tried + "."
                        : "All " + result.findings().size() + " findings in " + tried + " are accepted.");
    }

    private List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        answers.add(new Answer("What differs?", report.hasFindings() ? Tone.BAD : Tone.GOOD, whatDiffers()));
        answers.add(new Answer("Which is right?", Tone.PLAIN, whichIsRight()));
        answers.add(new Answer("How much was tried?", Tone.PLAIN, howMuch()));
        answers.add(new Answer("What next?", report.hasFindings() ? Tone.CAUTION : Tone.GOOD, next()));
        return answers;
    }

    private String whatDiffers() {
        List<String> subjects = report.notAccepted().stream()
                .map(finding -> finding.key().subject())
                .distinct()
                .toList();
        return subjects.isEmpty()
                ? "Nothing that is not accepted."
                : "Answers about " + String.join(", ", subjects) + ".";
    }

    private String whichIsRight() {
        long asked = result.findings().stream()
                .filter(finding -> !finding.rulings().all().isEmpty())
                .count();
        if (asked == 0) {
            return "Nobody was asked: --arbiter names the cluster's files.";
        }
        return "By the cluster's files the primary in " + right(Ruling.Verdict.PRIMARY) + " findings, the candidate in "
                + right(Ruling.Verdict.CANDIDATE) + "; of the others they do not tell.";
    }

    private long right(Ruling.Verdict verdict) {
        return result.findings().stream()
                .filter(finding ->
                        !finding.rulings().all().isEmpty() && finding.rulings().verdict() == verdict)
                .count();
    }

    private String howMuch() {
        long notTried = CellCounts.byCell(result).stream()
                .mapToLong(CellCounts::notTried)
                .sum();
        return Words.count(result.tally().tried(), "case", "cases") + " of "
                + Words.count(result.tally().byCell().size(), "cell", "cells") + " in "
                + result.took().toSeconds()
                + " s; " + notTried + " were not tried.";
    }

    private String next() {
        if (report.hasFindings()) {
            return "Mend the first finding, or accept it in the baseline with an owner and a day.";
        }
        return result.isIncomplete()
                ? "Run it again, with more time."
                : "Nothing: keep it running in the nightly build.";
    }

    private String findingsLead() {
        return result.findings().isEmpty()
                ? "The two daemons differ in nothing that was asked."
                : "Each by the shortest query that shows it.";
    }

    private List<Block> findings() {
        List<Block> blocks = new ArrayList<>();
        for (Finding finding : result.findings()) {
            blocks.add(new Block.Card(
                    report.standing(finding) == Baseline.Standing.ACCEPTED ? Tone.FAINT : Tone.BAD,
                    finding.key().text(),
                    finding.symptom().meaning() + standing(finding),
                    parts(finding)));
        }
        return blocks;
    }

    private String standing(Finding finding) {
        return switch (report.standing(finding)) {
            case NEW -> "";
            case ACCEPTED -> " Accepted.";
            case EXPIRED -> " No longer accepted.";
        };
    }

    private static List<Block> parts(Finding finding) {
        List<Block.Fact> facts = new ArrayList<>();
        facts.add(new Block.Fact(
                "shows",
                finding.steadiness().text() + ", in " + Words.count(finding.cases(), "case", "cases") + " of "
                        + String.join(", ", finding.classes())));
        if (!finding.rows().isEmpty()) {
            facts.add(new Block.Fact("rows", String.join(", ", finding.rows())));
        }
        if (!finding.symptom().path().isEmpty()) {
            facts.add(new Block.Fact("at", finding.symptom().path()));
        }
        facts.add(new Block.Fact("primary", value(finding.symptom().primary())));
        facts.add(new Block.Fact("candidate", value(finding.symptom().candidate())));
        if (!finding.rulings().text().isEmpty()) {
            facts.add(new Block.Fact("files", finding.rulings().text() + "."));
        }
        return List.of(new Block.Facts(facts), new Block.Code("Ask", finding.request()));
    }

    private static String value(@Nullable String text) {
        return text == null ? "nothing" : text;
    }

    private Block earlier() {
        List<Row> rows = new ArrayList<>();
        for (CorpusReplay.Result each : result.corpus()) {
            boolean fixed = each.fate() == CorpusReplay.Fate.FIXED;
            rows.add(Row.of(
                    Block.Cell.of(each.file().finding()),
                    Block.Cell.of(each.fate().word()).in(fixed ? Tone.GOOD : Tone.BAD)));
        }
        return new Grid(
                "corpus", "Cases of earlier runs", List.of(Column.text("Finding", 9), Column.text("Now", 8)), rows);
    }

    private List<Block> tried() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(counts("subjects", "Subjects", CellCounts.bySubject(result), false));
        blocks.add(counts("cells", "Cells", CellCounts.byCell(result), true));
        return blocks;
    }

    private static Grid counts(String id, String caption, List<CellCounts> counts, boolean withAspect) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("Subject", 10));
        if (withAspect) {
            columns.add(Column.text("Varied", 9));
        }
        for (String title : List.of("Tried", "Same", "Different", "Lag, moved", "Undecided", "Not tried")) {
            columns.add(Column.number(title, 7));
        }
        columns.add(Column.text("Why not", 5));
        return new Grid(
                id,
                caption,
                columns,
                counts.stream().map(each -> row(each, withAspect)).toList());
    }

    private static Row row(CellCounts each, boolean withAspect) {
        List<Block.Cell> cells = new ArrayList<>();
        cells.add(Block.Cell.of(each.subject()));
        if (withAspect) {
            cells.add(Block.Cell.of(each.aspect()));
        }
        cells.add(Block.Cell.of(each.tried()));
        cells.add(Block.Cell.of(each.same()));
        cells.add(Block.Cell.of(each.different()).in(each.different() > 0 ? Tone.BAD : Tone.PLAIN));
        cells.add(Block.Cell.of(each.passing()));
        cells.add(Block.Cell.of(each.undecided()).in(each.undecided() > 0 ? Tone.CAUTION : Tone.PLAIN));
        cells.add(Block.Cell.of(each.notTried()));
        cells.add(Block.Cell.of(each.whyNot()));
        return new Row(Tone.PLAIN, cells);
    }

    private List<Block> leftOut() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Bullets(result.leftOut()));
        if (!result.remarks().isEmpty()) {
            blocks.add(Block.Text.plain("What both daemons break alike of their own protocol:"));
            List<String> remarks = new ArrayList<>();
            result.remarks()
                    .forEach((what, count) -> remarks.add(what + " (" + Words.count(count, "case", "cases") + ")"));
            blocks.add(new Block.Bullets(remarks));
        }
        return blocks;
    }

    private Grid byFinding() {
        return new Grid(
                "all",
                "Findings",
                List.of(Column.text("Finding", 9), Column.text("Files", 5), Column.text("Request", 4)),
                result.findings().stream()
                        .map(each -> Row.of(
                                Block.Cell.of(each.key().text()),
                                Block.Cell.of(each.rulings().verdict().word()),
                                Block.Cell.of(each.request())))
                        .toList());
    }
}
