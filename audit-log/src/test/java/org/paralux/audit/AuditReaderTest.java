package org.paralux.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.luxi.RequestKind;

/** What is read is what was written, however the files are cut; damage is told where it is. */
final class AuditReaderTest {
    @TempDir
    Path stateDir;

    private TestLog test;

    @BeforeEach
    void makeLog() {
        test = new TestLog(stateDir);
    }

    @Test
    void aFolderWithoutALogIsRefusedAndALogWithoutRecordsIsEmpty() throws IOException {
        assertThrows(NotDirectoryException.class, () -> test.read(ReadOptions.all()));
        test.open().close();
        assertEquals(List.of(), test.read(ReadOptions.all()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 700, 2_000, 5_000, 1_000_000})
    void theSameIsReadHoweverTheSegmentsAreCut(long segmentBytes) throws IOException {
        List<AuditEvent> appended = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            appended.add(Events.exchange(
                    "r1-" + i,
                    "c" + i % 3,
                    RequestKind.QUERY,
                    ExchangeEnd.COMPLETE,
                    "[\"=\",\"name\",\"n" + i + "\"]"));
        }
        try (AuditLog log = test.open(TestLog.segmentsOf(segmentBytes))) {
            for (int i = 0; i < appended.size(); i++) {
                log.append(Events.START.plusSeconds(i), appended.get(i));
            }
            if (segmentBytes != 700) {
                test.awaitCompression(log);
            }
        }
        List<AuditEntry> entries = test.entries();
        assertEquals(appended, entries.stream().map(AuditEntry::event).toList());
        assertEquals(Events.START.plusSeconds(59), entries.getLast().time());
    }

    /** What is passed over is absent, and the rest is as it was. */
    @Test
    void withoutDetailsTheRestOfAnEventIsTheSame() throws IOException {
        AuditEvent.Exchange exchange = Events.query("r1-1", "c1");
        AuditEvent.QueryOutcome outcome = Events.outcome("r1-1", "c1", Outcome.MATCH);
        try (AuditLog log = test.open()) {
            log.append(Events.START, exchange);
            log.append(Events.START, outcome);
        }
        List<AuditEntry> entries = test.read(ReadOptions.all().without(Set.of(Detail.values()))).stream()
                .map(AuditEntry.class::cast)
                .toList();
        assertEquals(
                List.of(withoutDetails(exchange), withoutDetails(outcome)),
                entries.stream().map(AuditEntry::event).toList());
        assertEquals(
                List.of(exchange, outcome),
                test.entries().stream().map(AuditEntry::event).toList());
    }

    private static AuditEvent withoutDetails(AuditEvent.Exchange exchange) {
        return new AuditEvent.Exchange(
                "",
                "",
                exchange.client(),
                exchange.listenRole(),
                exchange.method(),
                exchange.resource(),
                exchange.fields(),
                exchange.filter(),
                exchange.names(),
                exchange.kind(),
                exchange.queryClass(),
                exchange.fingerprint(),
                exchange.misdirected(),
                exchange.malformed(),
                null,
                exchange.requestBytes(),
                null,
                null,
                exchange.success(),
                exchange.error(),
                exchange.end(),
                null,
                "");
    }

    private static AuditEvent withoutDetails(AuditEvent.QueryOutcome outcome) {
        return new AuditEvent.QueryOutcome(
                outcome.exchange(),
                outcome.queryClass(),
                outcome.fingerprint(),
                outcome.client(),
                outcome.outcome(),
                outcome.skipCause(),
                outcome.undecidedCause(),
                outcome.reason(),
                outcome.lagMicros(),
                outcome.rules(),
                outcome.divergences(),
                outcome.evidence(),
                outcome.probability(),
                null,
                outcome.primaryMicros(),
                outcome.shadowMicros(),
                outcome.settling(),
                outcome.epoch());
    }

    @Test
    void everyPartByTimeIsReadAndNothingElse() throws IOException {
        Duration step = Duration.ofMinutes(1);
        try (AuditLog log = test.open(TestLog.segmentsOf(3000))) {
            for (int i = 0; i < 60; i++) {
                log.append(Events.START.plus(step.multipliedBy(i)), Events.query("r1-" + i, "c"));
            }
            test.awaitCompression(log);
        }
        List<AuditEntry> all = test.entries();
        for (int from = 0; from <= 60; from += 3) {
            for (int to = from; to <= 60; to += 7) {
                Instant since = Events.START.plus(step.multipliedBy(from));
                Instant until = Events.START.plus(step.multipliedBy(to));
                ReadOptions part = ReadOptions.all().withSince(since).withUntil(until);
                assertEquals(all.subList(from, to), test.read(part), "from " + from + " to " + to);
            }
        }
    }

