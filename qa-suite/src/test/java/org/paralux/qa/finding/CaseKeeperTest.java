package org.paralux.qa.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.qa.run.QaResult;
import org.paralux.qa.selftest.FlawedRun;
import org.paralux.qa.simulate.flaw.Flaw;

/** What a run finds is kept from the moment on which it is found, whatever becomes of the run. */
class CaseKeeperTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);
    private static final List<Finding> KEPT = new ArrayList<>();

    private static QaResult result;

    @TempDir
    private Path folder;

    @BeforeAll
    static void find() throws InterruptedException {
        result = FlawedRun.of(EnumSet.of(Flaw.ENUM_SPELLING, Flaw.LOST_JOIN), 3000, List.of(), KEPT::add);
        assertTrue(result.findings().size() > 1);
    }

    @Test
    void eachFindingIsHandedOnAsItIsFoundAndAsItIsShrunk() {
        for (Finding end : result.findings()) {
            List<Finding> steps = KEPT.stream()
                    .filter(finding -> finding.key().equals(end.key()))
                    .toList();
            assertNull(steps.getFirst().shortest(), end.key().text());
            assertEquals(1, steps.getFirst().cases(), end.key().text());
            assertEquals(end.shortest(), steps.getLast().shortest(), end.key().text());
        }
    }

    @Test
    void afterEachStepTheFolderHoldsWhatIsKnownThen() throws Exception {
        Corpus corpus = new Corpus(folder.resolve("corpus"));
        CaseKeeper keeper = new CaseKeeper(corpus, 1, DAY);
        for (Finding finding : KEPT) {
            keeper.keep(finding);
            if (CaseFile.of(finding, 1, DAY.toString()).isPresent()) {
                assertTrue(corpus.read().stream()
                        .anyMatch(file -> file.equals(
                                CaseFile.of(finding, 1, DAY.toString()).orElseThrow())));
            }
        }
        keeper.requireAllKept();
    }

    @Test
    void aCaseOfAnEarlierRunStaysAsItIs() throws Exception {
        Corpus corpus = new Corpus(folder.resolve("corpus"));
        result.findings().forEach(new CaseKeeper(corpus, 1, DAY)::keep);
        List<CaseFile> earlier = corpus.read();
        assertFalse(earlier.isEmpty());
        KEPT.forEach(new CaseKeeper(corpus, 2, DAY.plusDays(1))::keep);
        assertEquals(earlier, corpus.read());
    }

    @Test
    void whyACaseWasNotKeptIsTold() throws Exception {
        Path file = Files.writeString(folder.resolve("corpus"), "no folder");
        CaseKeeper keeper = new CaseKeeper(new Corpus(file), 1, DAY);
        KEPT.forEach(keeper::keep);
        IOException told = assertThrows(IOException.class, keeper::requireAllKept);
        assertTrue(told.toString().contains(file.toString()), told.toString());
    }
}
