package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiClient;
import org.paralux.proxy.socket.SocketFile;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;

/** What may stand in the way of an attached proxy: one clear line, the daemon at its path, and nothing touched that is not ours. */
class AttachedFaultsTest {
    private static final String NOBODY = "65534";

    @TempDir
    private Path folder;

    private Path sockets;
    private EmbeddedDaemon daemon;

    @BeforeEach
    void startDaemon() throws IOException {
        sockets = Files.createDirectory(folder.resolve("r"));
        daemon = EmbeddedDaemon.start(DaemonOptions.of(socket(), DaemonStyle.MASTERD));
    }

    @AfterEach
    void stopDaemon() throws IOException {
        daemon.close();
    }

    private Path socket() {
        return sockets.resolve("d");
    }

    private Path primary() {
        return sockets.resolve("d.primary");
    }

    private Path stateDir() {
        return folder.resolve("state");
    }

    private CommandRun attach() {
        return CommandRun.of("attach", "--socket", socket(), "--state-dir", folder.resolve("other"));
    }

    private void assertAnswers() throws IOException {
        try (LuxiClient client = LuxiClient.connect(socket(), ProxyProcess.TIME_LIMIT)) {
            client.call(Requests.CLUSTER_INFO);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(sockets)) {
            return all.map(name -> String.valueOf(name.getFileName())).sorted().toList();
        }
    }

    @Test
    void aSecondProxyIsRefusedAndAStaleNameIsRemoved() throws Exception {
        EmbeddedDaemon stranger = EmbeddedDaemon.start(DaemonOptions.of(primary(), DaemonStyle.LUXID));
        CommandRun inUse = attach();
        assertEquals(ExitCode.FAILED, inUse.exitCode(), inUse::err);
        assertTrue(inUse.complaints().getFirst().contains("d.primary is in use"), inUse::err);
        stranger.kill();
        SocketFile daemons = SocketFile.at(socket()).orElseThrow();
        try (AttachedProcess proxy = AttachedProcess.ready(socket(), stateDir())) {
            assertTrue(SocketFile.at(primary()).orElseThrow().isSameFileAs(daemons));
            CommandRun second = attach();
            assertEquals(ExitCode.FAILED, second.exitCode(), second::err);
            assertTrue(
                    second.complaints().getFirst().contains("is in use by Paralux process " + proxy.pid()),
                    second::err);
            assertAnswers();
            proxy.terminate();
            assertEquals(0, proxy.awaitEnd(), proxy::said);
        }
        assertTrue(SocketFile.at(socket()).orElseThrow().isSameFileAs(daemons));
    }

    @Test
    void aDaemonMayStartInTheMiddle() throws Exception {
        daemon.close();
        try (AttachedProcess proxy = AttachedProcess.start(List.of(), socket(), stateDir())) {
            proxy.awaitSaid("no daemon is there yet, waiting");
            daemon = EmbeddedDaemon.start(DaemonOptions.of(socket(), DaemonStyle.LUXID));
            proxy.awaitReadyOrEnd();
            assertTrue(proxy.isReady(), proxy::said);
            assertAnswers();
            proxy.terminate();
            assertEquals(0, proxy.awaitEnd(), proxy::said);
        }
    }

    /** Where the kernel or the file system cannot exchange names. */
    @Test
    void withoutTheExchangeNobodyIsRefusedEither() throws Exception {
        SocketFile daemons = SocketFile.at(socket()).orElseThrow();
        try (Knocking clients = Knocking.at(socket())) {
            try (AttachedProcess proxy =
                    AttachedProcess.start(List.of("-Dparalux.plain-rename=true"), socket(), stateDir())) {
                proxy.awaitReadyOrEnd();
                assertTrue(SocketFile.at(primary()).orElseThrow().isSameFileAs(daemons), proxy::said);
                long before = clients.answered();
                await().atMost(ProxyProcess.TIME_LIMIT).until(() -> clients.answered() > before + 50);
                proxy.terminate();
                assertEquals(0, proxy.awaitEnd(), proxy::said);
            }
            clients.end();
            assertEquals(List.of(0L, 0L), List.of(clients.refused(), clients.cutOff()));
        }
        assertEquals(List.of(".d.paralux-lock", "d"), names());
        assertTrue(SocketFile.at(socket()).orElseThrow().isSameFileAs(daemons));
    }

