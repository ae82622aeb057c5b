package org.paralux.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.audit.AuditDamage.Kind;

/** Whatever is done to the records of a log is found, and told where it is and what it is. */
final class AuditVerifierTest {
    @TempDir
    Path stateDir;

    private TestLog test;

    @BeforeEach
    void makeLog() {
        test = new TestLog(stateDir);
    }

    @Test
    void aLogThatNobodyTouchedIsSound() throws IOException {
        test.writeRun("r1", 60, TestLog.segmentsOf(3000));
        test.writeRun("r2", 10, TestLog.segmentsOf(3000));
        Verification verification = test.verify();
        assertTrue(verification.isSound(), () -> verification.lines().toString());
        assertEquals(76, verification.records());
        assertEquals(76, verification.sound().seq());
        assertEquals(test.segments().size(), verification.segments());
        String last = test.lines().getLast();
        assertEquals(
                last.substring(last.length() - 66, last.length() - 2),
                verification.sound().chain());
        assertEquals("head: " + test.heads.getLast(), verification.lines().get(1));
    }

    @Test
    void anEmptyLogIsSound() throws IOException {
        test.open().close();
        assertEquals(AuditHead.EMPTY, test.verify().sound());
        assertNull(test.verify().damage());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void aFlippedBitIsFoundWhereverItIs(int line) throws IOException {
        test.writeKilledRun("r1", 2, TestLog.ONE_SEGMENT);
        Segment segment = test.segments().getFirst();
        String text = TestLog.text(segment);
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        int lineFeed = text.indexOf('\n', start);
        Random random = new Random(line);
        for (int at = start; at <= lineFeed; at++) {
            int bit = random.nextInt(8);
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            bytes[at] ^= (byte) (1 << bit);
            Files.write(segment.path(), bytes);
            boolean isEndOfLog = at == text.length() - 1;
            Verification verification = test.verify();
            AuditDamage damage = Damages.of(verification);
            String message = "bit " + bit + " of byte " + at + ": " + damage;
            assertEquals(isEndOfLog ? Kind.TORN_TAIL : Kind.ALTERED, damage.kind(), message);
            assertEquals(line, damage.seq(), message);
            assertEquals(start, damage.offset(), message);
            assertEquals(segment.name(), damage.segment(), message);
            assertEquals(line - 1, verification.sound().seq(), message);
        }
    }

    @Test
    void everyRecordThatIsRemovedIsFound() throws IOException {
        test.writeRun("r1", 12, TestLog.segmentsOf(3000));
        for (Segment segment : test.segments()) {
            List<String> lines = TestLog.lines(segment);
            for (int i = 0; i < lines.size() - 1; i++) {
                List<String> fewer = new ArrayList<>(lines);
                fewer.remove(i);
                TestLog.write(segment, fewer);
                Kind kind = i == 0 ? Kind.SEGMENT_MISSING : Kind.REMOVED;
                Damages.assertFound(
                        test, kind, segment, segment.firstSeq() + i, Damages.offset(lines, i), "removed " + i);
            }
            TestLog.write(segment, lines);
        }
        assertNull(test.verify().damage());
    }

    @Test
    void anyTwoRecordsThatChangedPlacesAreFound() throws IOException {
        test.writeRun("r1", 6, TestLog.segmentsOf(3000));
        for (Segment segment : test.segments()) {
            List<String> lines = TestLog.lines(segment);
            for (int i = 0; i < lines.size(); i++) {
                for (int j = i + 1; j < lines.size(); j++) {
                    List<String> exchanged = new ArrayList<>(lines);
                    Collections.swap(exchanged, i, j);
                    TestLog.write(segment, exchanged);
                    Damages.assertFound(
                            test,
                            Kind.MOVED,
                            segment,
                            segment.firstSeq() + i,
                            Damages.offset(lines, i),
                            i + " and " + j);
                }
            }
            TestLog.write(segment, lines);
        }
    }

    @Test
    void aRecordThatWasMovedIsFoundWhereverItWent() throws IOException {
        test.writeKilledRun("r1", 6, TestLog.ONE_SEGMENT);
        Segment segment = test.segments().getFirst();
        List<String> lines = TestLog.lines(segment);
        for (int from = 0; from < lines.size(); from++) {
            for (int to = 0; to < lines.size(); to++) {
                List<String> moved = new ArrayList<>(lines);
                moved.add(to, moved.remove(from));
                TestLog.write(segment, moved);
                if (from == to) {
                    assertNull(test.verify().damage());
                } else {
                    int first = Math.min(from, to);
                    Damages.assertFound(
                            test, Kind.MOVED, segment, first + 1, Damages.offset(lines, first), from + " to " + to);
                }
            }
        }
    }

    @Test
    void aLineThatWasAddedIsFoundWhereverItStands() throws IOException {
        test.writeKilledRun("r1", 6, TestLog.ONE_SEGMENT);
        Segment segment = test.segments().getFirst();
        List<String> lines = TestLog.lines(segment);
        List<String> foreign = new ArrayList<>(lines);
        foreign.add("");
        foreign.add("{\"seq\":4,\"time\":\"2026-11-23T19:58:32.123456Z\",\"event\":\"gap\",\"chain\":\"" + Chain.START
                + "\"}");
        for (int to = 1; to < lines.size(); to++) {
            for (int i = 0; i < foreign.size(); i++) {
                List<String> more = new ArrayList<>(lines);
                more.add(to, foreign.get(i));
                TestLog.write(segment, more);
                // A copy of the very next record is found at the second of the two.
                int place = i == to ? to + 1 : to;
                Damages.assertFound(
                        test, Kind.ADDED, segment, place + 1, Damages.offset(more, place), i + " added at " + to);
            }
        }
    }

    @Test
    void aCopyOfAnOldRecordAtTheEndIsAnAddedLine() throws IOException {
        test.writeKilledRun("r1", 3, TestLog.ONE_SEGMENT);
        Segment segment = test.segments().getFirst();
        List<String> lines = TestLog.lines(segment);
        for (String copy : lines) {
            List<String> more = new ArrayList<>(lines);
            more.add(copy);
            TestLog.write(segment, more);
            Damages.assertFound(test, Kind.ADDED, segment, 7, Damages.offset(more, 6), copy);
        }
    }

    @Test
    void aTornTailIsFoundAtEveryByte() throws IOException {
        test.writeKilledRun("r1", 1, TestLog.ONE_SEGMENT);
        Segment segment = test.segments().getFirst();
        String whole = TestLog.text(segment);
        int lastLine = whole.lastIndexOf('\n', whole.length() - 2) + 1;
        for (int length = lastLine + 1; length < whole.length(); length += 9) {
            TestLog.write(segment, whole.substring(0, length));
            Damages.assertFound(test, Kind.TORN_TAIL, segment, 4, lastLine, "cut at " + length);
        }
    }
}
