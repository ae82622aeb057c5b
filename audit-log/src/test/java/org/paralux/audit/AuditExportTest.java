package org.paralux.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.audit.AuditExport.Filter;
import org.paralux.audit.AuditExport.Format;
import org.paralux.audit.AuditExport.What;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.RequestKind;
import tools.jackson.databind.JsonNode;

/** What is handed on is what was asked for, each exchange with its client. */
final class AuditExportTest {
    @TempDir
    Path stateDir;

    private TestLog test;
    private AuditExport.Result result = new AuditExport.Result(0, 0, List.of());

    @BeforeEach
    void makeLog() {
        test = new TestLog(stateDir);
    }

    @Test
    void anExchangeIsItsRecordWithTheClientAsAnObjectAndWithoutTheChain() throws IOException {
        test.writeKilledRun("r1", 1, TestLog.ONE_SEGMENT);
        List<String> records = test.lines();
        String client = records.get(1).replaceFirst(".*\"client.seen\",", "{").replaceFirst(",\"chain\".*", "}");
        String expected = records.get(2)
                .replace("\"client\":\"r1-c\"", "\"client\":" + client)
                .replaceFirst(",\"chain\".*", "}");
        assertEquals(List.of(expected), json(Filter.none()));
        assertEquals(new AuditExport.Result(1, 0, List.of()), result);
    }

    @Test
    void aClientThatIsReadAfterItsFirstExchangeIsJoined() throws IOException {
        try (AuditLog log = test.open()) {
            log.append(Events.START, Events.query("r1-1", "r1-a"));
            log.append(Events.START, Events.query("r1-2", "r1-b"));
            log.append(Events.START.plusSeconds(1), Events.seen("r1-b"));
            log.append(Events.START.plusSeconds(2), Events.seen("r1-a"));
        }
        assertEquals(List.of("gnt-node", "gnt-node"), members("comm", Filter.none()));
    }

    @Test
    void aClientThatIsNeverReadHoldsNothingUp() throws IOException {
        int many = 10_000;
        try (AuditLog log = test.open()) {
            log.append(Events.START, Events.query("r1-0", "r1-lost"));
            for (int i = 1; i < many; i++) {
                log.append(Events.START, Events.query("r1-" + i, "r1-a"));
            }
            log.append(Events.START, Events.seen("r1-a"));
        }
        List<String> lines = json(Filter.none());
        assertEquals(many, lines.size());
        assertTrue(lines.getFirst().contains("\"client\":{\"client\":\"r1-lost\"}"), lines.getFirst());
    }

    @Test
    void aClientOfLongAgoIsFoundInOlderSegments() throws IOException {
        try (AuditLog log = test.open(TestLog.segmentsOf(1500))) {
            log.append(Events.START, Events.seen("r1-old"));
            for (int i = 0; i < 40; i++) {
                log.append(Events.START.plus(Duration.ofHours(i)), Events.query("r1-" + i, "r1-old"));
            }
            test.awaitCompression(log);
        }
        Instant since = Events.START.plus(Duration.ofHours(39));
        assertEquals(List.of("gnt-node"), members("comm", new Filter(since, null, null, null, null)));
    }

    private List<String> members(String name, Filter filter) throws IOException {
        return json(filter).stream()
                .map(line ->
                        LuxiJson.MAPPER.readTree(line).get("client").get(name).stringValue())
                .toList();
    }

    private void writeVaried() throws IOException {
        try (AuditLog log = test.open()) {
            log.append(Events.START, Events.seen("r1-c"));
            for (int i = 0; i < 6; i++) {
                RequestKind kind = i % 3 == 0 ? RequestKind.COMMAND : RequestKind.QUERY;
                String client = i < 4 ? "r1-c" : "r1-other";
                log.append(
                        Events.START.plusSeconds(i),
                        Events.exchange("r1-" + i, client, kind, ExchangeEnd.COMPLETE, null));
            }
            log.append(
                    Events.START, new AuditEvent.Gap(Map.of("exchange", 3L), Events.START, Events.START, "queue-full"));
        }
    }

