package org.paralux.audit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a log is cut into files, and what becomes of them. */
final class SegmentsTest {
    @TempDir
    Path stateDir;

    private TestLog test;

    @BeforeEach
    void makeLog() {
        test = new TestLog(stateDir);
    }

    @Test
    void aSegmentEndsAtItsLengthAndIsNamedAfterItsFirstRecord() throws IOException {
        test.writeRun("r1", 100, TestLog.segmentsOf(5000));
        List<Segment> segments = test.segments();
        assertTrue(segments.size() > 5, segments.toString());
        for (Segment segment : segments) {
            List<String> lines = TestLog.lines(segment);
            assertTrue(lines.getFirst().startsWith("{\"seq\":" + segment.firstSeq() + ","), segment.name());
            boolean last = segment.equals(segments.getLast());
            int length = TestLog.text(segment).length();
            assertTrue(last || (length >= 5000 && length - lines.getLast().length() <= 5000), segment + " " + length);
        }
        assertEquals("audit-0000000000000000001.jsonl.zst", segments.getFirst().name());
        assertNull(test.verify().damage());
    }

    @Test
    void aSegmentEndsAtItsAge() throws IOException {
        try (AuditLog log = test.open()) {
            log.append(Events.START, Events.started("r1"));
            assertTrue(log.flush(TestLog.LIMIT));
            test.clock.advance(Duration.ofMinutes(59));
            log.append(Events.START, Events.opened("r1-1", "c"));
            assertTrue(log.flush(TestLog.LIMIT));
            test.clock.advance(Duration.ofMinutes(1));
            await().atMost(TestLog.LIMIT)
                    .until(() -> test.folder().files().size() == 1
                            && test.segments().getFirst().compressed());
            log.append(Events.START, Events.stopped("r1", Map.of()));
        }
        assertEquals(
                List.of(1L, 3L), test.segments().stream().map(Segment::firstSeq).toList());
    }

    @Test
    void aSegmentsAgeCountsAcrossARestart() throws IOException {
        test.writeKilledRun("r1", 1, TestLog.ONE_SEGMENT);
        test.clock.advance(Duration.ofMinutes(61));
        try (AuditLog log = test.open()) {
            await().atMost(TestLog.LIMIT).until(() -> test.segments().getFirst().compressed());
            log.append(test.clock.instant(), Events.started("r2"));
        }
        assertEquals(
                List.of(1L, 5L), test.segments().stream().map(Segment::firstSeq).toList());
    }

    @Test
    void aSegmentsLengthCountsAcrossARestart() throws IOException {
        test.writeKilledRun("r1", 10, TestLog.segmentsOf(1_000_000));
        long length = TestLog.text(test.segments().getFirst()).length();
        test.writeRun("r2", 10, TestLog.segmentsOf(length + 2000));
        List<Segment> segments = test.segments();
        assertEquals(2, segments.size());
        assertTrue(TestLog.text(segments.getFirst()).length() < length + 3000, "longer than it may get");
    }

    @Test
    void aSealedSegmentSaysTheSameCompressed() throws IOException {
        test.writeKilledRun("r1", 30, TestLog.ONE_SEGMENT);
        Segment plain = test.segments().getFirst();
        String text = TestLog.text(plain);
        try (AuditLog log = test.open(TestLog.segmentsOf(1000))) {
            await().atMost(TestLog.LIMIT).until(() -> !Files.exists(plain.path()));
            assertTrue(log.flush(TestLog.LIMIT));
        }
        assertEquals(text, TestLog.text(plain.inOtherForm()));
    }

