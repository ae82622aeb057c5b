package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.paralux.luxi.LuxiJson;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
import tools.jackson.databind.JsonNode;

/**
 * What a disk does to a proxy: the traffic goes on, what could not be recorded is told to the record, and the log goes on
 * when the disk does.
 */
@Isolated("fills disks by load")
class DiskTest {
    private static final int CLIENTS = 4;

    /** How many answers show that the traffic goes on. */
    private static final int MANY = 1_500;

    @TempDir
    private Path folder;

    /** Something that happens to a disk. */
    @FunctionalInterface
    private interface Change {
        void make(TestDisk disk, long pid) throws Exception;
    }

    /** The folder that is to be on a disk of its own, before the proxy starts. */
    private Path audit() throws IOException {
        return Files.createDirectories(folder.resolve("state/audit"));
    }

    private void assertHarmless(String cause, String minFree, Change trouble, Change remedy) throws Exception {
        assertHarmless(TestDisk.on(audit()), cause, "min-free: " + minFree, trouble, remedy);
    }

    private void assertHarmless(TestDisk mounted, String cause, String setting, Change trouble, Change remedy)
            throws Exception {
        Path settings = Files.writeString(folder.resolve("paralux.yaml"), """
                audit:
                  segment-size: 64KiB
                  queue: 64KiB
                  %s
                """.formatted(setting));
        try (EmbeddedDaemon primary =
                        EmbeddedDaemon.start(DaemonOptions.of(folder.resolve("primary"), DaemonStyle.MASTERD));
                TestDisk disk = mounted;
                ProxyProcess proxy =
                        ProxyProcess.readyWithin(disk.inside(), folder, primary.socket(), "--config", settings);
                Load load = Load.on(proxy.listen(), CLIENTS)) {
            awaitTraffic(load);
            trouble.make(disk, proxy.pid());
            awaitLosses(proxy, disk.told(cause));
            awaitTraffic(load);
            remedy.make(disk, proxy.pid());
            awaitRecovery(proxy);
            long sent = load.finish();
            assertEquals(0, load.cutOff(), "clients that were cut off");
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .until(() -> proxy.status().path("counts").path("answered").asLong() == sent);
            assertEquals(ExitCode.OK, proxy.terminate(), proxy.err());
            assertTold(disk.seen(proxy.stateDir()), sent, disk.told(cause));
        }
    }

    private static void awaitTraffic(Load load) {
        long before = load.answered();
        await().atMost(ProxyProcess.TIME_LIMIT).until(() -> load.answered() > before + MANY);
    }

    private static JsonNode audit(ProxyProcess proxy) {
        return proxy.status().path("audit");
    }

    /** A disk that is slow is no trouble that is told: who waits for it does not know that it waits. */
    private static void awaitLosses(ProxyProcess proxy, String cause) {
        String trouble = cause.startsWith("disk-") ? cause : "";
        await().atMost(ProxyProcess.TIME_LIMIT)
                .untilAsserted(
                        () -> assertEquals(trouble, audit(proxy).path("trouble").asString(""), proxy::err));
        long lost = audit(proxy).path("lost").asLong();
        await().atMost(ProxyProcess.TIME_LIMIT)
                .until(() -> audit(proxy).path("lost").asLong() > lost);
    }

    private static void awaitRecovery(ProxyProcess proxy) {
        await().atMost(ProxyProcess.TIME_LIMIT)
                .until(() -> audit(proxy).path("trouble").isNull());
        long seq = audit(proxy).path("seq").asLong();
        await().atMost(ProxyProcess.TIME_LIMIT)
                .until(() -> audit(proxy).path("seq").asLong() > seq + MANY);
    }

    /** The log is sound, and each exchange is in it or in a gap. */
    private static void assertTold(Path stateDir, long sent, String cause) throws IOException {
        CommandRun verify = CommandRun.of("audit", "verify", "--state-dir", stateDir, "--json");
        assertEquals(ExitCode.OK, verify.exitCode(), () -> verify.out() + verify.err());
        long lost = LuxiJson.MAPPER.readTree(verify.out()).path("lostInGaps").asLong();
        CommandRun export = CommandRun.of("audit", "export", "--state-dir", stateDir);
        assertEquals(sent, export.out().lines().count() + lost, "exchanges recorded and told as lost");
        List<String> gaps = AuditText.of(stateDir)
                .lines()
                .filter(line -> line.contains("\"event\":\"gap\""))
                .toList();
        assertTrue(gaps.stream().anyMatch(gap -> gap.contains("\"why\":\"" + cause + "\"")), gaps::toString);
    }

    @Test
    void aFullDiskHarmsNoClientAndWhatIsLostIsTold() throws Exception {
        assertHarmless("disk-full", "0B", TestDisk::fill, TestDisk::clear);
    }

    @Test
    void aDiskBelowItsFloorHarmsNoClientAndWhatIsLostIsTold() throws Exception {
        assertHarmless("disk-floor", "2GiB", TestDisk::fill, TestDisk::clear);
    }

    @Test
    void aFolderThatBecomesReadOnlyHarmsNoClientAndWhatIsLostIsTold() throws Exception {
        assertHarmless("disk-error", "0B", (disk, _) -> disk.makeReadOnly(), (disk, _) -> disk.makeWritable());
    }

    @Test
    void aDiskThatDoesNotAnswerHarmsNoClientAndWhatIsLostIsTold() throws Exception {
        TestDisk disk = TestDisk.thatFreezes(audit());
        String setting = "min-free: 0B" + (disk instanceof PlainFolder ? "\n  fsync: always" : "");
        assertHarmless(disk, "queue-full", setting, (frozen, _) -> frozen.freeze(), (frozen, _) -> frozen.thaw());
    }
}
