package org.paralux.qa.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.qa.arbiter.Arbiter;
import org.paralux.qa.arbiter.Ruling;
import org.paralux.qa.finding.Baseline;
import org.paralux.qa.finding.Finding;
import org.paralux.qa.report.QaJson;
import org.paralux.qa.report.QaReport;
import org.paralux.qa.report.QaText;
import org.paralux.qa.run.QaOptions;
import org.paralux.qa.run.QaResult;
import org.paralux.qa.run.QaRun;
import org.paralux.qa.run.StopFlag;
import org.paralux.qa.simulate.flaw.Flaw;
import org.paralux.qa.simulate.model.ClusterSource;

/** A run with an arbiter says of each finding which daemon agrees with the files, in every report. */
class ThirdOpinionTest {
    @TempDir
    private Path folder;

    private QaResult run(Flaw flaw) throws IOException, InterruptedException {
        Path configuration = folder.resolve("config.data");
        ClusterSource.writeSample(configuration);
        SelfTestWorld world = new SelfTestWorld(Set.of(flaw), 1);
        QaOptions options = QaOptions.wholeCatalogue(1).withMaxCases(800);
        Arbiter arbiter = Arbiter.of(configuration, null);
        return new QaRun(world.pair(), options, List.of(), arbiter, world.time(), new StopFlag(), _ -> {}).run();
    }

    @Test
    void theCandidateIsWrongWhereTheFilesSayWhatThePrimarySays() throws Exception {
        QaResult result = run(Flaw.MEMORY_OFF_BY_ONE);
        List<Finding> findings = result.findings().stream()
                .filter(each -> List.of("be/maxmem", "be/memory")
                        .contains(String.valueOf(each.key().field())))
                .toList();
        assertFalse(findings.isEmpty(), () -> result.findings().toString());
        for (Finding finding : findings) {
            assertEquals(
                    Ruling.Verdict.PRIMARY,
                    finding.rulings().verdict(),
                    () -> finding.rulings().toString());
        }
        QaReport report = new QaReport("p", "c", result, Baseline.NONE, LocalDate.of(2026, 1, 1));
        assertTrue(QaText.of(report, 200, false).contains("  files      the primary is right: "));
        assertTrue(QaJson.of(report).contains("\"agreeWith\" : \"primary\""));
    }

    @Test
    void nothingIsSaidOfWhatTheFilesDoNotTell() throws Exception {
        QaResult result = run(Flaw.FIELD_TITLE);
        assertFalse(result.findings().isEmpty());
        for (Finding finding : result.findings()) {
            assertEquals(
                    Ruling.Verdict.ABSTAINS,
                    finding.rulings().verdict(),
                    () -> finding.rulings().toString());
        }
    }
}
