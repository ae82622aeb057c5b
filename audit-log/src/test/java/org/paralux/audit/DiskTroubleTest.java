package org.paralux.audit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The traffic goes on whatever the disk does; what could not be kept is told, to the record. */
final class DiskTroubleTest {
    private static final Duration RETRY = Duration.ofSeconds(1);

    @TempDir
    Path stateDir;

    private TestLog test;

    @BeforeEach
    void makeLog() {
        test = new TestLog(stateDir);
    }

    @Test
    void aQueueThatIsFullLosesTheRestAndTellsItInOneGap() throws IOException {
        long each = Footprint.of(Events.query("r1-000", "c"));
        int room = 40;
        try (AuditLog log = test.open(TestLog.ONE_SEGMENT.withQueueBytes(room * each))) {
            log.append(Events.START, Events.started("r1"));
            assertTrue(log.flush(TestLog.LIMIT));
            hangWith(log, "r1-first");
            for (int i = 100; i < 200; i++) {
                log.append(Events.START.plusSeconds(i), Events.query("r1-" + i, "c"));
            }
            log.append(Events.START.plusSeconds(200), Events.opened("r1-0", "c"));
            test.disk.hang.countDown();
            assertTrue(log.flush(TestLog.LIMIT));
            assertEquals(61, log.status().lost());
            log.append(Events.START, Events.query("r1-300", "c"));
            log.append(Events.START, Events.stopped("r1", Map.of("received", 102L, "queries", 102L)));
        }
        List<AuditEvent> events = test.events();
        AuditEvent.Gap gap = new AuditEvent.Gap(
                Map.of("exchange", 60L, "connection.opened", 1L),
                Events.START.plusSeconds(140),
                Events.START.plusSeconds(200),
                "queue-full");
        assertEquals(gap, events.get(2 + room));
        assertEquals(1, events.stream().filter(AuditEvent.Gap.class::isInstance).count());
        assertEquals(Events.query("r1-139", "c"), events.get(1 + room));
        assertEquals(Events.query("r1-300", "c"), events.get(3 + room));
        Verification verification = test.verify();
        assertTrue(verification.isSound(), () -> verification.lines().toString());
        assertEquals(60, verification.lostInGaps());
    }

