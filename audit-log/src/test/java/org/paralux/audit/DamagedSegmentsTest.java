package org.paralux.audit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.audit.AuditDamage.Kind;

/** Whatever is done to the segments of a log is found, and told where it is and what it is. */
final class DamagedSegmentsTest {
    @TempDir
    Path stateDir;

    private TestLog test;

    @BeforeEach
    void makeLog() {
        test = new TestLog(stateDir);
    }

    @Test
    void everySegmentThatIsMissingIsFound() throws IOException {
        test.writeRun("r1", 40, TestLog.segmentsOf(3000));
        List<Segment> segments = test.segments();
        assertTrue(segments.size() > 4);
        for (int i = 0; i < segments.size() - 1; i++) {
            byte[] bytes = Files.readAllBytes(segments.get(i).path());
            Files.delete(segments.get(i).path());
            AuditDamage damage = Damages.of(test);
            assertEquals(Kind.SEGMENT_MISSING, damage.kind());
            assertEquals(segments.get(i).firstSeq(), damage.seq());
            assertEquals(segments.get(i + 1).name(), damage.segment());
            Files.write(segments.get(i).path(), bytes);
        }
        assertNull(test.verify().damage());
    }

    @Test
    void segmentsWhoseNamesWereChangedAreFound() throws IOException {
        test.writeRun("r1", 40, TestLog.segmentsOf(3000));
        Segment second = test.segments().get(1);
        Segment third = test.segments().get(2);
        Path aside = second.path().resolveSibling("aside");
        Files.move(second.path(), aside);
        Files.move(third.path(), second.path());
        Files.move(aside, third.path());
        Damages.assertFound(test, Kind.MOVED, second, second.firstSeq(), 0, "two segments' names exchanged");
        Files.move(third.path(), new Segment(third.folder(), third.firstSeq() + 1, true).path());
        Files.move(second.path(), third.path());
        assertEquals(Kind.MOVED, Damages.of(test).kind());
    }

    @Test
    void aSegmentWhoseNameIsThatOfAnotherRecordIsFound() throws IOException {
        test.writeRun("r1", 40, TestLog.segmentsOf(3000));
        Segment second = test.segments().get(1);
        Segment renamed = new Segment(second.folder(), second.firstSeq() + 1, true);
        Files.move(second.path(), renamed.path());
        Damages.assertFound(test, Kind.MOVED, renamed, second.firstSeq(), 0, "a name too high by one");
    }

    @Test
    void aFlippedBitInACompressedSegmentIsFound() throws IOException {
        test.writeRun("r1", 300, TestLog.segmentsOf(20_000));
        Segment second = test.segments().get(1);
        byte[] whole = Files.readAllBytes(second.path());
        Random random = new Random(7);
        for (int at = 0; at < whole.length; at += 13) {
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(second.path(), bytes);
            AuditDamage damage = Damages.of(test);
            assertEquals(Kind.ALTERED, damage.kind(), () -> damage.toString());
            assertEquals(second.name(), damage.segment());
            assertTrue(test.verify().sound().seq() >= second.firstSeq() - 1);
        }
    }

    @Test
    void segmentsThatNoRecordSaysWereDroppedAreMissing() throws IOException {
        test.writeRun("r1", 40, TestLog.segmentsOf(3000));
        AuditSettings small =
                TestLog.segmentsOf(3000).withRetention(new AuditSettings.Retention(3000, Duration.ofDays(35)));
        try (AuditLog log = test.open(small)) {
            await().atMost(TestLog.LIMIT).until(() -> test.segments().getFirst().firstSeq() > 10);
            assertTrue(log.flush(TestLog.LIMIT));
        }
        assertNull(test.verify().damage());
        Segment oldest = test.segments().getFirst();
        Segment second = test.segments().get(1);
        List<String> lines = TestLog.lines(oldest);
        TestLog.write(
                oldest, lines.stream().map(line -> line.replace("r1-c", "r1-d")).toList());
        Damages.assertFound(test, Kind.ALTERED, oldest, oldest.firstSeq(), 0, "the first of the oldest segment");
        Files.delete(oldest.path());
        Damages.assertFound(test, Kind.SEGMENT_MISSING, second, 1, 0, "one more than was told");
    }
}