    @Test
    void readingFromANumberBeginsThere() throws IOException {
        test.writeRun("r1", 60, TestLog.segmentsOf(3000));
        List<AuditEntry> all = test.entries();
        for (int seq = 1; seq <= all.size() + 1; seq++) {
            assertEquals(
                    all.subList(seq - 1, all.size()),
                    test.read(ReadOptions.all().withFromSeq(seq)));
        }
    }

    @Test
    void aReaderThatSkipsDoesNotOpenWhatItSkips() throws IOException {
        test.writeRun("r1", 60, TestLog.segmentsOf(3000));
        List<AuditEntry> all = test.entries();
        Segment last = test.segments().getLast();
        for (Segment segment : test.segments()) {
            if (segment.firstSeq() < last.firstSeq()) {
                Files.writeString(segment.path(), "not to be read");
            }
        }
        assertEquals(
                all.subList((int) last.firstSeq() - 1, all.size()),
                test.read(ReadOptions.all().withFromSeq(last.firstSeq())));
    }

    @Test
    void onlyTheEventsAskedForAreGivenOut() throws IOException {
        test.writeRun("r1", 20, TestLog.segmentsOf(3000));
        List<AuditEntry> all = test.entries();
        for (AuditEntry entry : List.of(all.get(0), all.get(1), all.get(2), all.getLast())) {
            Class<? extends AuditEvent> event = entry.event().getClass();
            assertEquals(
                    all.stream().filter(one -> event.isInstance(one.event())).toList(),
                    test.read(ReadOptions.all().withEvents(Set.of(event))));
        }
    }

    @Test
    void textsThatRecordsShareAreOneObject() throws IOException {
        test.writeKilledRun("r1", 2, TestLog.ONE_SEGMENT);
        AuditEvent.Exchange first = (AuditEvent.Exchange) test.events().get(2);
        try (AuditReader reader =
                AuditReader.open(stateDir, ReadOptions.all().withEvents(Set.of(AuditEvent.Exchange.class)))) {
            AuditEvent.Exchange one = exchange(reader);
            AuditEvent.Exchange other = exchange(reader);
            assertEquals(first, one);
            assertSame(one.client(), other.client());
            assertSame(one.fields(), other.fields());
        }
    }

    private static AuditEvent.Exchange exchange(AuditReader reader) throws IOException {
        AuditEntry entry = assertInstanceOf(AuditEntry.class, reader.next());
        return (AuditEvent.Exchange) entry.event();
    }

    @Test
    void aLineThatIsNoRecordIsToldAndTheReadingGoesOn() throws IOException {
        test.writeKilledRun("r1", 5, TestLog.ONE_SEGMENT);
        List<AuditEntry> all = test.entries();
        Segment segment = test.segments().getFirst();
        for (int i = 0; i < all.size(); i++) {
            List<String> lines = TestLog.lines(segment);
            List<String> damaged = new ArrayList<>(lines);
            damaged.set(i, "x".repeat(i * 700_000));
            TestLog.write(segment, damaged);
            List<AuditReading> read = test.read(ReadOptions.all());
            List<AuditReading> entries = new ArrayList<>(all);
            entries.remove(i);
            assertEquals(
                    entries, read.stream().filter(AuditEntry.class::isInstance).toList());
            assertEquals(all.size(), read.size(), "one damage and no more");
            AuditDamage damage = assertInstanceOf(AuditDamage.class, read.get(i));
            assertEquals(AuditDamage.Kind.ALTERED, damage.kind());
            assertEquals(String.join("\n", lines.subList(0, i)).length() + (i == 0 ? 0 : 1), damage.offset());
            assertEquals(i == 0 ? 0 : i + 1, damage.seq());
            TestLog.write(segment, lines);
        }
    }

