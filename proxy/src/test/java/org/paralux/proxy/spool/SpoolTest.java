package org.paralux.proxy.spool;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.audit.AuditSettings;
import org.paralux.luxi.Payload;
import org.paralux.luxi.ReplyBuffer;
import org.paralux.luxi.ReplyTooLargeException;

/** Nothing of the spool is found by its name, nothing is left of it, and a disk that refuses or hangs harms nobody. */
class SpoolTest {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);
    private static final AuditSettings.Floor NO_FLOOR = new AuditSettings.Floor(0, 0);
    private static final SpoolSettings SETTINGS = new SpoolSettings(1 << 10, 1 << 20, 1 << 18, NO_FLOOR);
    private static final byte[] PIECE = new byte[1 << 16];

    static {
        Arrays.fill(PIECE, (byte) 'x');
    }

    @TempDir
    private Path stateDir;

    private final AtomicInteger written = new AtomicInteger();

    private boolean append(SpooledBody body) {
        return body.append(PIECE, PIECE.length, written::incrementAndGet);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(stateDir.resolve("spool"))) {
            return files.map(Path::toString).toList();
        }
    }

    /** What this process holds of files in the folder, as descriptors or mapped. */
    private List<String> held() throws IOException {
        String folder = stateDir.toRealPath().resolve("spool").toString();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"));
                Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return Stream.concat(descriptors.map(SpoolTest::target), maps)
                    .filter(each -> each.contains(folder))
                    .toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    @Test
    void aBodyHasNoNameAndNothingIsHeldOnceItIsReleased() throws IOException {
        Files.createDirectory(stateDir.resolve("spool"));
        Files.writeString(stateDir.resolve("spool/left-by-a-crash"), "body");
        try (Spool spool = Spool.open(stateDir, SETTINGS)) {
            assertEquals(List.of(), names());
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(stateDir.resolve("spool"))));
            SpooledBody body = spool.begin();
            assertTrue(append(body));
            await().atMost(TIME_LIMIT).until(() -> written.get() == 1);
            assertEquals(1, held().size(), "a descriptor while it is written");
            assertEquals(List.of(), names());
            body.end();
            await().atMost(TIME_LIMIT).until(() -> !body.isPending());
            Payload payload = body.payload().orElseThrow();
            assertArrayEquals(PIECE, payload.toByteArray());
            assertTrue(held().stream().allMatch(each -> each.contains("r--s")), "mapped, without a descriptor");
            body.release();
            await().atMost(TIME_LIMIT).until(() -> held().isEmpty());
            assertEquals(0, spool.usedBytes());
            assertThrows(IllegalStateException.class, () -> payload.byteAt(0));
            assertTrue(body.payload().isEmpty());
        }
    }

    private SpoolFiles files(String device) {
        return new SpoolFiles() {
            @Override
            public FileChannel create() throws IOException {
                return FileChannel.open(Path.of(device), StandardOpenOption.READ, StandardOpenOption.WRITE);
            }

            @Override
            public boolean isFloorReached() {
                return false;
            }
        };
    }

    private static void assertLost(SpooledBody body) {
        await().atMost(TIME_LIMIT).until(() -> !body.isPending());
        assertTrue(body.payload().isEmpty());
    }

    @Test
    void aFullDiskLosesTheBodyAndNothingElse() {
        try (Spool spool = Spool.start(files("/dev/full"), SETTINGS)) {
            for (int i = 1; i <= 3; i++) {
                SpooledBody body = spool.begin();
                append(body);
                body.end();
                assertLost(body);
                int bodies = i;
                await().atMost(TIME_LIMIT).until(() -> written.get() == bodies && spool.usedBytes() == 0);
            }
        }
    }

    @Test
    void aDiskThatIsNotThereLosesTheBody() {
        try (Spool spool = Spool.start(files("/nowhere"), SETTINGS)) {
            SpooledBody body = spool.begin();
            append(body);
            assertLost(body);
        }
    }

    /** A pipe that nobody reads takes 64 KiB, and then a writer waits. */
    @Test
    void aDiskThatHangsHoldsNobodyUpAndItsQueueIsBounded() throws IOException, InterruptedException {
        Path pipe = stateDir.resolve("pipe");
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", pipe.toString())
                        .inheritIO()
                        .start()
                        .waitFor());
        try (Spool spool = Spool.start(files(pipe.toString()), SETTINGS)) {
            SpooledBody body = spool.begin();
            append(body);
            append(body);
            await().atMost(TIME_LIMIT).until(() -> spool.usedBytes() == 2L * PIECE.length);
            int waiting = 1;
            while (append(body)) {
                waiting++;
            }
            assertEquals(SETTINGS.queueBytes() / PIECE.length, waiting);
            assertEquals(SETTINGS.queueBytes(), spool.queuedBytes());
            assertLost(body);
            SpooledBody later = spool.begin();
            assertFalse(append(later));
            try (FileChannel reader = FileChannel.open(pipe, StandardOpenOption.READ)) {
                ByteBuffer read = ByteBuffer.allocate(PIECE.length);
                await().atMost(TIME_LIMIT).until(() -> reader.read(read.clear()) >= 0 && spool.queuedBytes() == 0);
                assertTrue(append(spool.begin()), "it goes on with the disk");
            }
        }
    }

    @Test
    void belowTheFloorOfTheDiskNothingIsWritten() throws IOException {
        SpoolSettings settings =
                new SpoolSettings(1 << 10, 1 << 20, 1 << 18, new AuditSettings.Floor(Long.MAX_VALUE, 100));
        try (Spool spool = Spool.open(stateDir, settings)) {
            SpooledBody body = spool.begin();
            append(body);
            assertLost(body);
            assertEquals(0, spool.usedBytes());
        }
    }

    @Test
    void aShelfHoldsItsRepliesUntilItIsClosed() throws IOException {
        try (Spool spool = Spool.open(stateDir, SETTINGS)) {
            SpoolShelf shelf = spool.shelf(3 * PIECE.length);
            Payload small = reply(shelf, SETTINGS.fromBytes());
            Payload large = reply(shelf, SETTINGS.fromBytes() + 1);
            assertFalse(small.isMapped());
            assertTrue(large.isMapped());
            assertEquals(large, Payload.copyOf(PIECE, 0, large.length()));
            assertEquals(large.length(), spool.usedBytes());
            assertThrows(ReplyTooLargeException.class, () -> {
                ReplyBuffer endless = shelf.newReply();
                for (int i = 0; i < 4; i++) {
                    endless.append(ByteBuffer.wrap(PIECE));
                }
            });
            shelf.close();
            assertEquals(0, spool.usedBytes());
            assertEquals(List.of(), held());
            assertThrows(SpoolException.class, () -> reply(shelf, SETTINGS.fromBytes() + 1));
        }
    }

    @Test
    void aReplyThatStillComesWhenItsTrialIsOverIsNotKept() throws IOException {
        try (Spool spool = Spool.open(stateDir, SETTINGS)) {
            SpoolShelf shelf = spool.shelf(3 * PIECE.length);
            SpoolFile file = shelf.newFile();
            file.append(ByteBuffer.wrap(PIECE));
            shelf.close();
            assertThrows(SpoolException.class, () -> file.append(ByteBuffer.wrap(PIECE)));
            assertThrows(SpoolException.class, file::map);
            assertEquals(0, spool.usedBytes());
            assertEquals(List.of(), held());
        }
    }

    private static Payload reply(SpoolShelf shelf, int bytes) throws IOException {
        ReplyBuffer reply = shelf.newReply();
        for (int at = 0; at < bytes; at += 100) {
            reply.append(ByteBuffer.wrap(PIECE, at, Math.min(100, bytes - at)));
        }
        return reply.payload();
    }
}
