package org.paralux.proxy.listener;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wait ends as soon as something happens to the path, however long it could last. */
class FolderWatchTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long FOREVER_MILLIS = TimeUnit.DAYS.toMillis(1);

    @TempDir
    private Path temporary;

    private Path folder;
    private Path socket;
    private FolderWatch watch;

    @BeforeEach
    void name() throws IOException {
        folder = Files.createDirectory(temporary.resolve("run"));
        socket = folder.resolve("daemon");
        watch = new FolderWatch(socket);
    }

    @AfterEach
    void end() {
        watch.end();
    }

    /** A change to the path, however a daemon makes it. */
    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }

    private void assertEndsAt(Change change) throws Exception {
        Thread waiting = waiting();
        change.make();
        assertEnds(waiting);
    }

    /** A thread that waits, with the watch begun. */
    private Thread waiting() throws InterruptedException {
        assertTrue(watch.await(FOREVER_MILLIS), "the folder can be watched");
        Thread waiting = Thread.ofPlatform().daemon().start(() -> {
            try {
                watch.await(FOREVER_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().atMost(LIMIT).until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        return waiting;
    }

    private static void assertEnds(Thread waiting) {
        await().atMost(LIMIT).until(() -> !waiting.isAlive());
    }

    private static void bind(Path path) throws IOException {
        try (ServerSocketChannel daemon = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            daemon.bind(UnixDomainSocketAddress.of(path));
        }
    }

    @Test
    void aSocketThatIsBoundInPlaceEndsTheWait() throws Exception {
        assertEndsAt(() -> bind(socket));
    }

    @Test
    void aSocketThatIsRenamedOverAnotherEndsTheWait() throws Exception {
        bind(socket);
        bind(folder.resolve("fresh"));
        assertEndsAt(() -> Files.move(folder.resolve("fresh"), socket, StandardCopyOption.REPLACE_EXISTING));
    }

    @Test
    void anotherModeEndsTheWait() throws Exception {
        bind(socket);
        assertEndsAt(() -> Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------")));
    }

    @Test
    void aFolderThatIsNotThereCannotBeWatchedUntilItComes() throws Exception {
        Files.delete(folder);
        assertFalse(watch.await(FOREVER_MILLIS));
        Files.createDirectory(folder);
        assertEndsAt(() -> bind(socket));
    }

    @Test
    void aFolderThatGoesIsWatchedAgainWhenItComesBack() throws Exception {
        Thread waiting = waiting();
        Files.delete(folder);
        assertEnds(waiting);
        assertFalse(watch.await(FOREVER_MILLIS));
        Files.createDirectory(folder);
        assertEndsAt(() -> bind(socket));
    }

    @Test
    void theEndOfTheWatchEndsTheWait() throws Exception {
        Thread waiting = waiting();
        watch.end();
        assertEnds(waiting);
        assertEndsAt(() -> bind(socket));
    }
}
