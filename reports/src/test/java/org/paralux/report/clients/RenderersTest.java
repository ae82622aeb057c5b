package org.paralux.report.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paralux.report.clients.Entries.START;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.audit.AuditEvent.Gap;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ClientFacts.Identity;
import org.paralux.report.TimeRange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RenderersTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final String HOSTILE =
            "\u001b[2J\u001b]0;pwned\u0007\r\n\t\b\u0000\u007f\u009b31m\u202e\u2066\u200b\udc80 \\x1b";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "60, 2.8",
                "80, 2.8",
                "100, 2.8",
                "120, 2.8",
                "200, 2.8",
                "60, -",
                "80, -",
                "120, -",
                "200, -",
                "60, 3.0",
                "80, 2.11",
                "20, 2.7",
                "40, 2.6",
            })
    void noLineIsWiderThanThePageUnlessAWordIs(int width, @Nullable String release) {
        String page =
                new TextRenderer(width, false, ZONE).render(Week.of(7, release).report());
        for (String line : page.split("\n", -1)) {
            boolean oneLongWord = line.strip().indexOf(' ') < 0 && line.strip().length() > width;
            assertTrue(line.length() <= width || oneLongWord, line);
        }
    }

    @Test
    void theFirstScreenSaysWhoWhatHowMuchSinceWhenIfExpectedAndWhatToChange() {
        String page =
                new TextRenderer(100, false, ZONE).render(Week.of(7, "2.8.4").report());
        String screen = String.join("\n", Arrays.asList(page.split("\n", -1)).subList(0, 50));
        for (String words : List.of(
                "6 clients to change: 6864 of 12169 misdirected queries (56%). The rest is expected in",
                "1. inventory.py       user1004     4709    39%     28  steady   2013-05-01T02:01+02:00  12 min ago",
                "asks    Query/node/live 4032, QueryInstances/instance/live 672, QueryTags/instance 5",
                "change  Open its queries on luxi.Client(address=pathutils.QUERY_SOCKET).",
                "but     leave QueryInstances/instance/live here: refused by the query daemon before 2.11.",
                "EXPECTED IN GANETI 2.8.4",
                "7. ganeti-watcher",
                "why     expected in releases 2.7 to 2.10: the watcher asks the master daemon")) {
            assertTrue(screen.contains(words), () -> words + " in\n" + screen);
        }
    }

    private static ClientsReport hostile() {
        ClientFacts facts = new ClientFacts(
                HOSTILE,
                7,
                1000,
                1000,
                HOSTILE,
                HOSTILE,
                1L,
                HOSTILE,
                HOSTILE,
                List.of("/usr/bin/python", HOSTILE, HOSTILE),
                HOSTILE,
                List.of(HOSTILE, HOSTILE),
                HOSTILE,
                Identity.FULL);
        return new Entries()
                .started(START, HOSTILE, HOSTILE, HOSTILE)
                .started(START, HOSTILE, HOSTILE + "2", "2.8" + HOSTILE)
                .seen(START, facts)
                .ask(HOSTILE, HOSTILE)
                .fields(HOSTILE)
                .failing(HOSTILE)
                .sent(START.plusSeconds(1))
                .ask(HOSTILE, "Query/node")
                .fields(HOSTILE, "name")
                .failing(HOSTILE)
                .sent(START.plusSeconds(100))
                .ask("no one", "Query/" + HOSTILE)
                .sent(START.plusSeconds(100))
                .add(START.plusSeconds(101), new Gap(Map.of(HOSTILE, 1L), START, START.plusSeconds(101), HOSTILE))
                .report();
    }

    private static boolean isControl(int c) {
        return c < 0x20
                || (c >= 0x7f && c < 0xa0)
                || Character.getType(c) == Character.FORMAT
                || Character.isSurrogate((char) c);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 200})
    void noControlCharacterReachesTheTerminal(int width) {
        String page = new TextRenderer(width, false, ZONE).render(hostile());
        assertTrue(page.contains("\\x1b[2J"), page);
        assertFalse(page.chars().filter(c -> c != '\n').anyMatch(RenderersTest::isControl), page);
        String coloured = new TextRenderer(width, true, ZONE).render(hostile());
        assertTrue(coloured.contains("\u001b["));
        assertEquals(page, coloured.replaceAll("\u001b\\[[0-9]{1,2}m", ""));
    }

    @Test
    void jsonIsAsciiAndKeepsEveryTextThatIsOne() {
        String kept = HOSTILE.replace('\udc80', '\ufffd');
        String json = new JsonRenderer().render(hostile());
        assertFalse(json.chars().filter(c -> c != '\n').anyMatch(c -> c < 0x20 || c >= 0x7f), json);
        JsonNode document = JsonMapper.shared().readTree(json);
        JsonNode client = document.path("clients").path(0);
        assertEquals(kept, client.path("key").stringValue());
        assertEquals(kept, client.path("cmdline").path(1).stringValue());
        assertEquals(kept, document.path("losses").path(0).path("why").stringValue());
    }

    @Test
    void jsonHasEveryNumberOfTheReport() {
        ClientsReport report = Week.of(7, "2.8.4").report(new TimeRange(START, null));
        JsonNode json = JsonMapper.shared().readTree(new JsonRenderer().render(report));
        assertEquals("clients", json.path("report").stringValue());
        assertEquals(1, json.path("version").intValue());
        assertEquals("2013-05-01T00:00:00Z", json.path("since").stringValue());
        assertTrue(json.path("until").isNull());
        assertTrue(json.path("toChange").booleanValue());
        assertAccounting(report.totals(), json.path("totals"));
        assertEquals(250, json.path("losses").path(0).path("records").longValue());
        assertEquals("2.8.4", json.path("runs").path(0).path("release").stringValue());
        assertEquals(report.clients().size(), json.path("clients").size());
        for (int i = 0; i < report.clients().size(); i++) {
            assertClient(report.clients().get(i), json.path("clients").path(i));
        }
    }

    private static void assertClient(ClientRow row, JsonNode json) {
        assertEquals(row.key(), json.path("key").stringValue());
        assertEquals(row.standing().word(), json.path("standing").stringValue());
        assertEquals(row.who().label(), json.path("label").stringValue());
        assertEquals(row.share(), json.path("share").doubleValue());
        assertEquals(row.queries(), json.path("queries").longValue());
        assertEquals(row.who().processes(), json.path("processes").longValue());
        assertEquals(row.hint().id(), json.path("hint").path("id").stringValue());
        assertAccounting(row.requests(), json.path("requests"));
        List<Long> classes = new ArrayList<>();
        json.path("classes")
                .forEach(member -> classes.add(member.path("queries").longValue()));
        assertEquals(row.classes().stream().map(ClassRow::queries).toList(), classes);
        Presence presence = row.presence();
        assertEquals(presence == null, json.path("firstSeen").isNull());
        if (presence != null) {
            assertEquals(presence.first(), Instant.parse(json.path("firstSeen").stringValue()));
            assertEquals(presence.last(), Instant.parse(json.path("lastSeen").stringValue()));
            assertTrue(json.path("lastSeen").stringValue().endsWith("Z"));
            assertEquals(presence.trend().word(), json.path("trend").stringValue());
            assertEquals(presence.samples().size(), json.path("samples").size());
            Double perHour = presence.perHour();
            if (perHour != null) {
                assertEquals(perHour.doubleValue(), json.path("perHour").doubleValue());
            }
        }
    }

    private static void assertAccounting(Accounting requests, JsonNode json) {
        assertEquals(requests.received(), json.path("received").longValue());
        assertEquals(requests.queries(), json.path("queries").longValue());
        assertEquals(requests.eligible(), json.path("eligible").longValue());
        assertEquals(requests.lock(), json.path("lock").longValue());
        assertEquals(requests.malformed(), json.path("malformed").longValue());
        assertEquals(requests.commands(), json.path("commands").longValue());
        assertEquals(requests.waits(), json.path("waits").longValue());
        assertEquals(requests.unknown(), json.path("unknown").longValue());
        assertEquals(requests.misdirected(), json.path("misdirected").longValue());
        assertEquals(requests.expected(), json.path("expected").longValue());
        assertEquals(requests.toChange(), json.path("toChange").longValue());
        assertEquals(requests.failed(), json.path("failed").longValue());
        assertEquals(requests.unanswered(), json.path("unanswered").longValue());
        assertEquals(requests.incomplete(), json.path("incomplete").longValue());
    }

    @Test
    void anEmptyLogIsJsonToo() {
        JsonNode json = JsonMapper.shared().readTree(new JsonRenderer().render(new Entries().report()));
        assertTrue(json.path("log").isNull());
        assertEquals(0, json.path("clients").size());
        assertFalse(json.path("toChange").booleanValue());
    }
}
