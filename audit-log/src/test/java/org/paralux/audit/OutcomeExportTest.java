package org.paralux.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.audit.AuditExport.Filter;
import org.paralux.audit.AuditExport.Format;
import org.paralux.audit.AuditExport.What;
import org.paralux.luxi.LuxiJson;
import tools.jackson.databind.JsonNode;

/** Outcomes and divergences are handed on as exchanges are. */
final class OutcomeExportTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path stateDir;

    private long lost;

    @BeforeEach
    void writeLog() throws IOException {
        try (AuditLog log = new TestLog(stateDir).open()) {
            log.append(Events.START, Events.seen("r1-p1"));
            for (Outcome outcome : Outcome.values()) {
                String id = "r1-" + outcome.word();
                log.append(Events.START, Events.query(id, "r1-p1"));
                log.append(Events.START, Events.outcome(id, "r1-p1", outcome));
            }
            log.append(Events.START, Events.divergence("r1-divergent"));
            log.append(
                    Events.START,
                    new AuditEvent.Gap(Map.of("outcome", 3L, "exchange", 5L), Events.START, Events.START, "disk-full"));
        }
    }

    private String export(What what, Filter filter, Format format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lost = AuditExport.write(stateDir, what, filter, format, out).lost();
        return out.toString(StandardCharsets.UTF_8);
    }

    private List<JsonNode> json(What what, Filter filter) throws IOException {
        return export(what, filter, Format.JSON)
                .lines()
                .map(line -> LuxiJson.MAPPER.readTree(line))
                .toList();
    }

    private List<CSVRecord> csv(What what) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        return format.parse(new StringReader(export(what, Filter.none(), Format.CSV)))
                .getRecords();
    }

    @Test
    void everyOutcomeIsHandedOnWithItsClient() throws IOException {
        List<JsonNode> outcomes = json(What.OUTCOME, Filter.none());
        assertEquals(3, lost);
        assertEquals(
                List.of(Outcome.values()).stream().map(Outcome::word).toList(),
                outcomes.stream().map(each -> each.get("outcome").stringValue()).toList());
        for (JsonNode outcome : outcomes) {
            assertEquals("gnt-node", outcome.get("client").get("comm").stringValue());
        }
        assertEquals("[51000,254000]", outcomes.get(4).get("lagMicros").toString());
    }

    @Test
    void aRowHasTheSameValues() throws IOException {
        List<CSVRecord> rows = csv(What.OUTCOME);
        assertEquals(Outcome.values().length, rows.size());
        CSVRecord lag = rows.get(4);
        assertEquals("lag", lag.get("outcome"));
        assertEquals("51000", lag.get("lagFromMicros"));
        assertEquals("254000", lag.get("lagToMicros"));
        assertEquals("0.0625", lag.get("probability"));
        assertEquals("gnt-node", lag.get("comm"));
        assertEquals("3", lag.get("settling"));
        CSVRecord skipped = rows.getLast();
        assertEquals("queue-full", skipped.get("skipCause"));
        assertEquals("", skipped.get("cell"));
        assertEquals("inst1.example.com", csv(What.DIVERGENCE).getFirst().get("object"));
    }

    @Test
    void whatARecordDoesNotHaveIsNotInIt() throws IOException {
        Filter other = new Filter(null, null, null, "Query/instance/config", null);
        assertEquals(0, json(What.OUTCOME, other).size());
        assertEquals(1, json(What.DIVERGENCE, other).size());
        assertEquals(0, json(What.EXCHANGE, other).size());
        assertEquals(
                Outcome.values().length,
                json(What.OUTCOME, new Filter(null, null, "gnt-node", null, null))
                        .size());
        assertEquals(
                0,
                json(What.OUTCOME, new Filter(null, null, "gnt-job", null, null))
                        .size());
        assertEquals(
                0, json(What.OUTCOME, new Filter(null, null, null, null, true)).size());
        assertEquals(
                0,
                json(What.DIVERGENCE, new Filter(null, null, "gnt", null, null)).size());
    }
}