    @Test
    void aRecordWhoseNumberWasChangedIsToldAndTheRestIsReadAsBefore() throws IOException {
        test.writeKilledRun("r1", 20, TestLog.ONE_SEGMENT);
        List<AuditEntry> all = test.entries();
        Segment segment = test.segments().getFirst();
        List<String> lines = TestLog.lines(segment);
        lines.set(9, lines.get(9).replace("{\"seq\":10,", "{\"seq\":9000000000000000010,"));
        TestLog.write(segment, lines);
        List<AuditReading> read = test.read(ReadOptions.all());
        assertEquals(all.subList(0, 9), read.subList(0, 9));
        assertEquals(all.subList(10, all.size()), read.subList(12, read.size()));
        assertEquals(
                List.of(AuditDamage.Kind.REMOVED, AuditDamage.Kind.MOVED),
                read.stream()
                        .filter(AuditDamage.class::isInstance)
                        .map(damage -> ((AuditDamage) damage).kind())
                        .toList());
    }

    @Test
    void recordsThatAreMissingAreTold() throws IOException {
        test.writeRun("r1", 60, TestLog.segmentsOf(3000));
        List<AuditEntry> all = test.entries();
        Segment missing = test.segments().get(2);
        long next = test.segments().get(3).firstSeq();
        Files.delete(missing.path());
        List<AuditReading> read = test.read(ReadOptions.all());
        AuditDamage damage = assertInstanceOf(AuditDamage.class, read.get((int) missing.firstSeq() - 1));
        assertEquals(AuditDamage.Kind.SEGMENT_MISSING, damage.kind());
        assertEquals(missing.firstSeq(), damage.seq());
        assertEquals(all.get((int) next - 1), read.get((int) missing.firstSeq()));
    }

    @Test
    void aCompressedSegmentThatIsDamagedIsToldAndTheNextIsRead() throws IOException {
        test.writeRun("r1", 300, TestLog.segmentsOf(20_000));
        List<AuditEntry> all = test.entries();
        Segment first = test.segments().getFirst();
        byte[] bytes = Files.readAllBytes(first.path());
        bytes[bytes.length / 2] ^= 0x10;
        Files.write(first.path(), bytes);
        List<AuditReading> read = test.read(ReadOptions.all());
        assertEquals(1, read.stream().filter(AuditDamage.class::isInstance).count());
        int second = (int) test.segments().get(1).firstSeq();
        List<AuditReading> afterDamage = read.stream()
                .dropWhile(one -> !(one instanceof AuditDamage))
                .skip(1)
                .toList();
        assertEquals(all.subList(second - 1, all.size()), afterDamage);
    }

    @Test
    void aTornTailIsTold() throws IOException {
        test.writeKilledRun("r1", 2, TestLog.ONE_SEGMENT);
        Segment segment = test.segments().getFirst();
        String text = TestLog.text(segment);
        TestLog.write(segment, text + "{\"seq\":6");
        AuditDamage damage =
                assertInstanceOf(AuditDamage.class, test.read(ReadOptions.all()).getLast());
        assertEquals(
                new AuditDamage(
                        AuditDamage.Kind.TORN_TAIL, segment.name(), 6, text.length(), "8 bytes without an end of line"),
                damage);
    }

    @Test
    void aReaderFollowsAWriterAcrossSegmentsAndTheirCompression() throws IOException {
        try (AuditLog log = test.open(TestLog.segmentsOf(2000))) {
            try (AuditReader reader = AuditReader.following(test.folder(), ReadOptions.all())) {
                for (int i = 1; i <= 60; i++) {
                    log.append(Events.START, Events.query("r1-" + i, "c"));
                    assertTrue(log.flush(TestLog.LIMIT));
                    if (i % 10 == 0) {
                        test.awaitCompression(log);
                    }
                    assertEquals(
                            i, assertInstanceOf(AuditEntry.class, reader.next()).seq());
                    assertNull(reader.next());
                }
            }
        }
    }

    @Test
    void aReaderThatIsOvertakenByCompressionReadsOn() throws IOException {
        test.writeRun("r1", 60, TestLog.segmentsOf(2000));
        List<AuditEntry> all = test.entries();
        for (Segment segment : test.segments()) {
            String text = TestLog.text(segment);
            Files.delete(segment.path());
            TestLog.write(Segment.plain(segment.folder(), segment.firstSeq()), text);
        }
        List<AuditReading> read = new ArrayList<>();
        try (AuditReader reader = AuditReader.open(stateDir, ReadOptions.all())) {
            for (AuditReading reading = reader.next(); reading != null; reading = reader.next()) {
                read.add(reading);
                if (read.size() == 10) {
                    compressAll();
                }
            }
        }
        assertEquals(all, read);
    }

    private void compressAll() throws IOException {
        try (AuditLog log = test.open(TestLog.segmentsOf(2000))) {
            test.awaitCompression(log);
        }
    }
}
