package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
import tools.jackson.databind.JsonNode;

/** The proxy as its operator meets it: started, stopped, killed, started again, before a primary that comes and goes. */
class RunTest {
    /** More by hand. */
    private static final int KILLS = Integer.getInteger("paralux.test.kills", 3);

    @TempDir
    private Path folder;

    private EmbeddedDaemon primary;

    @BeforeEach
    void startPrimary() throws IOException {
        primary = EmbeddedDaemon.start(primaryOptions());
    }

    private DaemonOptions primaryOptions() {
        return DaemonOptions.of(folder.resolve("primary"), DaemonStyle.MASTERD);
    }

    @AfterEach
    void stopPrimary() throws IOException {
        primary.close();
    }

    private Payload askDirectly() throws IOException {
        try (LuxiClient client = LuxiClient.connect(primary.socket(), ProxyProcess.TIME_LIMIT)) {
            return client.call(Requests.NODES);
        }
    }

    private static Payload ask(ProxyProcess proxy) throws IOException {
        try (LuxiClient client = proxy.connect()) {
            return client.call(Requests.NODES);
        }
    }

    private static JsonNode verify(ProxyProcess proxy) {
        CommandRun run = CommandRun.of("audit", "verify", "--state-dir", proxy.stateDir(), "--json");
        assertEquals(ExitCode.OK, run.exitCode(), () -> run.out() + run.err());
        return LuxiJson.MAPPER.readTree(run.out());
    }

    private static Object identity(Path socket) throws IOException {
        return Files.readAttributes(socket, "unix:mode,uid,gid");
    }

    private static void assertRefuses(Path socket) {
        assertThrows(
                ConnectException.class,
                () -> LuxiClient.connect(socket, ProxyProcess.TIME_LIMIT).close());
    }

    @Test
    void servesUntilItIsTerminatedAndLeavesASealedLog() throws Exception {
        try (ProxyProcess proxy = ProxyProcess.ready(folder, primary.socket())) {
            assertEquals(askDirectly(), ask(proxy));
            assertEquals(identity(primary.socket()), identity(proxy.listen()));

            assertEquals(ExitCode.OK, proxy.terminate(), proxy.err());

            assertTrue(Files.notExists(proxy.listen()));
            assertEquals("ready\n", proxy.out());
            assertFalse(verify(proxy).path("endsWithoutStop").asBoolean());
        }
    }

