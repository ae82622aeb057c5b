package org.paralux.audit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is appended is in the log, in order, once, whatever starts, stops and crashes lie between. */
final class AuditLogTest {
    @TempDir
    Path stateDir;

    private TestLog test;

    @BeforeEach
    void makeLog() {
        test = new TestLog(stateDir);
    }

    @AfterEach
    void leavesNoThreadBehind() {
        assertTrue(
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("audit-"))
                        .allMatch(AuditLogTest::isEnding),
                "threads left");
    }

    private static boolean isEnding(Thread thread) {
        await().atMost(TestLog.LIMIT).until(() -> !thread.isAlive());
        return true;
    }

    @Test
    void whatIsAppendedIsReadInOrder() throws IOException {
        List<AuditEvent> appended = List.of(
                Events.started("r1"),
                Events.opened("r1-1", "r1-c"),
                Events.seen("r1-c"),
                Events.query("r1-2", "r1-c"),
                Events.closed("r1-1", "r1-c"),
                Events.stopped("r1", Map.of()));
        try (AuditLog log = test.open()) {
            appended.forEach(event -> log.append(Events.START, event));
        }
        assertEquals(appended, test.events());
        assertEquals(
                LongStream.rangeClosed(1, 6).boxed().toList(),
                test.entries().stream().map(AuditEntry::seq).toList());
    }

    @Test
    void numbersAndChainGoOnAfterARestart() throws IOException {
        AuditHead head = AuditHead.EMPTY;
        for (String run : List.of("r1", "r2", "r3")) {
            try (AuditLog log = test.open()) {
                assertEquals(new AuditOpening(head, null, 0), log.opening());
                test.appendRun(log, run, 5);
                assertTrue(log.flush(TestLog.LIMIT));
                head = log.head();
            }
        }
        assertEquals(24, head.seq());
        Verification verification = test.verify();
        assertNull(verification.damage());
        assertEquals(head, verification.sound());
    }

    @Test
    void aCloseSealsAndCompressesAndTheNextStartBeginsASegment() throws IOException {
        for (long first : List.of(1L, 9L, 17L)) {
            test.writeRun("r" + first, 5, TestLog.ONE_SEGMENT);
            List<Segment> files = test.folder().files();
            assertTrue(files.stream().allMatch(Segment::compressed), files::toString);
            assertEquals(first, files.getLast().firstSeq());
            assertNull(test.verify().damage());
        }
    }

    @Test
    void aCloseWithNothingWrittenLeavesTheFilesAsTheyAre() throws IOException {
        test.open().close();
        assertEquals(List.of(), test.folder().files());
        test.writeRun("r1", 5, TestLog.ONE_SEGMENT);
        List<Segment> before = test.folder().files();
        test.open().close();
        assertEquals(before, test.folder().files());
    }

    @Test
    void aKilledRunIsGoneOnWithInItsSegmentAndTheNextCloseSealsIt() throws IOException {
        test.writeKilledRun("r1", 5, TestLog.ONE_SEGMENT);
        test.writeKilledRun("r2", 5, TestLog.ONE_SEGMENT);
        Segment only = test.segments().getFirst();
        assertEquals(List.of(only), test.folder().files());
        test.open().close();
        assertEquals(List.of(only.inOtherForm()), test.folder().files());
        assertEquals(16, test.events().size());
        assertNull(test.verify().damage());
    }

    @Test
    void aTornTailIsCutOffWhereverItIsTornAndTheLogGoesOn() throws IOException {
        test.writeKilledRun("r1", 2, TestLog.ONE_SEGMENT);
        Segment segment = test.segments().getLast();
        String whole = TestLog.text(segment);
        int lastLine = whole.lastIndexOf('\n', whole.length() - 2) + 1;
        List<AuditEvent> before = test.events().subList(0, 4);
        for (int length = lastLine; length < whole.length(); length++) {
            Files.deleteIfExists(segment.inOtherForm().path());
            TestLog.write(segment, whole.substring(0, length));
            try (AuditLog log = test.open()) {
                assertEquals(length - lastLine, log.opening().tornBytes());
                assertEquals(
                        length == lastLine ? null : segment.name(),
                        log.opening().tornSegment());
                assertEquals(4, log.opening().head().seq());
                log.append(Events.START, Events.started("r2"));
            }
            List<AuditEvent> expected = new ArrayList<>(before);
            expected.add(Events.started("r2"));
            assertEquals(expected, test.events(), "cut at " + length);
            assertNull(test.verify().damage(), "cut at " + length);
        }
    }

    @Test
    void aTornFirstRecordLeavesAnEmptyLog() throws IOException {
        test.writeKilledRun("r1", 0, TestLog.ONE_SEGMENT);
        Segment segment = test.segments().getLast();
        String whole = TestLog.text(segment);
        for (int length = 0; length < whole.indexOf('\n'); length += 7) {
            TestLog.write(segment, whole.substring(0, length));
            try (AuditLog log = test.open()) {
                assertEquals(AuditHead.EMPTY, log.opening().head());
            }
            assertEquals(List.of(), test.segments());
        }
    }

    @Test
    void zerosThatAPowerFailureLeftAreCutOff() throws IOException {
        test.writeKilledRun("r1", 20, TestLog.ONE_SEGMENT);
        Segment segment = test.segments().getLast();
        String whole = TestLog.text(segment);
        TestLog.write(segment, whole + "\0".repeat(300_000));
        try (AuditLog log = test.open()) {
            assertEquals(300_000, log.opening().tornBytes());
            assertEquals(23, log.opening().head().seq());
        }
        assertEquals(whole, TestLog.text(segment.inOtherForm()));
        assertTrue(Files.exists(segment.path().resolveSibling(segment.name() + ".damaged")), "no copy was kept");
    }

    @Test
    void appendersKeepTheirOrderAndLoseNothing() throws Exception {
        int threads = 6;
        int each = 3_000;
        try (AuditLog log = test.open(TestLog.segmentsOf(100_000))) {
            List<Thread> appenders = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                String connection = "c" + t;
                appenders.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < each; i++) {
                        log.append(
                                Events.START,
                                new AuditEvent.ConnectionClosed(connection, "c", "client-end", i, 0, 0, 0));
                    }
                }));
            }
            for (Thread appender : appenders) {
                appender.join();
            }
        }
        Map<String, Long> next = new HashMap<>();
        for (AuditEvent event : test.events()) {
            AuditEvent.ConnectionClosed closed = (AuditEvent.ConnectionClosed) event;
            assertEquals(next.getOrDefault(closed.connection(), 0L), closed.exchanges(), closed.connection());
            next.merge(closed.connection(), 1L, Long::sum);
        }
        assertEquals(threads, next.size());
        next.values().forEach(count -> assertEquals(each, count));
        assertNull(test.verify().damage());
    }

    @Test
    void aSecondWriterIsRefusedUntilTheFirstIsGone() throws IOException {
        long pid = ProcessHandle.current().pid();
        try (AuditLog log = test.open()) {
            for (int i = 0; i < 2; i++) {
                IOException refused =
                        assertThrows(IOException.class, () -> test.open().close());
                assertTrue(
                        String.valueOf(refused.getMessage()).contains("in use by process " + pid), refused.toString());
            }
            log.append(Events.START, Events.started("r1"));
        }
        test.open().close();
        assertEquals(List.of(Events.started("r1")), test.events());
    }

    @Test
    void aWriterInAnotherProcessIsRefusedAsWell() throws Exception {
        try (AuditLog log = test.open()) {
            log.append(Events.START, Events.started("r1"));
            assertTrue(log.flush(TestLog.LIMIT));
            String output = WriteOneLog.run("022", stateDir);
            String expected = "in use by process " + ProcessHandle.current().pid() + " (expected: one writer";
            assertTrue(output.contains(expected), output);
        }
        assertEquals("", WriteOneLog.run("022", stateDir));
        assertNull(test.verify().damage());
    }

    @Test
    void aLastSegmentThatCannotBeReadIsSetAsideAndTheLogGoesOn() throws IOException {
        test.writeRun("r1", 50, TestLog.segmentsOf(1000));
        Segment last = test.segments().getLast();
        Files.writeString(last.path(), "not compressed");
        try (AuditLog log = test.open()) {
            assertEquals(last.firstSeq() - 1, log.opening().head().seq());
            test.appendRun(log, "r2", 3);
        }
        assertTrue(Files.exists(last.path().resolveSibling(last.name() + ".damaged")));
        assertEquals(last.firstSeq() + 5, test.entries().getLast().seq());
        test.open().close();
        assertNull(test.verify().damage());
    }

    @Test
    void whatComesAfterTheCloseIsCountedAndHarmsNobody() throws IOException {
        AuditLog log = test.open();
        log.append(Events.START, Events.started("r1"));
        log.close();
        log.close();
        log.append(Events.START, Events.started("r2"));
        assertEquals(1, log.status().lost());
        assertEquals(List.of(Events.started("r1")), test.events());
    }

    @Test
    void anInterruptedCloserLosesNothing() throws IOException {
        AuditLog log = test.open();
        for (int i = 0; i < 1000; i++) {
            log.append(Events.START, Events.query("r1-" + i, "c"));
        }
        Thread.currentThread().interrupt();
        log.close();
        assertTrue(Thread.interrupted(), "the interrupt was swallowed");
        assertEquals(1000, test.events().size());
    }

    @Test
    void theLogWakesFromLongIdleness() throws IOException {
        try (AuditLog log = test.open()) {
            for (int i = 1; i <= 2; i++) {
                await().atMost(TestLog.LIMIT).until(log::isAsleep);
                log.append(Events.START, Events.query("r1-" + i, "c"));
                long seq = i;
                await().atMost(TestLog.LIMIT).until(() -> log.head().seq() == seq);
            }
        }
    }

    @Test
    void theHeadIsToldAtEachSealAtIntervalsAndAtTheClose() throws IOException {
        AuditSettings settings =
                TestLog.ONE_SEGMENT.withRotation(new AuditSettings.Rotation(Long.MAX_VALUE, Duration.ofMinutes(7)));
        try (AuditLog log = test.open(settings)) {
            log.append(Events.START, Events.started("r1"));
            assertTrue(log.flush(TestLog.LIMIT));
            assertEquals(List.of(), test.heads);
            test.clock.advance(Duration.ofMinutes(5));
            await().atMost(TestLog.LIMIT).until(() -> test.heads.equals(List.of(log.head())));
            log.append(Events.START, Events.opened("r1-1", "c"));
            assertTrue(log.flush(TestLog.LIMIT));
            test.clock.advance(Duration.ofMinutes(2));
            await().atMost(TestLog.LIMIT).until(() -> test.heads.size() == 2);
            assertEquals(2, test.heads.getLast().seq());
            test.clock.advance(Duration.ofMinutes(5));
            log.append(Events.START, Events.stopped("r1", Map.of()));
        }
        assertEquals(
                List.of(1L, 2L, 3L), test.heads.stream().map(AuditHead::seq).toList());
        assertEquals(test.verify().sound(), test.heads.getLast());
        Path anchors = stateDir.resolve("anchors");
        Files.write(anchors, test.heads.stream().map(AuditHead::toString).toList(), StandardCharsets.US_ASCII);
        assertNull(AuditVerifier.verify(stateDir, KnownHeads.none().withAnchors(anchors))
                .damage());
    }

    @Test
    void aListenerThatFailsHarmsNobody() throws IOException {
        AuditLog log = AuditLog.open(
                stateDir,
                TestLog.segmentsOf(100),
                test.clock,
                test.clock::nanos,
                head -> {
                    throw new IllegalStateException("the listener fails");
                },
                test.disk);
        try (log) {
            test.appendRun(log, "r1", 10);
        }
        assertEquals(13, test.events().size());
    }
}
