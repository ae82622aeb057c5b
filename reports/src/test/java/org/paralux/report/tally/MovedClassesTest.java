package org.paralux.report.tally;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.audit.AuditEvent.StageChanged;
import org.paralux.audit.Outcome;
import org.paralux.report.Story;
import org.paralux.report.clients.ClientsReport;
import org.paralux.report.clients.ClientsReportBuilder;
import org.paralux.report.consistency.ConsistencyPage;
import org.paralux.report.consistency.ConsistencyReportBuilder;
import org.paralux.report.consistency.StoredValues;
import org.paralux.report.log.LogHealth;
import org.paralux.report.log.Selection;
import org.paralux.report.page.Page;
import org.paralux.report.readiness.ReadinessPage;
import org.paralux.report.readiness.ReadinessReportBuilder;
import org.paralux.report.readiness.Standard;

/** A reader of a report is told who answers, and how to undo it, by what holds at the end of the time. */
final class MovedClassesTest {
    private static final String NODES = "{\"method\":\"Query\",\"args\":[\"node\",[\"name\"],null]}";
    private static final Instant NOW = Story.START.plus(Duration.ofDays(1));
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final LogHealth SOUND = new LogHealth(
            1, Story.START, Story.START, List.of("alpha"), 0, List.of(), 0, List.of(), 0, 0, Duration.ZERO, 12L);

    private static String told(Object... changes) {
        MovedClasses moved = new MovedClasses();
        for (int i = 0; i < changes.length; i += 2) {
            String queryClass = changes[i].equals("others") ? null : (String) changes[i];
            moved.accept(new StageChanged(queryClass, "shadow", (String) changes[i + 1], "paralux", "why", null, "e1"));
        }
        return MovedClasses.told(moved.rows());
    }

    @ParameterizedTest
    @CsvSource({
        "observe, ''",
        "shadow, ''",
        "canary 0.5%, a (canary 0.5%)",
        "split, a (split)",
        "enforce, a (enforce)",
        "enforce warn, a (enforce warn)"
    })
    void theShadowAnswersFromCanaryOn(String stage, String told) {
        assertEquals(told, told("a", stage));
    }

    @Test
    void theLastChangeOfAClassHolds() {
        assertEquals("", told("a", "split", "a", "shadow"));
        assertEquals("a (split)", told("a", "canary 10%", "a", "split"));
        assertEquals("every other class (split)", told("others", "split", "a", "split", "a", "observe"));
    }

    @Test
    void someAreNamedAndTheRestIsCounted() {
        assertEquals(
                "a (split), b (split), c (split) and 2 more",
                told("others", "split", "d", "split", "c", "split", "b", "split", "a", "split"));
    }

    private static List<Page> pages(Story story) {
        ConsistencyReportBuilder consistency = new ConsistencyReportBuilder(Selection.ALL);
        ReadinessReportBuilder readiness = new ReadinessReportBuilder(
                Selection.ALL, new Standard(0.01, 0.05, 1, Duration.ofSeconds(20)), List.of(), NOW);
        ClientsReportBuilder clients = new ClientsReportBuilder(Selection.ALL);
        story.entries().forEach(entry -> {
            consistency.accept(entry);
            readiness.accept(0, entry);
            clients.accept(entry);
        });
        ClientsReport who = clients.build(NOW, SOUND, _ -> Optional.empty());
        return List.of(
                ConsistencyPage.of(consistency.build(NOW, SOUND, Duration.ofSeconds(20), null, StoredValues.NONE), UTC),
                ReadinessPage.of(readiness.build(NOW, SOUND, who, List.of()), UTC));
    }

    private static String answers(Page page) {
        return page.answers().stream()
                .map(answer -> answer.question() + " " + answer.answer())
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMovedClassIsNamedAndItsUndoing(boolean differs) {
        Story story = Story.begin().client(1, "a");
        if (differs) {
            story.query(1, NODES).diverges("name", "enum-spelling");
        }
        story.query(1, NODES).reply("x").is(Outcome.MATCH);
        for (Page page : pages(story)) {
            String answers = answers(page);
            assertFalse(answers.contains("rollout kill"), answers);
            assertTrue(answers.contains("the primary's answer"), answers);
        }
        story.stage("Query/node", "canary 10%");
        for (Page page : pages(story)) {
            String answers = answers(page);
            assertTrue(answers.contains("Query/node (canary 10%)"), answers);
            assertTrue(answers.contains("rollout kill"), answers);
            assertFalse(answers.contains("the primary's answer"), answers);
        }
        story.stage("Query/node", "shadow");
        for (Page page : pages(story)) {
            assertFalse(answers(page).contains("rollout kill"), answers(page));
        }
    }
}
