package org.paralux.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.RequestKind;
import tools.jackson.databind.JsonNode;

/** What a line looks like, and that it reads back as it was written. */
final class LineFormatTest {
    private static final String SHORT = "r1-1";

    private static Stream<AuditEvent> everyEvent() {
        return Stream.concat(everyOtherEvent(), TrialEvents.all());
    }

    private static Stream<AuditEvent> everyOtherEvent() {
        return Stream.of(
                Events.started("r1"),
                Events.stopped("r1", Map.of("received", 3L, "queries", 2L, "commands", 1L)),
                Events.stopped("r1", Map.of()),
                Events.seen("r1-2"),
                new AuditEvent.ClientSeen(new ClientFacts(
                        "r1-3",
                        0,
                        4294967295L,
                        0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        "k",
                        ClientFacts.Identity.GONE)),
                Events.opened("r1-4", "r1-2"),
                Events.closed("r1-4", "r1-2"),
                Events.query("r1-5", "r1-2"),
                Events.exchange("r1-6", "r1-2", RequestKind.COMMAND, ExchangeEnd.PRIMARY_LEFT, null),
                Events.exchange(
                        "r1-7", "r1-2", RequestKind.QUERY, ExchangeEnd.COMPLETE, "[\"=\",\"name\",\"n\u00fc\u20ac\"]"),
                failed(),
                new AuditEvent.Gap(Map.of("exchange", 7L, "client.seen", 1L), Events.START, Events.START, "queue-full"),
                new AuditEvent.SegmentsDropped(1, 17, Chain.START));
    }

