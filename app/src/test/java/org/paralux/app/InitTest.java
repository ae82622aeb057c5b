package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;

/** The first settings are those that the machine asks for, each with its reason, and the program takes them. */
class InitTest {
    @TempDir
    private Path root;

    private Path sockets;
    private Path file;

    @BeforeEach
    void makeFolders() throws IOException {
        sockets = Files.createDirectories(root.resolve("run/ganeti/socket"));
        file = root.resolve("etc/paralux/paralux.yaml");
    }

    private CommandRun init(Object... more) {
        return CommandRun.of(Stream.concat(Stream.of("init", "--root", root, "--output", file), Stream.of(more))
                .toArray());
    }

    /** What was written, which must be well-formed. */
    private String written(CommandRun run) throws IOException {
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        CommandRun check = CommandRun.of("config", "check", file);
        assertEquals(ExitCode.OK, check.exitCode(), check::err);
        String text = Files.readString(file);
        assertTrue(text.lines().allMatch(line -> line.length() <= 120), text);
        return text;
    }

    private static List<String> settings(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
    }

    private EmbeddedDaemon daemon(String name, DaemonStyle style) throws IOException {
        return EmbeddedDaemon.start(DaemonOptions.of(sockets.resolve(name), style));
    }

    private void tools(String release) throws IOException {
        Path place = Files.createDirectories(root.resolve("usr/share/ganeti/default/ganeti"));
        Files.writeString(place.resolve("_constants.py"), "RELEASE_VERSION = \"" + release + "\"\n");
    }

    @Test
    void aMasterAndAQueryDaemonAreCompared() throws IOException {
        try (EmbeddedDaemon _ = daemon("ganeti-master", DaemonStyle.MASTERD);
                EmbeddedDaemon _ = daemon("ganeti-query", DaemonStyle.LUXID)) {
            CommandRun run = init();
            String text = written(run);
            assertEquals(
                    List.of(
                            "listen: /run/ganeti/socket/ganeti-master",
                            "listen-role: master",
                            "shadow: /run/ganeti/socket/ganeti-query",
                            "state-dir: /var/lib/paralux"),
                    settings(text).stream().limit(4).toList());
            assertTrue(text.contains("Ganeti 2.10.7"), text);
            assertTrue(run.out().contains("wrote " + file), run::out);
        }
    }

    @Test
    void theAdminSocketIsWhereThePackageHasIt() throws IOException {
        String socket = "admin: /run/paralux/admin.sock";
        assertTrue(settings(written(init())).stream().noneMatch(line -> line.startsWith("admin")));
        Files.delete(file);
        Files.createDirectories(root.resolve("run/paralux"));
        assertTrue(settings(written(init())).contains(socket));
    }

    @Test
    void aQueryDaemonThatIsDownIsNoShadow() throws IOException {
        try (EmbeddedDaemon _ = daemon("ganeti-master", DaemonStyle.MASTERD);
                EmbeddedDaemon gone = daemon("ganeti-query", DaemonStyle.LUXID)) {
            gone.kill();
            CommandRun run = init();
            assertTrue(settings(written(run)).stream().noneMatch(line -> line.startsWith("shadow")), run::out);
            assertTrue(run.out().contains("does not accept on /run/ganeti/socket/ganeti-query"), run::out);
        }
    }

    @Test
    void oneDaemonForAllIsOfRoleQuery() throws IOException {
        tools("2.16.2");
        try (EmbeddedDaemon _ = daemon("ganeti-query", DaemonStyle.LUXID)) {
            String text = written(init());
            assertEquals(
                    List.of("listen: /run/ganeti/socket/ganeti-query", "listen-role: query"),
                    settings(text).stream().limit(2).toList());
            assertTrue(text.contains("# shadow: /run/paralux-shadow/"), text);
        }
    }

    @Test
    void aMachineWithoutGanetiGetsAFileThatSaysSo() throws IOException {
        CommandRun run = init();
        String text = written(run);
        assertTrue(settings(text).stream().noneMatch(line -> line.startsWith("listen")), text);
        assertTrue(run.out().contains("no daemon's socket was found"), run::out);
    }

    @Test
    void whoMayBeInTheSocketsPlaceIsSaid() throws IOException {
        try (EmbeddedDaemon _ = daemon("ganeti-master", DaemonStyle.MASTERD)) {
            String text = written(init());
            boolean isRoots = (int) Files.getAttribute(sockets.resolve("ganeti-master"), "unix:gid") == 0;
            assertTrue(text.contains(isRoots ? "has to run as that user" : "has to be a member of it"), text);
        }
    }

    @Test
    void aFileThatIsThereIsNotReplacedUnlessAsked() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "threads: 2\n");
        CommandRun refused = init();
        assertEquals(ExitCode.FAILED, refused.exitCode());
        assertEquals(1, refused.complaints().size(), refused::err);
        assertTrue(refused.complaints().getFirst().contains("--force replaces it"), refused::err);
        assertEquals("threads: 2\n", Files.readString(file));
        assertFalse(written(init("--force")).contains("threads"));
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void standardOutputTakesItToo() {
        CommandRun run = CommandRun.of("init", "--root", root, "--output", "-");
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        assertTrue(run.out().startsWith("# Settings of Paralux"), run::out);
        assertTrue(run.out().contains("state-dir: /var/lib/paralux"), run::out);
    }
}
