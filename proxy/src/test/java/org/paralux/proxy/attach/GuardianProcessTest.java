package org.paralux.proxy.attach;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy without a guardian knows it, and has one again as soon as one can be started. */
class GuardianProcessTest {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    /** Goes on guard only where nothing is written beside the socket's path. */
    static final class ObstructedGuardian {
        private ObstructedGuardian() {}

        public static void main(String[] args) throws IOException {
            Path socket = Path.of(args[0]);
            if (Files.exists(socket.resolveSibling("obstacle"))) {
                System.exit(1);
            }
            System.out.println(Guardian.READY);
            Files.writeString(
                    socket.resolveSibling("guardian"),
                    Long.toString(ProcessHandle.current().pid()));
            while (System.in.read() >= 0) {}
        }
    }

    private long guardian() throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("guardian")));
    }

    private boolean isGuardianAlive() throws IOException {
        return ProcessHandle.of(guardian()).filter(ProcessHandle::isAlive).isPresent();
    }

    @Test
    void aProxyWithoutAGuardianKnowsItUntilThereIsAnother() throws Exception {
        try (GuardianProcess guardian = new GuardianProcess(
                ObstructedGuardian.class, SocketNames.of(folder.resolve("d")), ProcessStamp.own())) {
            guardian.start();
            assertTrue(guardian.isOnGuard());
            await().atMost(TIME_LIMIT).ignoreExceptions().until(this::isGuardianAlive);
            Path obstacle = Files.createFile(folder.resolve("obstacle"));
            long first = guardian();
            assertTrue(ProcessHandle.of(first).orElseThrow().destroyForcibly());
            await().atMost(TIME_LIMIT).until(() -> !guardian.isOnGuard());
            Files.delete(obstacle);
            await().atMost(TIME_LIMIT).until(() -> guardian.isOnGuard() && guardian() != first);
        }
        await().atMost(TIME_LIMIT).until(() -> !isGuardianAlive());
    }

    @Test
    void withoutTheFirstNothingIsAttached() throws Exception {
        Files.createFile(folder.resolve("obstacle"));
        try (GuardianProcess guardian = new GuardianProcess(
                ObstructedGuardian.class, SocketNames.of(folder.resolve("d")), ProcessStamp.own())) {
            IOException said = assertThrows(IOException.class, guardian::start);
            assertTrue(said.toString().contains("the guardian did not start"), said::toString);
            assertFalse(guardian.isOnGuard());
        }
    }
}
