package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.app.doctor.Doctor;
import org.paralux.app.doctor.Finding;
import org.paralux.app.doctor.Patient;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.attach.SocketNames;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;

/** Each thing that may be wrong is made wrong, and is found with what to do about it; what is right is not complained of. */
class DoctorTest {
    @TempDir
    private Path folder;

    private Path socket() {
        return folder.resolve("daemon");
    }

    private Patient patient(@Nullable Path shadow) {
        return new Patient(
                folder.resolve("host"),
                SocketNames.of(socket()),
                shadow,
                true,
                folder.resolve("state"),
                folder.resolve("state/admin.sock"),
                1,
                1,
                Set.of(),
                folder.resolve("config.data"));
    }

    private static EmbeddedDaemon listening(Path path) throws IOException {
        return EmbeddedDaemon.start(DaemonOptions.of(path, DaemonStyle.MASTERD));
    }

    private static boolean isSaid(List<Finding> findings, Finding.Level level, String check, String part) {
        return findings.stream()
                .anyMatch(finding -> finding.level() == level
                        && finding.check().equals(check)
                        && finding.said().contains(part)
                        && (level == Finding.Level.OK) == (finding.todo() == null));
    }

    private void assertFound(Finding.Level level, String check, String part) {
        assertFound(patient(null), level, check, part);
    }

    private static void assertFound(Patient patient, Finding.Level level, String check, String part) {
        List<Finding> findings = Doctor.examine(patient);
        assertTrue(
                isSaid(findings, level, check, part),
                () -> level + " " + check + " '" + part + "' is not in " + findings);
    }

    @Test
    void whatIsAtThePathIsSaid() throws IOException {
        assertFound(Finding.Level.WRONG, "socket", "is not there");
        Path behind = folder.resolve("behind");
        try (EmbeddedDaemon _ = listening(behind)) {
            Files.createSymbolicLink(socket(), behind);
            assertFound(Finding.Level.WRONG, "socket", "is a link to");
        }
        Files.delete(socket());
        try (EmbeddedDaemon daemon = listening(socket())) {
            assertFound(Finding.Level.OK, "listener", "nothing is attached");
            Files.setPosixFilePermissions(socket(), PosixFilePermissions.fromString("rw-rw-rw-"));
            assertFound(Finding.Level.NOTE, "socket", "every user of this host");
            daemon.kill();
        }
        assertFound(Finding.Level.WRONG, "listener", "its daemon is down");
    }

    @Test
    void leftoversAreSaid() throws IOException {
        try (EmbeddedDaemon _ = listening(socket())) {
            assertFound(Finding.Level.OK, "leftovers", "nothing is left over");
            Path primary = SocketNames.of(socket()).primary();
            try (EmbeddedDaemon stranger = listening(primary)) {
                assertFound(Finding.Level.WRONG, "listener", "though nothing is attached");
                stranger.kill();
            }
            assertFound(Finding.Level.NOTE, "listener", "nobody accepts on it");
            Files.createDirectory(folder.resolve(".paralux-0123abcd"));
            assertFound(Finding.Level.WRONG, "leftovers", ".paralux-0123abcd is left over");
        }
    }

