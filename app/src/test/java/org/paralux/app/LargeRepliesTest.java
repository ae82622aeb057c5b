package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.Payload;
import tools.jackson.databind.JsonNode;

/** A reply that is far larger than what the proxy holds in memory is compared all the same. */
class LargeRepliesTest {
    private static final Payload QUERY = Payload.of("{\"method\":\"Query\",\"args\":[\"instance\",[\"name\"],null]}");

    /** Of 224 bytes, so that a reply has 64 MiB and more. */
    private static final int ROWS = 310_000;

    @TempDir
    private Path folder;

    private static JsonNode counts(ProxyProcess proxy) {
        return proxy.status().path("counts");
    }

    private static Payload ask(ProxyProcess proxy) throws IOException {
        try (LuxiClient client = proxy.connect()) {
            return client.call(QUERY);
        }
    }

    /** Asks once, and waits until that is counted; how many trials there were by then. */
    private static int askUntilCounted(ProxyProcess proxy) throws IOException {
        int before = counts(proxy).path("eligible").asInt();
        Payload reply = ask(proxy);
        assertTrue(reply.length() > 64 << 20, () -> "a reply of " + reply.length() + " bytes");
        await().atMost(ProxyProcess.TIME_LIMIT)
                .until(() -> counts(proxy).path("eligible").asInt() > before);
        return counts(proxy).path("trials").asInt();
    }

    @Test
    void aReplyOf64MebibytesIsTrialledByAProxyOfThreeTimesItsMemory() throws IOException, InterruptedException {
        Path primary = folder.resolve("primary");
        Path shadow = folder.resolve("shadow");
        Process shadowProcess = LargeDaemon.startProcess(shadow, ROWS, " ");
        try (LargeDaemon _ = LargeDaemon.start(primary, ROWS, "");
                ProxyProcess proxy = ProxyProcess.ready(folder, primary, "--shadow", shadow)) {
            for (int i = 1; i <= 2; i++) {
                int trials = i;
                // A disk that others keep busy may take longer than a reply is waited for; then it is kept by its ends.
                await().atMost(ProxyProcess.TIME_LIMIT).until(() -> askUntilCounted(proxy) == trials);
                await().atMost(ProxyProcess.TIME_LIMIT)
                        .untilAsserted(() -> assertEquals(
                                trials, counts(proxy).path("match").asInt(), () -> counts(proxy) + proxy.err()));
            }
            assertEquals(2, counts(proxy).path("bodies-spooled").asInt());
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .until(() -> proxy.status().path("spoolBytes").asLong() == 0);
            assertEquals(ExitCode.OK, proxy.terminate(), proxy.err());
        } finally {
            shadowProcess.destroyForcibly();
        }
    }
}
