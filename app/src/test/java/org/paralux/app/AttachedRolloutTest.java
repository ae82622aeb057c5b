package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;

/** An attached proxy goes on answering what the new daemon answers while the old one is down, and says that somebody is wanted. */
class AttachedRolloutTest {
    private static final String NEW = "3.0.2";

    @TempDir
    private Path folder;

    private EmbeddedDaemon daemon(String name, DaemonStyle style) throws IOException {
        return EmbeddedDaemon.start(DaemonOptions.of(folder.resolve(name), style));
    }

    private String answerer() {
        try (LuxiClient client = LuxiClient.connect(folder.resolve("d"), ProxyProcess.TIME_LIMIT)) {
            return LuxiJson.MAPPER
                    .readTree(client.call(Requests.CLUSTER_INFO).toByteArray())
                    .path("result")
                    .path("software_version")
                    .asString();
        } catch (IOException e) {
            return "nobody: " + e;
        }
    }

    private boolean commandsAreTaken() {
        try (LuxiClient client = LuxiClient.connect(folder.resolve("d"), ProxyProcess.TIME_LIMIT)) {
            client.call(Requests.UNPAUSE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void queriesGoOnWhileThePrimaryIsDownAndSomebodyIsTold() throws Exception {
        Path told = folder.resolve("told");
        Path teller = Files.writeString(folder.resolve("teller"), "#!/bin/sh\ncat >> " + told + "\n");
        Files.setPosixFilePermissions(teller, PosixFilePermissions.fromString("rwx------"));
        Path config = Files.writeString(folder.resolve("c.yaml"), "notify:\n  command: " + teller + "\n");
        Path state = folder.resolve("state");
        EmbeddedDaemon primary = daemon("d", DaemonStyle.MASTERD);
        try (EmbeddedDaemon _ = daemon("s", DaemonStyle.LUXID);
                AttachedProcess proxy = AttachedProcess.ready(
                        folder.resolve("d"), state, "--shadow", folder.resolve("s"), "--config", config)) {
            CommandRun set =
                    CommandRun.of("rollout", "set", "split", "QueryClusterInfo", "--why", "test", "--state-dir", state);
            assertEquals(ExitCode.OK, set.exitCode(), set::err);
            assertEquals(NEW, answerer());
            assertTrue(commandsAreTaken());

            // It ends in order, and takes the name of the socket away.
            primary.close();
            proxy.awaitSaid("queries go on being answered");
            await().atMost(ProxyProcess.TIME_LIMIT).until(() -> answerer().equals(NEW));
            assertTrue(!commandsAreTaken());
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .until(() -> Files.exists(told) && Files.readString(told).contains("primary-down-alone"));

            primary = daemon("d", DaemonStyle.LUXID);
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .until(() -> commandsAreTaken() && answerer().equals(NEW));
            proxy.terminate();
            assertEquals(0, proxy.awaitEnd(), proxy::said);
            assertEquals(NEW, answerer());
        } finally {
            primary.close();
        }
    }

    @Test
    void aProxyThatNobodyWatchesSaysSo() throws Exception {
        EmbeddedDaemon primary = daemon("d", DaemonStyle.MASTERD);
        try (AttachedProcess proxy = AttachedProcess.ready(folder.resolve("d"), folder.resolve("state"))) {
            ProcessHandle first = proxy.guardian();
            first.destroyForcibly();
            proxy.awaitSaid("the guardian ended, starting another");
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .ignoreExceptions()
                    .until(() -> proxy.guardian().isAlive());
            assertTrue(proxy.guardian().pid() != first.pid());
        } finally {
            primary.close();
        }
    }
}