    @Test
    void howeverOftenItIsKilledUnderLoadTheNextContinuesTheChain() throws Exception {
        long soundTo = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            try (ProxyProcess killed = ProxyProcess.ready(folder, primary.socket());
                    Load load = Load.on(killed.listen(), 8)) {
                await().atMost(ProxyProcess.TIME_LIMIT).until(() -> load.answered() > 500);
                killed.kill();
                soundTo = assertSoundPast(soundTo, killed);
                assertTrue(Files.exists(killed.listen()), "a killed proxy cannot remove its socket");
            }
        }
        try (ProxyProcess next = ProxyProcess.ready(folder, primary.socket())) {
            assertEquals(askDirectly(), ask(next));
            assertEquals(ExitCode.OK, next.terminate(), next.err());
            JsonNode verified = verify(next);
            assertFalse(verified.path("endsWithoutStop").asBoolean());
            assertTrue(verified.path("soundTo").path("seq").asLong() > soundTo, verified::toString);
        }
    }

    /** The end of the last record may be missing, but nothing before it; how far the log is sound. */
    private static long assertSoundPast(long seq, ProxyProcess killed) {
        CommandRun run = CommandRun.of("audit", "verify", "--state-dir", killed.stateDir(), "--json");
        JsonNode verified = LuxiJson.MAPPER.readTree(run.out());
        String damage = verified.path("damage").path("kind").asString("torn-tail");
        assertEquals("torn-tail", damage, run::out);
        assertTrue(verified.has("damage") || verified.path("endsWithoutStop").asBoolean(), run::out);
        long soundTo = verified.path("soundTo").path("seq").asLong();
        assertTrue(soundTo > seq, run::out);
        return soundTo;
    }

    @Test
    void aStaleSocketIsReplaced() throws Exception {
        Path stale = folder.resolve("listen");
        try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            gone.bind(UnixDomainSocketAddress.of(stale));
        }
        assertTrue(Files.exists(stale));
        try (ProxyProcess proxy = ProxyProcess.ready(folder, primary.socket())) {
            assertEquals(askDirectly(), ask(proxy));
        }
    }

    @Test
    void aLiveSocketIsRefusedAndGoesOn() throws Exception {
        Path live = folder.resolve("live");
        try (EmbeddedDaemon _ = EmbeddedDaemon.start(DaemonOptions.of(live, DaemonStyle.LUXID))) {
            Object before = Files.readAttributes(live, "unix:ino,mode,uid,gid");

            CommandRun run = CommandRun.of(
                    "run", "--listen", live, "--primary", primary.socket(), "--state-dir", folder.resolve("state"));

            assertEquals(ExitCode.FAILED, run.exitCode(), run::err);
            assertEquals(
                    List.of("paralux run: " + live + " is in use: somebody listens there; stop that program or choose"
                            + " another path"),
                    run.complaints());
            assertEquals("", run.out());
            assertEquals(before, Files.readAttributes(live, "unix:ino,mode,uid,gid"));
            LuxiClient.connect(live, ProxyProcess.TIME_LIMIT).close();
        }
    }

    @Test
    void aFileThatIsNoSocketIsLeftAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("precious"), "of somebody");
        CommandRun run = CommandRun.of(
                "run", "--listen", file, "--primary", primary.socket(), "--state-dir", folder.resolve("state"));
        assertEquals(ExitCode.FAILED, run.exitCode(), run::err);
        assertEquals(1, run.complaints().size(), run::err);
        assertEquals("of somebody", Files.readString(file));
    }

    @Test
    void aSecondProxyOnTheSameStateFolderIsRefused() throws Exception {
        try (ProxyProcess first = ProxyProcess.ready(folder, primary.socket())) {
            Path other = folder.resolve("other");
            CommandRun run = CommandRun.of(
                    "run", "--listen", other, "--primary", primary.socket(), "--state-dir", first.stateDir());
            assertEquals(ExitCode.FAILED, run.exitCode(), run::err);
            assertEquals(1, run.complaints().size(), run::err);
            assertTrue(run.complaints().getFirst().contains("in use by process " + first.pid()), run::err);
            assertTrue(Files.notExists(other));
            assertEquals(askDirectly(), ask(first));
        }
    }

    @Test
    void hidesWhileThePrimaryIsNotThere() throws Exception {
        primary.close();
        try (ProxyProcess proxy = ProxyProcess.start(folder, folder.resolve("primary"))) {
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .until(() -> Files.exists(proxy.stateDir().resolve("admin.sock"))
                            && proxy.err().contains("hiding"));
            assertFalse(proxy.status().path("serving").asBoolean());
            assertEquals("", proxy.out());
            assertTrue(Files.notExists(proxy.listen()));

            primary =
                    EmbeddedDaemon.start(primaryOptions().withSocketMode(PosixFilePermissions.fromString("rw-rw-rw-")));
            proxy.awaitReady();
            assertEquals(askDirectly(), ask(proxy));
            assertEquals(identity(primary.socket()), identity(proxy.listen()));

            primary.close();
            await().atMost(ProxyProcess.TIME_LIMIT).untilAsserted(() -> assertRefuses(proxy.listen()));
            assertTrue(Files.exists(proxy.listen()), "the file stays");

            primary = EmbeddedDaemon.start(primaryOptions());
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .ignoreException(ConnectException.class)
                    .untilAsserted(() -> assertEquals(askDirectly(), ask(proxy)));
            assertEquals(identity(primary.socket()), identity(proxy.listen()));
            assertEquals("ready\n", proxy.out());
        }
    }

    @Test
    void whoeverMayOpenThePrimaryMayOpenTheProxy() throws Exception {
        if ("root".equals(System.getProperty("user.name"))) {
            Files.setAttribute(primary.socket(), "unix:uid", 65_534);
            Files.setAttribute(primary.socket(), "unix:gid", 65_533);
        }
        Files.setPosixFilePermissions(primary.socket(), PosixFilePermissions.fromString("rw-r-----"));
        try (ProxyProcess proxy = ProxyProcess.ready(folder, primary.socket())) {
            assertEquals(identity(primary.socket()), identity(proxy.listen()));
        }
    }

    @Test
    void aSecondSignalEndsItAtOnce() throws Exception {
        try (ProxyProcess proxy = ProxyProcess.ready(folder, primary.socket());
                LuxiClient client = proxy.connect()) {
            client.call(Requests.NODES);
            proxy.signal();
            proxy.awaitLogged("stopping");
            await().atMost(ProxyProcess.TIME_LIMIT).until(() -> Files.notExists(proxy.listen()));
            proxy.signal();
            proxy.awaitEnd();
            assertThrows(IOException.class, () -> client.call(Requests.NODES));
            assertTrue(
                    verify(proxy).path("endsWithoutStop").asBoolean(),
                    () -> verify(proxy).toString());
        }
    }

    @Test
    void whatSomebodyPutsOverOurSocketIsLeftAlone() throws Exception {
        Path other = folder.resolve("other");
        try (ProxyProcess proxy = ProxyProcess.ready(folder, primary.socket());
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(other));
            Object inode = Files.getAttribute(other, "unix:ino");
            Files.move(other, proxy.listen(), StandardCopyOption.ATOMIC_MOVE);
            assertEquals(ExitCode.OK, proxy.terminate(), proxy.err());
            assertEquals(inode, Files.getAttribute(proxy.listen(), "unix:ino"));
        }
    }

    @Test
    void aProxyThatWouldForwardToItselfIsRefused() {
        CommandRun run = CommandRun.of(
                "run", "--listen", primary.socket(), "--primary", primary.socket(), "--state-dir", folder.resolve("s"));
        assertEquals(ExitCode.FAILED, run.exitCode(), run::err);
        assertEquals(1, run.complaints().size(), run::err);
        assertTrue(run.complaints().getFirst().contains("the proxy would forward to itself"), run::err);
    }
}
