package org.paralux.audit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.audit.AuditDamage.Kind;
import org.paralux.luxi.RequestKind;

/** Whatever is done to a log is found, and told where it is and what it is. */
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
            AuditDamage damage = assertNotNullDamage(verification);
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
                assertDamage(kind, segment, segment.firstSeq() + i, offset(lines, i), "removed " + i);
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
                    assertDamage(Kind.MOVED, segment, segment.firstSeq() + i, offset(lines, i), i + " and " + j);
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
                    assertDamage(Kind.MOVED, segment, first + 1, offset(lines, first), from + " to " + to);
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
                assertDamage(Kind.ADDED, segment, place + 1, offset(more, place), i + " added at " + to);
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
            assertDamage(Kind.ADDED, segment, 7, offset(more, 6), copy);
        }
    }

    @Test
    void everySegmentThatIsMissingIsFound() throws IOException {
        test.writeRun("r1", 40, TestLog.segmentsOf(3000));
        List<Segment> segments = test.segments();
        assertTrue(segments.size() > 4);
        for (int i = 0; i < segments.size() - 1; i++) {
            byte[] bytes = Files.readAllBytes(segments.get(i).path());
            Files.delete(segments.get(i).path());
            AuditDamage damage = damage();
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
        assertDamage(Kind.MOVED, second, second.firstSeq(), 0, "two segments' names exchanged");
        Files.move(third.path(), new Segment(third.folder(), third.firstSeq() + 1, true).path());
        Files.move(second.path(), third.path());
        assertEquals(Kind.MOVED, damage().kind());
    }

    @Test
    void aSegmentWhoseNameIsThatOfAnotherRecordIsFound() throws IOException {
        test.writeRun("r1", 40, TestLog.segmentsOf(3000));
        Segment second = test.segments().get(1);
        Segment renamed = new Segment(second.folder(), second.firstSeq() + 1, true);
        Files.move(second.path(), renamed.path());
        assertDamage(Kind.MOVED, renamed, second.firstSeq(), 0, "a name too high by one");
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
            AuditDamage damage = damage();
            assertEquals(Kind.ALTERED, damage.kind(), () -> damage.toString());
            assertEquals(second.name(), damage.segment());
            assertTrue(test.verify().sound().seq() >= second.firstSeq() - 1);
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
            assertDamage(Kind.TORN_TAIL, segment, 4, lastLine, "cut at " + length);
        }
    }

    @Test
    void aCutTailShowsAgainstTheExpectedHead() throws IOException {
        test.writeKilledRun("r1", 6, TestLog.ONE_SEGMENT);
        Segment segment = test.segments().getFirst();
        List<String> lines = TestLog.lines(segment);
        String head = test.verify().sound().chain();
        for (int length = 0; length < lines.size(); length++) {
            TestLog.write(segment, lines.subList(0, length));
            assertNull(test.verify().damage(), "the files alone do not tell");
            Verification verification =
                    AuditVerifier.verify(stateDir, KnownHeads.none().withExpected(head));
            AuditDamage damage = assertNotNullDamage(verification);
            assertEquals(Kind.CUT_TAIL, damage.kind());
            assertEquals(length + 1, damage.seq());
            assertEquals(length, verification.sound().seq());
        }
        TestLog.write(segment, lines);
        for (String line : lines) {
            String known = line.substring(line.length() - 66, line.length() - 2);
            assertNull(
                    AuditVerifier.verify(stateDir, KnownHeads.none().withExpected(known))
                            .damage(),
                    "has grown");
        }
    }

    @Test
    void aRewrittenLogShowsAgainstItsAnchors() throws IOException {
        test.writeKilledRun("r1", 6, TestLog.ONE_SEGMENT);
        List<AuditHead> heads = new ArrayList<>();
        for (String line : test.lines()) {
            heads.add(new AuditHead(
                    Events.START, heads.size() + 1, line.substring(line.length() - 66, line.length() - 2)));
        }
        Path anchors = stateDir.resolve("anchors");
        Files.write(
                anchors,
                List.of(
                        "-- the journal begins here --",
                        heads.get(1).toString(),
                        "Nov 23 20:00:00 node1 paralux[4711]: INFO audit head seq=5 chain="
                                + heads.get(4).chain(),
                        heads.getLast().toString()),
                StandardCharsets.US_ASCII);
        KnownHeads known = KnownHeads.none().withAnchors(anchors);
        assertEquals(3, known.anchors().size());
        assertNull(AuditVerifier.verify(stateDir, known).damage());

        Path other = stateDir.resolve("other");
        TestLog rewritten = new TestLog(other);
        try (AuditLog log = rewritten.open()) {
            for (AuditEntry entry : test.entries()) {
                boolean changed = entry.seq() == 4;
                log.append(entry.time(), changed ? Events.query("r1-x", "r1-c") : entry.event());
            }
        }
        assertNull(rewritten.verify().damage(), "it is sound in itself");
        Verification verification = AuditVerifier.verify(other, known);
        AuditDamage damage = assertNotNullDamage(verification);
        assertEquals(Kind.REWRITTEN, damage.kind());
        assertEquals(3, damage.seq());
        assertEquals(heads.get(1), verification.sound());

        Segment segment = test.segments().getFirst();
        TestLog.write(segment, test.lines().subList(0, 6));
        assertEquals(
                Kind.CUT_TAIL,
                assertNotNullDamage(AuditVerifier.verify(stateDir, known)).kind());
    }

    @Test
    void anchorsWithoutAnyAreRefused() throws IOException {
        Path anchors = Files.writeString(stateDir.resolve("anchors"), "nothing of the kind\n");
        assertThrows(IOException.class, () -> KnownHeads.none().withAnchors(anchors));
        assertThrows(IllegalArgumentException.class, () -> KnownHeads.none().withExpected("ABC"));
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
        assertDamage(Kind.ALTERED, oldest, oldest.firstSeq(), 0, "the first of the oldest segment");
        Files.delete(oldest.path());
        assertDamage(Kind.SEGMENT_MISSING, second, 1, 0, "one more than was told");
    }

    @Test
    void aRunThatDoesNotAddUpIsTold() throws IOException {
        try (AuditLog log = test.open()) {
            log.append(Events.START, Events.started("r1"));
            log.append(Events.START, Events.query("r1-1", "c"));
            log.append(Events.START, Events.exchange("r1-2", "c", RequestKind.COMMAND, ExchangeEnd.COMPLETE, null));
            log.append(
                    Events.START,
                    Events.exchange("r1-3", "c", RequestKind.UNKNOWN, ExchangeEnd.INCOMPLETE_REQUEST, null));
            log.append(Events.START, Events.stopped("r1", Map.of("received", 2L, "queries", 1L, "commands", 1L)));
            log.append(Events.START, Events.started("r10"));
            log.append(Events.START, Events.query("r10-1", "c"));
            log.append(Events.START, gap(3));
            log.append(Events.START, Events.stopped("r10", Map.of("received", 4L, "queries", 3L, "waits", 1L)));
            log.append(Events.START, Events.started("r2"));
            log.append(Events.START, Events.query("r2-1", "c"));
            log.append(Events.START, Events.stopped("r2", Map.of("received", 2L, "queries", 2L)));
            log.append(Events.START, Events.started("r3"));
            log.append(Events.START, Events.query("r3-1", "c"));
            log.append(Events.START, gap(1));
            log.append(Events.START, Events.stopped("r3", Map.of("received", 1L, "queries", 1L)));
        }
        Verification verification = test.verify();
        assertNull(verification.damage());
        assertEquals(
                List.of("r1", "r10", "r2", "r3"),
                verification.runs().stream().map(RunAccount::run).toList());
        assertNull(verification.runs().get(0).mismatch());
        assertNull(verification.runs().get(1).mismatch());
        assertEquals(
                "received: proxy.stopped says 2, the log holds 1, gaps own up to 0",
                verification.runs().get(2).mismatch());
        assertEquals(
                "received: proxy.stopped says 1, the log holds 1, gaps own up to 1",
                verification.runs().get(3).mismatch());
        assertTrue(!verification.isSound());
        assertEquals(4, verification.lostInGaps());
    }

    private static AuditEvent.Gap gap(long exchanges) {
        return new AuditEvent.Gap(Map.of("exchange", exchanges), Events.START, Events.START, "queue-full");
    }

    @Test
    void twoRunsThatWriteByTurnsAreToldApart() throws IOException {
        try (AuditLog log = test.open()) {
            log.append(Events.START, Events.started("old"));
            log.append(Events.START, Events.query("old-1", "c"));
            log.append(Events.START, Events.started("new"));
            log.append(Events.START, Events.query("new-1", "c"));
            log.append(Events.START, Events.query("old-2", "c"));
            log.append(Events.START, Events.stopped("old", Map.of("received", 2L)));
            log.append(Events.START, Events.query("new-2", "c"));
            log.append(Events.START, Events.query("new-3", "c"));
            log.append(Events.START, Events.stopped("new", Map.of("received", 3L)));
        }
        assertTrue(test.verify().isSound(), () -> test.heads.toString());
    }

    @Test
    void aLastRunWithoutItsEndIsTold() throws IOException {
        test.writeKilledRun("r1", 2, TestLog.ONE_SEGMENT);
        assertTrue(!test.verify().endsWithoutStop());
        try (AuditLog log = test.open()) {
            log.append(Events.START, Events.started("r2"));
            log.append(Events.START, Events.query("r2-1", "c"));
        }
        Verification verification = test.verify();
        assertTrue(verification.isSound());
        assertTrue(verification.endsWithoutStop());
        assertEquals("ends without proxy.stopped", verification.lines().getLast());
    }

    private AuditDamage damage() throws IOException {
        return assertNotNullDamage(test.verify());
    }

    private static AuditDamage assertNotNullDamage(Verification verification) {
        @Nullable AuditDamage damage = verification.damage();
        assertNotNull(damage, () -> "no damage found: " + verification.lines());
        return Objects.requireNonNull(damage);
    }

    private void assertDamage(Kind kind, Segment segment, long seq, long offset, String what) throws IOException {
        AuditDamage damage = damage();
        assertEquals(kind, damage.kind(), () -> what + ": " + damage);
        assertEquals(seq, damage.seq(), () -> what + ": " + damage);
        assertEquals(segment.name(), damage.segment(), () -> what + ": " + damage);
        assertEquals(offset, damage.offset(), () -> what + ": " + damage);
    }

    private static long offset(List<String> lines, int index) {
        return lines.subList(0, index).stream()
                .mapToLong(line -> line.length() + 1)
                .sum();
    }
}