    @Test
    void placesThatOthersMayChangeAreSaid() throws IOException {
        try (EmbeddedDaemon _ = listening(socket())) {
            Path state = Files.createDirectories(folder.resolve("state/audit")).getParent();
            assertFound(Finding.Level.OK, "state-dir", "may be written");
            Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));
            assertFound(Finding.Level.WRONG, "state-dir", "by everybody");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            assertFound(Finding.Level.WRONG, "folder", "anyone may take the daemon's place");
            Files.createSymbolicLink(folder.resolve(".daemon.paralux-lock"), state);
            assertFound(Finding.Level.WRONG, "folder", "is no regular file");
        }
    }

    @Test
    void aClockThatWentBackIsSaid() throws IOException {
        Path record = Files.createDirectories(folder.resolve("state/audit")).resolve("00000001.jsonl");
        Files.createFile(record);
        Files.setLastModifiedTime(record, FileTime.from(Instant.now().plusSeconds(3600)));
        assertFound(Finding.Level.WRONG, "clock", "was written at");
    }

    @Test
    void clientsThatCannotAskElsewhereAreSaid() throws IOException {
        assertFound(Finding.Level.NOTE, "clients", "no Ganeti tools");
        Path tools = Files.createDirectories(folder.resolve("host/usr/lib/python2.7/dist-packages/ganeti"));
        Path build = tools.resolve("_autoconf.py");
        Files.writeString(build, "RELEASE_VERSION = \"2.6.1\"\n");
        assertFound(Finding.Level.NOTE, "clients", "know no query socket");
        Files.writeString(build, "RELEASE_VERSION = \"2.7.1\"\nENABLE_SPLIT_QUERY = False\n");
        assertFound(Finding.Level.WRONG, "clients", "without split query");
        Files.writeString(build, "RELEASE_VERSION = \"2.7.1\"\nENABLE_SPLIT_QUERY = True\n");
        assertFound(Finding.Level.OK, "clients", "built with split query");
    }

    @Test
    void aHostThatIsNotTheMasterIsSaid() throws IOException {
        Files.writeString(folder.resolve("ssconf_master_node"), "elsewhere.invalid\n");
        assertFound(Finding.Level.WRONG, "master", "elsewhere.invalid, not this host");
        Files.writeString(folder.resolve("ssconf_master_node"), "127.0.0.1\n");
        assertFound(Finding.Level.OK, "master", "this host is the master");
    }

    @Test
    void aShadowThatIsThePrimaryOrHoldsJobsIsSaid() throws Exception {
        Path shadow = folder.resolve("shadow");
        try (DaemonProcess _ = DaemonProcess.ready("primary", socket());
                DaemonProcess _ = DaemonProcess.ready("shadow", shadow)) {
            assertFound(patient(socket()), Finding.Level.WRONG, "shadow", "by the primary itself");
            assertFound(patient(shadow), Finding.Level.OK, "daemons", "the shadow is release 3.0.2");
            assertFound(patient(shadow), Finding.Level.OK, "shadow", "no unfinished job");
            Path tools = Files.createDirectories(folder.resolve("host/usr/share/ganeti/2.9/ganeti"));
            Files.writeString(tools.resolve("_constants.py"), "RELEASE_VERSION = \"2.9.0\"\n");
            assertFound(Finding.Level.WRONG, "clients", "the daemon that runs is 2.10.7");
        }
    }

    @Test
    void anAttachedProxyIsSeenAlive() throws Exception {
        Path state = folder.resolve("state");
        try (DaemonProcess _ = DaemonProcess.ready("primary", socket())) {
            Process proxy = new ProcessBuilder(ParaluxCommand.of("attach", "--socket", socket(), "--state-dir", state))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile())
                    .start();
            try {
                await().atMost(ProxyProcess.TIME_LIMIT)
                        .until(() -> Files.readString(folder.resolve("said")).contains("ready"));
                CommandRun run = CommandRun.of("doctor", "--socket", socket(), "--state-dir", state, "--json");
                String said = run.out();
                List<String> checks = LuxiJson.MAPPER
                        .readTree(said)
                        .path("findings")
                        .valueStream()
                        .filter(each -> each.path("level").asString().equals("ok"))
                        .map(each -> each.path("check").asString())
                        .toList();
                assertTrue(checks.containsAll(List.of("listener", "guardian", "admin", "leftovers")), said);
            } finally {
                proxy.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void theExitCodeTells() throws IOException {
        CommandRun wrong = CommandRun.of("doctor", "--socket", socket(), "--quiet");
        assertEquals(ExitCode.DAMAGED, wrong.exitCode(), wrong::out);
        assertTrue(wrong.out().contains("wrong  socket"), wrong::out);
        assertTrue(wrong.out().contains("-> start the daemon"), wrong::out);
        assertTrue(wrong.out().lines().noneMatch(line -> line.startsWith("ok")), wrong::out);
    }
}
