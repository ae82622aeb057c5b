package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
import tools.jackson.databind.JsonNode;

/** What a drill says is what the stages would do, and nobody notices it. */
class DrillTest {
    @TempDir
    private Path folder;

    private JsonNode drill(ProxyProcess proxy, String kind) {
        CommandRun run = CommandRun.of("drill", kind, "--for", "1s", "--json", "--state-dir", proxy.stateDir());
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        return LuxiJson.MAPPER.readTree(run.out());
    }

    private static long of(JsonNode drill, String row, String fate) {
        return drill.path("classes").path(row).path(fate).asLong();
    }

    @Test
    void whoWouldBeHurtIsSaid() throws Exception {
        try (EmbeddedDaemon _ = EmbeddedDaemon.start(DaemonOptions.of(folder.resolve("p"), DaemonStyle.MASTERD));
                EmbeddedDaemon _ = EmbeddedDaemon.start(DaemonOptions.of(folder.resolve("s"), DaemonStyle.LUXID));
                ProxyProcess proxy = ProxyProcess.ready(folder, folder.resolve("p"), "--shadow", folder.resolve("s"));
                Knocking _ = Knocking.at(proxy.listen());
                LuxiClient commands = proxy.connect()) {
            Thread sender = Thread.ofPlatform().start(() -> {
                try {
                    while (true) {
                        commands.call(Requests.UNPAUSE);
                        Thread.sleep(20);
                    }
                } catch (IOException | InterruptedException ended) {
                    // The test is over.
                }
            });
            JsonNode hidden = drill(proxy, "primary-down");
            assertTrue(of(hidden, "QueryClusterInfo", "hurt") > 0, hidden::toString);
            assertEquals(0, hidden.path("unhurt").asLong(), hidden::toString);
            assertEquals(0, drill(proxy, "shadow-down").path("hurt").asLong());

            CommandRun set = CommandRun.of(
                    "rollout", "set", "split", "QueryClusterInfo", "--why", "x", "--state-dir", proxy.stateDir());
            assertEquals(ExitCode.OK, set.exitCode(), set::err);
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .until(() -> of(drill(proxy, "primary-down"), "QueryClusterInfo", "hurt") == 0);
            JsonNode alone = drill(proxy, "primary-down");
            assertTrue(of(alone, "QueryClusterInfo", "unhurt") > 0, alone::toString);
            assertTrue(alone.path("hurt").asLong() > 0, alone::toString);
            JsonNode without = drill(proxy, "shadow-down");
            assertTrue(of(without, "QueryClusterInfo", "delayed") > 0, without::toString);
            assertEquals(0, without.path("hurt").asLong(), without::toString);
            JsonNode slow = drill(proxy, "shadow-slow");
            assertTrue(of(slow, "QueryClusterInfo", "delayed") > 0, slow::toString);
            sender.interrupt();
            sender.join();
        }
    }

    @Test
    void whatIsNoDrillIsSaid() {
        CommandRun run = CommandRun.of("drill", "everything-down", "--state-dir", folder);
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("KIND: 'everything-down' (expected: primary-down"), run::err);
    }
}