    /** As a user who may not write in the folder. */
    @Test
    void aFolderThatMayNotBeWrittenIsSaid() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "another user is needed");
        Files.setPosixFilePermissions(sockets, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setAttribute(sockets, "unix:uid", Integer.valueOf(NOBODY));
        Path said = folder.resolve("said");
        // Root without the right to go past permissions: nobody else may read the program everywhere.
        Process process = new ProcessBuilder(ParaluxCommand.within(
                        List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search"),
                        "attach",
                        "--socket",
                        socket(),
                        "--state-dir",
                        folder.resolve("state")))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        int exitCode = process.waitFor();
        assertEquals(ExitCode.FAILED, exitCode, () -> read(said));
        assertTrue(read(said).contains(sockets + ": no write permission; run as root"), () -> read(said));
        assertEquals(List.of("d"), names());
        assertAnswers();
    }

    /** It may no more write in the folder when it is to end: the guardian, who may not either, goes on until somebody may. */
    @Test
    void aPathThatCannotBeGivenBackIsSaidAndGivenBackAsSoonAsItCanBe() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "another user is needed");
        SocketFile daemons = SocketFile.at(socket()).orElseThrow();
        Object root = Files.getAttribute(sockets, "unix:uid");
        try (AttachedProcess proxy = AttachedProcess.within(
                List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search"), socket(), stateDir())) {
            proxy.awaitReadyOrEnd();
            assertTrue(proxy.isReady(), proxy::said);
            Files.setPosixFilePermissions(sockets, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setAttribute(sockets, "unix:uid", Integer.valueOf(NOBODY));
            proxy.terminate();
            proxy.awaitSaid("cannot give the path back, the guardian tries again");
            Files.setAttribute(sockets, "unix:uid", root);
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .untilAsserted(() -> assertEquals(List.of(".d.paralux-lock", "d"), names()));
        }
        assertTrue(SocketFile.at(socket()).orElseThrow().isSameFileAs(daemons));
        assertAnswers();
    }

    @Test
    void aGuardianThatIsKilledIsFollowedByAnotherWhoDoesItsWork() throws Exception {
        SocketFile daemons = SocketFile.at(socket()).orElseThrow();
        try (AttachedProcess proxy = AttachedProcess.ready(socket(), stateDir())) {
            ProcessHandle first = proxy.guardian();
            assertTrue(first.destroyForcibly());
            proxy.awaitSaid("the guardian ended, starting another");
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .ignoreExceptions()
                    .until(() -> proxy.guardian().pid() != first.pid());
            assertAnswers();
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .until(() -> !CommandRun.of("status", "--state-dir", stateDir())
                            .out()
                            .contains("no guardian"));
            proxy.kill();
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .untilAsserted(() -> assertEquals(List.of(".d.paralux-lock", "d"), names()));
        }
        assertTrue(SocketFile.at(socket()).orElseThrow().isSameFileAs(daemons));
        assertAnswers();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The claim cannot be kept: nothing is touched. */
    @Test
    void aFullDiskChangesNothing() throws Exception {
        SocketFile daemons = SocketFile.at(socket()).orElseThrow();
        // Only what the lock is written with is limited: the state folder has a log that waits for room.
        Path lock = sockets.resolve(".d.paralux-lock");
        Files.createSymbolicLink(lock, Path.of("/dev/full"));
        CommandRun linked = attach();
        assertEquals(ExitCode.FAILED, linked.exitCode());
        assertTrue(
                linked.err().contains("is no regular file (expected: the lock of the path); remove it"), linked::err);
        Files.delete(lock);
        try (AttachedProcess proxy = AttachedProcess.start(
                List.of("-XX:-UsePerfData"), socket(), stateDir(), "--config", full().toString())) {
            Process limit = new ProcessBuilder("prlimit", "--pid", String.valueOf(proxy.pid()), "--fsize=1:1")
                    .redirectErrorStream(true)
                    .start();
            assertEquals(0, limit.waitFor());
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .until(() ->
                            !proxy.isAlive() || proxy.isReady() || proxy.said().contains("cannot"));
            assertTrue(!proxy.isReady(), proxy::said);
        }
        assertAnswers();
        assertTrue(SocketFile.at(socket()).orElseThrow().isSameFileAs(daemons));
        await().atMost(ProxyProcess.TIME_LIMIT)
                .untilAsserted(() -> assertTrue(names().stream().noneMatch(name -> name.startsWith(".paralux-"))));
    }

    private Path full() throws IOException {
        return Files.writeString(folder.resolve("settings.yaml"), "log:\n  level: info\n");
    }

    /** A member of the socket's group may rename what it likes in the folder, and put links there. */
    @Test
    void whoSwapsNamesAndLinksInALoopCannotMakeUsTouchWhatIsNotOurs() throws Exception {
        long seed = Long.getLong("paralux.test.seed", 7);
        Path outside = Files.createDirectory(folder.resolve("o"));
        Path treasure = Files.writeString(outside.resolve("s"), "treasure");
        Files.setPosixFilePermissions(treasure, PosixFilePermissions.fromString("rw-------"));
        EmbeddedDaemon bystander = EmbeddedDaemon.start(DaemonOptions.of(outside.resolve("b"), DaemonStyle.LUXID));
        SocketFile bystanders = SocketFile.at(outside.resolve("b")).orElseThrow();
        Files.createSymbolicLink(folder.resolve("to-outside"), outside);
        AtomicBoolean ended = new AtomicBoolean();
        Thread hostile = Thread.ofPlatform().start(() -> swap(new Random(seed), outside, ended));
        try {
            for (int round = 0; round < 2; round++) {
                try (AttachedProcess proxy = AttachedProcess.start(List.of(), socket(), stateDir())) {
                    await().atMost(ProxyProcess.TIME_LIMIT)
                            .until(() -> !proxy.isAlive()
                                    || proxy.isReady()
                                    || proxy.said().contains("cannot")
                                    || proxy.said().contains("waiting"));
                    proxy.terminate();
                    proxy.awaitEnd();
                }
            }
        } finally {
            ended.set(true);
            hostile.join();
        }
        assertEquals("treasure", Files.readString(treasure), "seed " + seed);
        assertEquals(
                PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(treasure), "seed " + seed);
        SocketFile after = SocketFile.at(outside.resolve("b")).orElseThrow();
        assertTrue(after.isSameFileAs(bystanders) && after.hasAccessOf(bystanders), "seed " + seed);
        try (LuxiClient client = LuxiClient.connect(outside.resolve("b"), ProxyProcess.TIME_LIMIT)) {
            client.call(Requests.CLUSTER_INFO);
        }
        bystander.close();
    }

    private void swap(Random random, Path outside, AtomicBoolean ended) {
        Path away = sockets.resolve("away");
        while (!ended.get()) {
            try {
                switch (random.nextInt(4)) {
                    case 0 -> {
                        Files.move(socket(), away, StandardCopyOption.ATOMIC_MOVE);
                        Files.createSymbolicLink(socket(), outside.resolve("b"));
                        Thread.onSpinWait();
                        Files.move(away, socket(), StandardCopyOption.ATOMIC_MOVE);
                    }
                    case 1 -> {
                        Files.deleteIfExists(primary());
                        Files.createSymbolicLink(primary(), outside.resolve("s"));
                    }
                    case 2 -> swapRoom(outside);
                    default -> Thread.sleep(random.nextInt(3));
                }
            } catch (IOException e) {
                // Somebody was faster.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** A room becomes a link to a folder that is not ours. */
    private void swapRoom(Path outside) throws IOException {
        try (Stream<Path> all = Files.list(sockets)) {
            for (Path room : all.filter(
                            name -> String.valueOf(name.getFileName()).startsWith(".paralux-"))
                    .toList()) {
                if (!Files.isDirectory(room, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                Files.move(room, sockets.resolve("room"), StandardCopyOption.ATOMIC_MOVE);
                Files.createSymbolicLink(room, outside);
            }
        }
    }
}