    /** Appends a record, and waits until the writer hangs in the disk with it. */
    private void hangWith(AuditLog log, String id) {
        test.disk.hang = new CountDownLatch(1);
        log.append(Events.START, Events.query(id, "c"));
        await().atMost(TestLog.LIMIT).until(() -> test.disk.hanging.get() == 1);
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, disk-full, 0",
        "No space left on device, disk-full, 700",
        "Disk quota exceeded, disk-full, 1",
        "Input/output error, disk-error, 333",
        "Input/output error, disk-error, 1000000"
    })
    void aShortTroubleLosesNothing(String failure, String cause, int partialBytes) throws IOException {
        try (AuditLog log = test.open()) {
            log.append(Events.START, Events.started("r1"));
            assertTrue(log.flush(TestLog.LIMIT));
            test.disk.partialBytes = partialBytes;
            test.disk.failure = failure;
            for (int i = 0; i < 100; i++) {
                log.append(Events.START, Events.query("r1-" + i, "c"));
            }
            await().atMost(TestLog.LIMIT).until(() -> cause.equals(log.status().trouble()));
            log.append(Events.START, Events.query("r1-100", "c"));
            test.clock.advance(RETRY);
            await().atMost(TestLog.LIMIT).until(() -> test.disk.hanging.get() == 0);
            test.disk.failure = "";
            test.clock.advance(RETRY);
            await().atMost(TestLog.LIMIT).until(() -> log.head().seq() == 102);
            assertNull(log.status().trouble());
            assertEquals(0, log.status().lost());
        }
        assertEquals(102, test.events().size());
        assertNull(test.verify().damage());
    }

    @Test
    void aFileOpenedAnewEndsWhereItIsKnownToBeWhole() throws IOException {
        Path file = Files.writeString(stateDir.resolve("file"), "whole half");
        Disk.REAL.open(file, 6).close();
        assertEquals("whole ", Files.readString(file));
        try (Disk.Output output = Disk.REAL.open(file, 6)) {
            output.write(ByteBuffer.wrap(new byte[] {'x'}));
        }
        assertEquals("whole x", Files.readString(file));
    }

    @Test
    void aLongTroubleIsToldWithItsCause() throws IOException {
        try (AuditLog log = test.open(TestLog.ONE_SEGMENT.withQueueBytes(10_000))) {
            test.disk.failure = "No space left on device";
            log.append(Events.START, Events.started("r1"));
            await().atMost(TestLog.LIMIT).until(() -> log.status().trouble() != null);
            for (int i = 0; i < 100; i++) {
                log.append(Events.START, Events.query("r1-" + i, "c"));
            }
            test.disk.failure = "";
            test.clock.advance(RETRY);
            await().atMost(TestLog.LIMIT).until(() -> log.status().trouble() == null);
            assertTrue(log.flush(TestLog.LIMIT));
        }
        AuditEvent.Gap gap = (AuditEvent.Gap) test.events().getLast();
        assertEquals("disk-full", gap.why());
        assertEquals(
                100, gap.lost().getOrDefault("exchange", 0L) + test.events().size() - 2);
    }

    @Test
    void lossesOfSeveralCausesAreToldApart() throws IOException {
        try (AuditLog log = test.open(TestLog.ONE_SEGMENT.withQueueBytes(10_000))) {
            hangWith(log, "r1-first");
            for (int i = 0; i < 100; i++) {
                log.append(Events.START, Events.query("r1-" + i, "c"));
            }
            long full = log.status().lost();
            test.disk.failure = "Input/output error";
            test.disk.hang.countDown();
            await().atMost(TestLog.LIMIT)
                    .until(() -> "disk-error".equals(log.status().trouble()));
            for (int i = 0; i < 7; i++) {
                log.append(Events.START, Events.opened("r1-" + i, "c"));
            }
            test.disk.failure = "";
            test.clock.advance(RETRY);
            await().atMost(TestLog.LIMIT).until(() -> log.status().trouble() == null);
            assertTrue(log.flush(TestLog.LIMIT));
            assertEquals(
                    List.of(
                            new AuditEvent.Gap(Map.of("exchange", full), Events.START, Events.START, "queue-full"),
                            new AuditEvent.Gap(
                                    Map.of("connection.opened", 7L), Events.START, Events.START, "disk-error")),
                    test.events().stream()
                            .filter(AuditEvent.Gap.class::isInstance)
                            .toList());
        }
    }

    @Test
    void belowTheFloorNothingIsWrittenUntilThereIsRoom() throws IOException {
        AuditSettings settings = TestLog.ONE_SEGMENT.withFloor(new AuditSettings.Floor(1000, 10));
        try (AuditLog log = test.open(settings)) {
            log.append(Events.START, Events.started("r1"));
            await().atMost(TestLog.LIMIT).until(() -> log.head().seq() == 1);
            test.disk.free = 999;
            test.clock.advance(RETRY);
            log.append(Events.START, Events.query("r1-1", "c"));
            await().atMost(TestLog.LIMIT)
                    .until(() -> "disk-floor".equals(log.status().trouble()));
            assertEquals(1, log.head().seq());
            test.disk.free = 1000;
            test.clock.advance(RETRY);
            await().atMost(TestLog.LIMIT).until(() -> log.head().seq() == 2);
            assertNull(log.status().trouble());
            test.disk.free = 0;
            test.clock.advance(RETRY);
            log.append(Events.START, Events.stopped("r1", Map.of()));
        }
        assertEquals(3, test.events().size(), "the close writes what little there is");
    }

    @Test
    void theFloorIsTheLowerOfItsTwoLimits() {
        AuditSettings.Floor floor = AuditSettings.defaults().floor();
        long gib = 1L << 30;
        assertTrue(floor.isReached(2 * gib - 1, 1000 * gib));
        assertTrue(!floor.isReached(2 * gib, 1000 * gib));
        assertTrue(floor.isReached(gib - 1, 10 * gib));
        assertTrue(!floor.isReached(gib, 10 * gib));
        assertTrue(!new AuditSettings.Floor(0, 10).isReached(0, gib));
        assertTrue(!new AuditSettings.Floor(gib, 0).isReached(0, gib));
    }

    @Test
    void retentionMakesRoomBelowTheFloor() throws IOException {
        AuditSettings settings = TestLog.segmentsOf(2000).withFloor(new AuditSettings.Floor(1000, 10));
        test.writeRun("r1", 40, settings);
        long before = test.segments().size();
        test.disk.free = 1;
        AuditSettings small = settings.withRetention(new AuditSettings.Retention(3000, Duration.ofDays(35)));
        try (AuditLog log = test.open(small)) {
            log.append(Events.START, Events.query("r1-1", "c"));
            await().atMost(TestLog.LIMIT).until(() -> test.segments().size() < before);
        }
        assertNull(test.verify().damage());
    }

    @Test
    void aForceThatFailsIsTriedAgain() throws IOException {
        try (AuditLog log = test.open(TestLog.ONE_SEGMENT.withSync(new SyncPolicy.Always()))) {
            test.disk.forceFailure = "Input/output error";
            log.append(Events.START, Events.started("r1"));
            await().atMost(TestLog.LIMIT)
                    .until(() -> "disk-error".equals(log.status().trouble()));
            assertEquals(1, log.head().seq());
            test.disk.forceFailure = "";
            test.clock.advance(RETRY);
            await().atMost(TestLog.LIMIT).until(() -> log.status().trouble() == null);
            assertEquals(1, test.disk.forces.get());
        }
        assertEquals(List.of(Events.started("r1")), test.events());
    }

    @Test
    void aDiskThatNeverAnswersIsGivenUpAtTheCloseAndNotBefore() throws IOException {
        AuditLog log = test.open();
        hangWith(log, "r1-1");
        Thread closer = Thread.ofPlatform().start(log::close);
        await().atMost(TestLog.LIMIT).until(() -> closer.getState() == Thread.State.TIMED_WAITING);
        test.disk.hang.countDown();
        await().atMost(TestLog.LIMIT).until(() -> !closer.isAlive());
        assertEquals(1, test.events().size());
    }

    @Test
    void aDiskThatIsFullAtTheCloseLeavesTheSegmentToTheNextStart() throws IOException {
        try (AuditLog log = test.open()) {
            log.append(Events.START, Events.started("r1"));
            assertTrue(log.flush(TestLog.LIMIT));
            test.disk.failure = "No space left on device";
            log.append(Events.START, Events.query("r1-1", "c"));
        }
        List<Segment> files = test.folder().files();
        assertEquals(List.of(Segment.plain(test.folder().path(), 1)), files);
        test.disk.failure = "";
        test.writeRun("r2", 1, TestLog.ONE_SEGMENT);
        assertEquals(List.of(files.getFirst().inOtherForm()), test.folder().files());
        assertEquals(5, test.events().size());
        assertNull(test.verify().damage());
    }

    @ParameterizedTest
    @CsvSource({"always, 3", "never, 0", "every, 0"})
    void thePolicySaysWhenTheDiskIsForced(String policy, int forcedAfterThreeBatches) throws IOException {
        SyncPolicy sync = switch (policy) {
            case "always" -> new SyncPolicy.Always();
            case "never" -> new SyncPolicy.Never();
            default -> new SyncPolicy.Every(Duration.ofSeconds(1));
        };
        try (AuditLog log = test.open(TestLog.ONE_SEGMENT.withSync(sync))) {
            for (int i = 1; i <= 3; i++) {
                log.append(Events.START, Events.query("r1-" + i, "c"));
                long seq = i;
                await().atMost(TestLog.LIMIT).until(() -> log.head().seq() == seq);
            }
            await().atMost(TestLog.LIMIT).until(() -> test.disk.forces.get() == forcedAfterThreeBatches);
            test.clock.advance(Duration.ofSeconds(1));
            if (policy.equals("every")) {
                await().atMost(TestLog.LIMIT).until(() -> test.disk.forces.get() == 1);
            }
            int before = test.disk.forces.get();
            log.append(Events.START, Events.stopped("r1", Map.of()));
            assertTrue(log.flush(TestLog.LIMIT));
            assertEquals(before + 1, test.disk.forces.get());
        }
    }
}