    @Test
    void aSegmentThatIsBegunMeanwhileIsLeftAlone() throws IOException {
        test.writeRun("r1", 30, TestLog.segmentsOf(3000));
        Segment begun = Segment.plain(test.folder().path(), 34);
        AuditSettings.Retention smallest = new AuditSettings.Retention(1, Duration.ofDays(35));
        new Housekeeper(
                        test.folder(),
                        smallest,
                        test.clock,
                        () -> {
                            writeSomething(begun);
                            return begun.firstSeq();
                        },
                        dropped -> true)
                .run();
        assertEquals(List.of(begun), test.segments());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void nothingIsMissingOfAFolderThatWasAwayForAMoment(int before) throws IOException {
        test.writeRun("r1", 100, TestLog.segmentsOf(3000));
        List<Segment> all = test.segments();
        Path away = test.folder().path().resolveSibling("away");
        AtomicInteger told = new AtomicInteger();
        drop(all.getLast(), () -> {
            int now = told.getAndIncrement();
            if (now == before) {
                move(test.folder().path(), away);
            } else if (now == before + 1) {
                move(away, test.folder().path());
            }
        });
        if (Files.exists(away)) {
            move(away, test.folder().path());
        }
        assertEquals(all.subList(before, all.size()), test.segments());
        drop(all.getLast(), () -> {});
        assertEquals(List.of(all.getLast()), test.segments());
    }

    /** All but the one that is being written, as if there were no room. */
    private void drop(Segment written, Runnable whenTold) {
        new Housekeeper(
                        test.folder(),
                        new AuditSettings.Retention(1, Duration.ofDays(35)),
                        test.clock,
                        written::firstSeq,
                        dropped -> {
                            whenTold.run();
                            return true;
                        })
                .run();
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeSomething(Segment segment) {
        try {
            TestLog.write(segment, "{}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatACompressionLeftHalfDoneIsTakenBackOrFinished() throws IOException {
        test.writeRun("r1", 30, TestLog.segmentsOf(3000));
        List<AuditEvent> before = test.events();
        Segment first = test.segments().getFirst();
        Segment second = test.segments().get(1);
        TestLog.write(first.inOtherForm(), "a plain file beside its compressed form");
        TestLog.write(second.inOtherForm(), TestLog.text(second));
        Files.delete(second.path());
        Path unfinished = second.path().resolveSibling(second.name() + ".tmp");
        Files.writeString(unfinished, "half");
        assertEquals(before, test.events(), "a reader takes the compressed form");
        try (AuditLog log = test.open(TestLog.segmentsOf(3000))) {
            test.awaitCompression(log);
            await().atMost(TestLog.LIMIT).until(() -> Files.exists(second.path()));
        }
        assertFalse(Files.exists(unfinished));
        assertFalse(Files.exists(first.inOtherForm().path()));
        assertFalse(Files.exists(second.inOtherForm().path()));
        assertEquals(before, test.events());
    }

    @Test
    void theOldestGoBySizeAndTheLogStaysSound() throws IOException {
        test.writeRun("r1", 300, TestLog.segmentsOf(5000));
        long records = test.entries().size();
        AuditSettings small =
                TestLog.segmentsOf(5000).withRetention(new AuditSettings.Retention(6000, Duration.ofDays(35)));
        try (AuditLog log = test.open(small)) {
            await().atMost(TestLog.LIMIT).until(() -> sizeOfSealed() <= 6000);
            assertTrue(log.flush(TestLog.LIMIT));
        }
        assertDroppedInOrder(records);
    }

    @Test
    void theOldestGoByAgeAndTheLogStaysSound() throws IOException {
        AuditSettings settings =
                TestLog.segmentsOf(5000).withRetention(new AuditSettings.Retention(1 << 30, Duration.ofDays(35)));
        test.writeRun("r1", 100, settings);
        // It goes on in the second run, so its last record is a new one.
        long lastOfOld = test.segments().getLast().firstSeq();
        test.clock.advance(Duration.ofDays(36));
        test.writeRun("r2", 100, settings);
        try (AuditLog log = test.open(settings)) {
            await().atMost(TestLog.LIMIT).until(() -> test.segments().getFirst().firstSeq() == lastOfOld);
            assertTrue(log.flush(TestLog.LIMIT));
        }
        long records = test.entries().getLast().seq();
        assertDroppedInOrder(records);
    }

    private long sizeOfSealed() throws IOException {
        long sum = 0;
        for (Segment segment : test.segments()) {
            sum += segment.compressed() ? sizeOf(segment.path()) : 0;
        }
        return sum;
    }

    private static long sizeOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            // It went since it was listed.
            return 0;
        }
    }

    /** Each segment that went was told, and those that are left are sound. */
    private void assertDroppedInOrder(long recordsBefore) throws IOException {
        List<AuditEvent.SegmentsDropped> dropped = test.events().stream()
                .filter(AuditEvent.SegmentsDropped.class::isInstance)
                .map(AuditEvent.SegmentsDropped.class::cast)
                .toList();
        assertTrue(dropped.size() > 1);
        long firstSeq = test.segments().getFirst().firstSeq();
        assertEquals(firstSeq - 1, dropped.getLast().lastSeq());
        assertTrue(firstSeq <= recordsBefore);
        Verification verification = test.verify();
        assertNull(verification.damage(), () -> verification.lines().toString());
        assertEquals(firstSeq, verification.firstSeq());
    }

    @Test
    void aCrashBetweenTheRecordOfADropAndTheDropIsNoDamage() throws IOException {
        test.writeRun("r1", 40, TestLog.segmentsOf(5000));
        Segment oldest = test.segments().getFirst();
        List<String> lines = TestLog.lines(oldest);
        String last = lines.getLast();
        try (AuditLog log = test.open(TestLog.segmentsOf(5000))) {
            log.append(
                    Events.START,
                    new AuditEvent.SegmentsDropped(
                            1, lines.size(), last.substring(last.length() - 66, last.length() - 2)));
        }
        assertNull(test.verify().damage());
        Files.delete(oldest.path());
        Verification verification = test.verify();
        assertNull(verification.damage(), () -> verification.lines().toString());
        assertEquals(lines.size() + 1, verification.firstSeq());
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "022", "077", "777"})
    void filesAndFoldersHaveTheirModesWhateverTheUmask(String umask) throws Exception {
        assertEquals("", WriteOneLog.run(umask, stateDir.resolve("state")));
        try (Stream<Path> all = Files.walk(stateDir.resolve("state"))) {
            List<Path> paths = all.toList();
            assertTrue(paths.size() >= 5, paths.toString());
            for (Path path : paths) {
                String expected = Files.isDirectory(path) ? "rwxr-x---" : "rw-r-----";
                assertEquals(
                        expected,
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(path)),
                        () -> path.toString());
            }
        }
    }
}
