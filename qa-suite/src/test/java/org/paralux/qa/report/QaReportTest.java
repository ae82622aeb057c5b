package org.paralux.qa.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiJson;
import org.paralux.qa.finding.Baseline;
import org.paralux.qa.finding.CaseFile;
import org.paralux.qa.finding.CaseKeeper;
import org.paralux.qa.finding.Corpus;
import org.paralux.qa.finding.CorpusReplay;
import org.paralux.qa.finding.Finding;
import org.paralux.qa.run.NotTried;
import org.paralux.qa.run.QaResult;
import org.paralux.qa.selftest.FlawedRun;
import org.paralux.qa.simulate.flaw.Flaw;
import org.paralux.report.html.PageHtml;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/** What a run with two flaws comes to, in all forms, and what the next run says of it. */
class QaReportTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    @TempDir
    private Path folder;

    private QaResult result;
    private Finding spelling;

    @BeforeEach
    void run() throws InterruptedException {
        result = FlawedRun.of(Set.of(Flaw.ENUM_SPELLING, Flaw.FIELD_TITLE), 300, List.of());
        spelling = result.findings().stream()
                .filter(finding -> finding.key().cause().equals("enum-spelling"))
                .findFirst()
                .orElseThrow();
    }

    private QaReport report(Baseline baseline) {
        return new QaReport("p", "c", result, baseline, DAY);
    }

    private Baseline accepted(LocalDate expires) {
        return new Baseline(List.of(new Baseline.Entry(spelling.key().text(), "me", "so", expires)));
    }

    @Test
    void whatIsAcceptedIsPrintedAndNotCounted() {
        QaReport report = report(accepted(DAY));
        assertEquals(result.findings().size() - 1, report.notAccepted().size());
        assertTrue(QaText.of(report, 120, false).contains(spelling.key().text() + " (accepted)"));
        assertTrue(report.hasFindings());
        QaReport tomorrow = report(accepted(DAY.minusDays(1)));
        assertEquals(result.findings().size(), tomorrow.notAccepted().size());
        assertTrue(QaText.of(tomorrow, 120, false).contains("(no longer accepted)"));
    }

    @Test
    void jsonHasAllOfIt() {
        JsonNode json = LuxiJson.MAPPER.readTree(QaJson.of(report(Baseline.NONE)));
        assertEquals(result.findings().size(), json.path("findings").size());
        assertEquals(result.tally().tried(), json.path("cases").path("tried").asLong());
        assertEquals(result.tally().byCell().size(), json.path("cells").size());
        assertTrue(json.path("complete").asBoolean());
    }

    @Test
    void junitIsWellFormedAndFailsForEachThatIsNotAccepted() throws Exception {
        byte[] xml = JUnitXml.of(report(accepted(DAY))).getBytes(StandardCharsets.UTF_8);
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getDocumentElement();
        int failures = result.findings().size() - 1;
        assertEquals(String.valueOf(failures), suite.getAttribute("failures"));
        assertEquals(failures, suite.getElementsByTagName("failure").getLength());
        assertEquals(
                suite.getAttribute("tests"),
                String.valueOf(suite.getElementsByTagName("testcase").getLength()));
        assertEquals(
                suite.getAttribute("skipped"),
                String.valueOf(suite.getElementsByTagName("skipped").getLength()));
    }

    /** With 300 cases of the catalogue most of it is over the share of its cell. */
    @Test
    void everyFormTellsWhatWasTriedOfEachCellAndWhyNot() {
        QaReport report = report(Baseline.NONE);
        String html = PageHtml.render(QaPage.of(report, Instant.EPOCH, ZoneOffset.UTC));
        String text = QaText.of(report, 250, false);
        String junit = JUnitXml.of(report);
        JsonNode cells = LuxiJson.MAPPER.readTree(QaJson.of(report)).path("cells");
        long notTried = 0;
        for (JsonNode cell : cells) {
            String subject = cell.path("subject").asString();
            String aspect = cell.path("aspect").asString();
            String escaped = aspect.replace("<", "&lt;");
            assertTrue(
                    html.contains(">" + subject + "</td>")
                            && html.contains(">" + escaped.replace(">", "&gt;") + "</td>"),
                    aspect);
            assertTrue(junit.replace("&gt;", ">").contains("name=\"" + escaped + " "), aspect);
            long left = cell.path("not-tried").asLong(0);
            notTried += left;
            long reasons = cell.path("whyNot").values().stream()
                    .mapToLong(JsonNode::asLong)
                    .sum();
            assertEquals(left, reasons, aspect);
            assertTrue(left == 0 || text.contains(subject + ": " + aspect + " "), aspect);
        }
        assertTrue(notTried > 1000);
        for (String form : List.of(html, text, junit)) {
            assertTrue(form.contains(NotTried.SHARE.sentence()));
        }
        assertEquals(result.findings().size(), html.split("<details class=\"card", -1).length - 1);
    }

    @Test
    void theNextRunSaysWhatIsFixedAndWhatIsNot() throws Exception {
        Corpus corpus = new Corpus(folder.resolve("corpus"));
        CaseKeeper keeper = new CaseKeeper(corpus, 1, DAY);
        result.findings().forEach(keeper::keep);
        keeper.requireAllKept();
        List<CaseFile> cases = corpus.read();
        assertEquals(result.findings().size(), cases.size());
        QaResult next = FlawedRun.of(Set.of(Flaw.FIELD_TITLE), 1, cases);
        for (CorpusReplay.Result each : next.corpus()) {
            boolean fixed = each.file().finding().equals(spelling.key().text());
            assertEquals(
                    fixed ? CorpusReplay.Fate.FIXED : CorpusReplay.Fate.STILL_FAILING,
                    each.fate(),
                    each.file().finding());
        }
    }

    @Test
    void aCaseThatWasMadeACommandIsNotSent() throws Exception {
        Path file = folder.resolve("x.json");
        Files.writeString(
                file, "{\"id\": \"x\", \"finding\": \"f\", \"request\": {\"method\": \"SubmitJob\", \"args\": [[]]}}");
        QaResult next = FlawedRun.of(Set.of(), 1, new Corpus(folder).read());
        assertEquals(CorpusReplay.Fate.NOT_ASKED, next.corpus().getFirst().fate());
        assertFalse(new QaReport("p", "c", next, Baseline.NONE, DAY).hasFindings());
    }
}