    private static Stream<Object[]> filters() {
        Instant start = Events.START;
        return Stream.of(
                new Object[] {Filter.none(), List.of(0, 1, 2, 3, 4, 5)},
                new Object[] {new Filter(start.plusSeconds(2), null, null, null, null), List.of(2, 3, 4, 5)},
                new Object[] {new Filter(null, start.plusSeconds(2), null, null, null), List.of(0, 1)},
                new Object[] {new Filter(null, null, "GNT-node", null, null), List.of(0, 1, 2, 3)},
                new Object[] {new Filter(null, null, "r1-other", null, null), List.of(4, 5)},
                new Object[] {new Filter(null, null, "session-1", null, true), List.of(1, 2)},
                new Object[] {new Filter(null, null, null, "Query/node/live", null), List.of(1, 2, 4, 5)},
                new Object[] {new Filter(null, null, null, null, false), List.of(0, 3)},
                new Object[] {new Filter(null, null, "nobody", null, null), List.of()});
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aFilterAdmitsWhatItSays(Filter filter, List<Integer> expected) throws IOException {
        writeVaried();
        List<String> ids = expected.stream().map(i -> "r1-" + i).toList();
        assertEquals(
                ids,
                json(filter).stream()
                        .map(line -> LuxiJson.MAPPER.readTree(line).get("id").stringValue())
                        .toList());
        assertEquals(ids, csv(filter).stream().map(row -> row.get("id")).toList());
    }

    @Test
    void whatWasLostIsTold() throws IOException {
        writeVaried();
        assertEquals(6, json(Filter.none()).size());
        assertEquals(3, result.lost());
    }

    @Test
    void aCsvRowSaysWhatTheJsonSays() throws IOException {
        test.writeKilledRun("r1", 3, TestLog.ONE_SEGMENT);
        List<String> lines = json(Filter.none());
        List<CSVRecord> rows = csv(Filter.none());
        assertEquals(lines.size(), rows.size());
        for (int i = 0; i < rows.size(); i++) {
            JsonNode line = LuxiJson.MAPPER.readTree(lines.get(i));
            CSVRecord row = rows.get(i);
            for (String column : List.of(
                    "seq",
                    "id",
                    "connection",
                    "method",
                    "class",
                    "kind",
                    "requestBytes",
                    "latencyMicros",
                    "success",
                    "end")) {
                assertEquals(line.get(column).asString(), row.get(column), column);
            }
            for (String column : List.of("client", "pid", "uid", "user", "exe", "unit", "key", "identity")) {
                assertEquals(line.get("client").get(column).asString(), row.get(column), column);
            }
            assertEquals("python /usr/sbin/gnt-node list", row.get("cmdline"));
            assertEquals("", row.get("filter"));
            assertEquals("", row.get("errorClass"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void aCellThatLooksLikeAFormulaBeginsWithAnApostrophe(String text) throws IOException {
        try (AuditLog log = test.open()) {
            log.append(Events.START, Events.exchange("r1-1", "c", RequestKind.QUERY, ExchangeEnd.COMPLETE, text));
        }
        assertEquals("'" + text, csv(Filter.none()).getFirst().get("filter"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "say \"no\"", "two\nlines", "two\r\nlines", "1=1", " x ", "\u20ac", ""})
    void anyOtherCellReadsBackAsItWas(String text) throws IOException {
        try (AuditLog log = test.open()) {
            log.append(Events.START, Events.exchange("r1-1", "c", RequestKind.QUERY, ExchangeEnd.COMPLETE, text));
        }
        assertEquals(text, csv(Filter.none()).getFirst().get("filter"));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aFolderWithoutALogIsRefused(Format format) {
        assertThrows(NotDirectoryException.class, () -> export(Filter.none(), format));
    }

    private List<String> json(Filter filter) throws IOException {
        return export(filter, Format.JSON).lines().toList();
    }

    private List<CSVRecord> csv(Filter filter) throws IOException {
        String text = export(filter, Format.CSV);
        CSVFormat withHeader = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        return withHeader.parse(new StringReader(text)).getRecords();
    }

    private String export(Filter filter, Format format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        result = AuditExport.write(stateDir, What.EXCHANGE, filter, format, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