    private static AuditEvent.Exchange failed() {
        return new AuditEvent.Exchange(
                "r1-8",
                "r1-4",
                "r1-2",
                "query",
                null,
                null,
                List.of(),
                null,
                List.of("a", "b"),
                RequestKind.UNKNOWN,
                null,
                null,
                false,
                "no JSON object",
                null,
                0,
                17L,
                1L,
                false,
                new ReplyError("OpPrereqError", "unknown_entity"),
                ExchangeEnd.COMPLETE,
                "primary",
                "primary");
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void everyEventReadsBackAsItWasWritten(AuditEvent event) throws MalformedRecord {
        assertEquals(
                new AuditEntry(17, Events.START, event), TestLines.decode(TestLines.encode(17, Events.START, event)));
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void everyLineIsJsonWithTheCommonKeysInPlace(AuditEvent event) {
        JsonNode line = LuxiJson.MAPPER.readTree(TestLines.encode(17, Events.START, event));
        List<String> keys = List.copyOf(line.propertyNames());
        assertEquals(List.of("seq", "time", "event"), keys.subList(0, 3));
        assertEquals("chain", keys.getLast());
        assertEquals(event.name(), line.get("event").stringValue());
        assertEquals("2026-11-23T19:58:32.123456Z", line.get("time").stringValue());
    }

    @Test
    void everyKindOfEventIsTried() {
        assertEquals(
                List.of(EventType.values()),
                everyEvent().map(EventType::of).distinct().sorted().toList());
    }

    @Test
    void theTypesCarryTheEventsNames() {
        everyEvent()
                .forEach(event -> assertEquals(event.name(), EventType.of(event).word()));
    }

    @Test
    void aLineIsWrittenToTheLetter() {
        String hashed = "{\"seq\":1,\"time\":\"2026-11-23T19:58:32.123456Z\",\"event\":\"exchange\",\"id\":\"r1-8\","
                + "\"connection\":\"r1-4\",\"client\":\"r1-2\",\"listenRole\":\"query\",\"fields\":[],"
                + "\"names\":[\"a\",\"b\"],\"kind\":\"unknown\",\"misdirected\":false,"
                + "\"malformed\":\"no JSON object\",\"requestBytes\":0,\"replyBytes\":17,\"latencyMicros\":1,"
                + "\"success\":false,\"error\":{\"class\":\"OpPrereqError\",\"code\":\"unknown_entity\"},"
                + "\"end\":\"complete\",\"answeredBy\":\"primary\",\"askedFirst\":\"primary\"";
        String line = hashed + ",\"chain\":\"" + sha256("0".repeat(64) + hashed) + "\"}\n";
        assertEquals(line, text(TestLines.encode(1, Events.START, failed())));
    }

    @Test
    void aClientsMembersStandAtTheTop() {
        JsonNode line = LuxiJson.MAPPER.readTree(TestLines.encode(1, Events.START, Events.seen("r1-2")));
        assertEquals(
                List.of(
                        "seq",
                        "time",
                        "event",
                        "client",
                        "pid",
                        "uid",
                        "gid",
                        "user",
                        "group",
                        "loginuid",
                        "comm",
                        "exe",
                        "cmdline",
                        "unit",
                        "parents",
                        "key",
                        "identity",
                        "chain"),
                List.copyOf(line.propertyNames()));
    }

    @Test
    void theChainGoesOnFromLineToLine() {
        LineEncoder encoder = new LineEncoder();
        Chain chain = new Chain(Chain.START);
        List<AuditEvent> events = everyEvent().toList();
        for (int i = 0; i < events.size(); i++) {
            encoder.begin(i + 1, Events.START, EventType.of(events.get(i)));
            EventFormat.write(encoder, events.get(i));
            encoder.end(chain);
        }
        String last = "0".repeat(64);
        for (String line : text(TestLines.bytes(encoder)).lines().toList()) {
            String expected = sha256(last + line.substring(0, line.indexOf(",\"chain\"")));
            assertEquals(expected, line.substring(line.length() - 66, line.length() - 2));
            last = expected;
        }
        assertEquals(last, chain.toString());
    }

    @Test
    void anyTextGivesValidUtf8AndJsonAndReadsBack() throws Exception {
        long seed = 20261123;
        Random random = new Random(seed);
        String alphabet =
                "\u0000\u0001\u0003\t\n\r\u001b\u001f\"\\/ az\u007f\u0080\u0085\u009f\u00a0\u00fc\u07ff\u0800\u2028"
                        + "\u202e\ufeff\uffff\ud83d\ude00\udc80\ud800\udfff";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            AuditEvent event = Events.exchange(
                    text.toString(), text.toString(), RequestKind.QUERY, ExchangeEnd.COMPLETE, text + "x" + text);
            byte[] line = TestLines.encode(1, Events.START, event);
            String message = "seed " + seed + ", round " + i;
            assertUtf8(line, message);
            assertTrue(text(line).chars().noneMatch(c -> c < ' ' && c != '\n'), message);
            assertEquals(event, TestLines.decode(line).event(), message);
            assertEquals(
                    text.toString(), LuxiJson.MAPPER.readTree(line).get("id").stringValue(), message);
        }
    }

    private static void assertUtf8(byte[] line, String message) throws CharacterCodingException {
        assertTrue(
                StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(line))
                                .length()
                        > 0,
                message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u0000", "\u20ac", "\ud83d\ude00", "\udc80"})
    void noRecordIsLongerThanTheBoundAndWhatWasCutIsNamed(String part) throws MalformedRecord {
        String text = part.repeat(70_000);
        List<String> texts = List.copyOf(Collections.nCopies(20_000, part.repeat(9)));
        AuditEvent.Exchange exchange = new AuditEvent.Exchange(
                SHORT,
                text,
                text,
                text,
                text,
                text,
                texts,
                text,
                texts,
                RequestKind.QUERY,
                text,
                text,
                true,
                text,
                texts,
                1,
                1L,
                1L,
                true,
                new ReplyError(text, text),
                ExchangeEnd.COMPLETE,
                text,
                text);
        ClientFacts client = new ClientFacts(
                text, 1, 1, 1, text, text, 1L, text, text, texts, text, texts, text, ClientFacts.Identity.FULL);
        Map<String, Long> counts = new HashMap<>();
        IntStream.range(0, 5000).forEach(i -> counts.put("event" + i, 1L));
        for (AuditEvent event : List.of(
                exchange,
                new AuditEvent.ClientSeen(client),
                new AuditEvent.Gap(counts, Instant.MIN, Instant.MAX, text))) {
            byte[] line = TestLines.encode(Long.MAX_VALUE, Instant.MAX, event);
            assertTrue(line.length <= LineEncoder.MAX_LINE_BYTES, () -> "length " + line.length);
            assertTrue(LuxiJson.MAPPER.readTree(line).isObject());
            assertTrue(TestLines.decode(line).truncated().size() > 1);
        }
        AuditEvent.Exchange read = (AuditEvent.Exchange)
                TestLines.decode(TestLines.encode(1, Events.START, exchange)).event();
        assertTrue(text.startsWith(String.valueOf(read.filter())), "the filter is no prefix");
        List<String> names = Objects.requireNonNull(read.names());
        assertEquals(texts.subList(0, names.size()), names);
        assertEquals(SHORT, read.id());
    }

    @Test
    void emptyTextsAreBoundedAsWell() {
        AuditEvent.Exchange exchange = failed();
        List<String> nothing = List.copyOf(Collections.nCopies(1_000_000, ""));
        byte[] line = TestLines.encode(
                1,
                Events.START,
                new AuditEvent.ClientSeen(new ClientFacts(
                        exchange.client(),
                        1,
                        1,
                        1,
                        null,
                        null,
                        null,
                        null,
                        null,
                        nothing,
                        null,
                        nothing,
                        "",
                        ClientFacts.Identity.FULL)));
        assertTrue(line.length <= LineEncoder.MAX_LINE_BYTES, () -> "length " + line.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999Z",
                "2024-02-29T23:59:59.000001Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999Z",
                "2026-11-23T19:58:32.123456789Z"
            })
    void timesReadBackToTheMicrosecond(String time) throws MalformedRecord {
        Instant instant = Instant.parse(time);
        assertEquals(
                instant.truncatedTo(ChronoUnit.MICROS),
                TestLines.decode(TestLines.encode(1, instant, failed())).time());
    }

    @Test
    void keysOfALaterVersionArePassedOver() throws MalformedRecord {
        String line = text(TestLines.encode(1, Events.START, failed()));
        String later = line.replace(
                ",\"chain\"",
                ",\"new\":{\"a\":[1,\"}\",{}],\"b\":null},\"newer\":-1.5e3,\"truncated\":[\"names\"],\"chain\"");
        AuditEntry entry = TestLines.decode(later.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(new AuditEntry(1, Events.START, failed(), List.of("names")), entry);
    }

    @Test
    void noCutOrChangedByteBreaksTheDecoder() {
        for (AuditEvent event : everyEvent().toList()) {
            byte[] line = TestLines.encode(17, Events.START, event);
            for (int i = 0; i < line.length - 1; i++) {
                for (int bit = 0; bit < 8; bit++) {
                    byte[] changed = line.clone();
                    changed[i] ^= (byte) (1 << bit);
                    decodeOrRefuse(changed);
                }
            }
        }
    }

    /** Anything but these two ends the test. */
    private static void decodeOrRefuse(byte[] line) {
        try {
            assertTrue(TestLines.decode(line).seq() >= 0);
        } catch (MalformedRecord e) {
            assertTrue(!e.reason().isEmpty());
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
