package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/**
 * The program is killed before each of its steps on names, files and sockets: whenever that is, the daemon has its path
 * back, and nothing is left over. With {@code -Dparalux.test.faults=all} every step there is, otherwise some of them; the
 * program counts its steps itself, so that none can be forgotten.
 */
class CrashSafetyTest {
    private static final boolean ALL = "all".equals(System.getProperty("paralux.test.faults"));
    private static final int KILLS = Integer.getInteger("paralux.test.kills", 1);
    private static final int MOST_STEPS = 400;

    @TempDir
    private Path folder;

    private EmbeddedDaemon daemon;
    private SocketFile daemons;

    @BeforeEach
    void startDaemon() throws IOException {
        startDaemon(DaemonStyle.MASTERD);
    }

    private void startDaemon(DaemonStyle style) throws IOException {
        daemon = EmbeddedDaemon.start(DaemonOptions.of(socket(), style));
        daemons = SocketFile.at(socket()).orElseThrow();
    }

    @AfterEach
    void stopDaemon() throws IOException {
        daemon.close();
    }

    private Path socket() {
        return folder.resolve("d");
    }

    private Path stateDir() {
        return folder.resolve("state");
    }

    private static List<String> killedAt(int step) {
        return List.of("-Dparalux.fault=" + step);
    }

    private static IntStream steps(int... some) {
        return ALL
                ? IntStream.range(Integer.getInteger("paralux.test.faults.from", 1), MOST_STEPS)
                : IntStream.of(some);
    }

    /** As a client sees it: the daemon answers at its path, and a proxy left nothing behind. */
    private void awaitRestored(String when) {
        await(when).atMost(ProxyProcess.TIME_LIMIT).untilAsserted(() -> {
            assertTrue(hasPath(), when + ": not the daemon's");
            assertEquals(List.of(), leftOver(), when);
        });
        try (LuxiClient client = LuxiClient.connect(socket(), ProxyProcess.TIME_LIMIT)) {
            client.call(Requests.CLUSTER_INFO);
        } catch (IOException e) {
            throw new AssertionError(when + ": not answered", e);
        }
    }

    /** Whether the daemon, and nobody in its place, has the path. */
    private boolean hasPath() throws IOException {
        return SocketFile.at(socket()).filter(daemons::isSameFileAs).isPresent();
    }

    private List<String> leftOver() throws IOException {
        try (Stream<Path> names = Files.list(folder)) {
            return names.map(name -> String.valueOf(name.getFileName()))
                    .filter(name -> name.startsWith(".paralux-") || name.endsWith(".primary"))
                    .toList();
        }
    }

    private void restartDaemon() throws IOException {
        daemon.close();
        startDaemon(DaemonStyle.LUXID);
    }

    private static String killedBefore(AttachedProcess proxy) {
        return proxy.said().replaceAll("(?s).*(killed at step \\d+, before: [\\w ]+).*", "$1");
    }

    @Test
    void killedAtAnyStepOfAttachReAttachAndStopTheGuardianPutsTheDaemonBack() throws Exception {
        for (int step : steps(9, 20).toArray()) {
            try (AttachedProcess proxy = AttachedProcess.start(killedAt(step), socket(), stateDir())) {
                proxy.awaitReadyOrEnd();
                if (proxy.isAlive()) {
                    restartDaemon();
                    await().atMost(ProxyProcess.TIME_LIMIT).until(() -> !proxy.isAlive() || !hasPath());
                }
                proxy.terminate();
                int exitCode = proxy.awaitEnd();
                String when = exitCode == 0 ? "ended in order" : killedBefore(proxy);
                System.out.println(when);
                awaitRestored(when);
                if (exitCode == 0) {
                    assertTrue(!ALL || step > 20, () -> "only " + step + " steps were passed");
                    return;
                }
            }
        }
        assertTrue(!ALL, "it was killed at every one of " + MOST_STEPS + " steps");
    }

    /** Both processes are killed, and then {@code detach} is, at any step. */
    @Test
    void killedAtAnyStepDetachGoesOnWhereItWas() throws Exception {
        for (int step : steps(3).toArray()) {
            try (AttachedProcess proxy = AttachedProcess.ready(socket(), stateDir())) {
                proxy.guardian().destroyForcibly();
                proxy.kill();
            }
            assertTrue(!hasPath(), "the guardian was faster");
            int exitCode = detach(killedAt(step));
            System.out.println("detach killed at step " + step + ": " + exitCode);
            assertEquals(0, detach(List.of()));
            awaitRestored("detach was killed at step " + step);
            if (exitCode == 0) {
                return;
            }
        }
        assertTrue(!ALL, "it was killed at every step");
    }

    private int detach(List<String> options) throws IOException, InterruptedException {
        Process detach = new ProcessBuilder(ParaluxCommand.withOptions(options, "detach", "--socket", socket()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(detach.waitFor(ProxyProcess.TIME_LIMIT.toSeconds(), TimeUnit.SECONDS));
        return detach.exitValue();
    }

    /** The proxy is killed, and its guardian after it, at any step. */
    @Test
    void killedAtAnyStepTheGuardianLeavesWhatDetachEnds() throws Exception {
        for (int step : steps().toArray()) {
            List<String> options = List.of("-Dparalux.fault.guardian=" + step);
            try (AttachedProcess proxy = AttachedProcess.start(options, socket(), stateDir())) {
                proxy.awaitReadyOrEnd();
                boolean ready = proxy.isAlive();
                ProcessHandle guardian = ready ? proxy.guardian() : null;
                proxy.kill();
                if (guardian != null) {
                    guardian.onExit().get(ProxyProcess.TIME_LIMIT.toSeconds(), TimeUnit.SECONDS);
                }
                boolean survived = ready && proxy.said().contains("is back at its path");
                System.out.println("guardian killed at step " + step + ": " + ready + " " + survived);
                if (survived) {
                    awaitRestored("the guardian survived");
                    return;
                }
                assertEquals(0, detach(List.of()));
                awaitRestored("the guardian was killed at step " + step);
            }
        }
    }

    /** With {@code -Dparalux.test.kills=200} as often as was promised. */
    @Test
    void killedUnderLoadTheDaemonAnswersAgainAtOnce() throws Exception {
        long seed = Long.getLong("paralux.test.seed", 1);
        Random random = new Random(seed);
        try (Knocking clients = Knocking.at(socket())) {
            for (int kill = 1; kill <= KILLS; kill++) {
                try (AttachedProcess proxy = AttachedProcess.ready(socket(), stateDir())) {
                    long before = clients.answered();
                    int more = 1 + random.nextInt(200);
                    await().atMost(ProxyProcess.TIME_LIMIT).until(() -> clients.answered() > before + more);
                    proxy.kill();
                    proxy.awaitSaid("is back at its path");
                    awaitRestored("kill " + kill + ", seed " + seed);
                }
            }
            System.out.printf(
                    "%d kills: longest refusal %d ms, %d refused, %d cut off, %d answered%n",
                    KILLS,
                    clients.longestRefusal().toMillis(),
                    clients.refused(),
                    clients.cutOff(),
                    clients.answered());
            // What is promised is measured by hand; here it is only that it ends.
            assertTrue(clients.longestRefusal().toSeconds() < 5, () -> "seed " + seed);
        }
    }
}
