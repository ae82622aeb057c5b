package org.paralux.report.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paralux.audit.Outcome;
import org.paralux.report.Story;
import org.paralux.report.clients.ClientsReport;
import org.paralux.report.clients.ClientsReportBuilder;
import org.paralux.report.clients.JsonRenderer;
import org.paralux.report.clients.ScriptOrigin;
import org.paralux.report.consistency.ConsistencyJson;
import org.paralux.report.consistency.ConsistencyReportBuilder;
import org.paralux.report.consistency.StoredValues;
import org.paralux.report.log.LogHealth;
import org.paralux.report.log.Selection;
import org.paralux.report.readiness.ReadinessJson;
import org.paralux.report.readiness.ReadinessReportBuilder;
import org.paralux.report.readiness.Standard;

/** What reports print as JSON is what docs/schema says. */
class SchemaTest {
    private static final String NODES = "{\"method\":\"Query\",\"args\":[\"node\",[\"name\"],null]}";
    private static final Instant NOW = Story.START.plus(Duration.ofDays(1));
    private static final LogHealth SOUND = new LogHealth(
            1, Story.START, Story.START, List.of("alpha"), 0, List.of(), 0, List.of(), 0, 0, Duration.ZERO, 12L);

    private static final Story EMPTY = Story.begin();

    private static Story full() {
        Story story = Story.begin().client(1, "ganeti-rapi").client(2, "b");
        for (int i = 0; i < 8; i++) {
            story.after(Duration.ofMinutes(5)).query(1, NODES).reply("c" + i).is(Outcome.MATCH);
        }
        story.query(2, NODES).diverges("name", "enum-spelling");
        story.stage("Query/node", "canary 10%").stage(null, "split");
        story.query(2, NODES).by("tags").is(Outcome.EQUIVALENT);
        story.command(2).query(2, NODES).lags(1_000L, null);
        return story;
    }

    private static void assertFits(String report, String json) throws IOException {
        Path file = Path.of("..", "docs", "schema", report + "-report.schema.json");
        Path found = Files.exists(file) ? file : Path.of("docs", "schema", report + "-report.schema.json");
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Schema schema = registry.getSchema(Files.readString(found));
        assertEquals(List.of(), schema.validate(json, InputFormat.JSON));
        assertFalse(schema.validate(json.replace("\"report\"", "\"repord\""), InputFormat.JSON)
                .isEmpty());
    }

    @Test
    void consistency() throws IOException {
        for (Story story : List.of(EMPTY, full())) {
            ConsistencyReportBuilder builder = new ConsistencyReportBuilder(Selection.ALL);
            story.entries().forEach(builder::accept);
            assertFits(
                    "consistency",
                    ConsistencyJson.render(builder.build(NOW, SOUND, Duration.ofSeconds(1), null, StoredValues.NONE)));
        }
    }

    @Test
    void readiness() throws IOException {
        for (Story story : List.of(EMPTY, full())) {
            ReadinessReportBuilder builder = new ReadinessReportBuilder(
                    Selection.ALL, new Standard(0.01, 0.05, 1, Duration.ofSeconds(20)), List.of(), NOW);
            story.entries().forEach(entry -> builder.accept(0, entry));
            assertFits("readiness", ReadinessJson.render(builder.build(NOW, SOUND, clients(story), List.of("x"))));
        }
    }

    @Test
    void clients() throws IOException {
        for (Story story : List.of(EMPTY, full())) {
            assertFits("clients", new JsonRenderer().render(clients(story)));
        }
    }

    private static ClientsReport clients(Story story) {
        ClientsReportBuilder builder = new ClientsReportBuilder(Selection.ALL);
        story.entries().forEach(builder::accept);
        return builder.build(
                NOW, SOUND, _ -> Optional.of(new ScriptOrigin("root", "ganeti", List.of("/etc/crontab"), "192.0.2.7")));
    }
}
