package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import tools.jackson.databind.JsonNode;

/** Epochs of a running proxy: daemons that are started again, as the same build and as another, and rules that change. */
class EpochTest {
    private static final String RULES = """
            rules:
              - id: role-of-nodes
                match: {path: "result.data[*].role"}
                effect: ignore
                owner: me
                reason: a test
                approved: 2026-03-02
                expires: 2126-03-02
            """;

    /** Whoever runs the tests may ignore the signal, and hand that down. */
    private static final List<String> HEARS_SIGHUP = List.of("env", "--default-signal=HUP");

    @TempDir
    private Path folder;

    private static List<JsonNode> records(ProxyProcess proxy, String event) {
        try {
            return AuditText.of(proxy.stateDir())
                    .lines()
                    .map(LuxiJson.MAPPER::readTree)
                    .filter(record -> record.path("event").asString().equals(event))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode awaitEpoch(ProxyProcess proxy, int number) {
        await().atMost(ProxyProcess.TIME_LIMIT)
                .until(() -> records(proxy, "epoch.changed").size() == number);
        return records(proxy, "epoch.changed").getLast();
    }

    /** One query, and the epoch of its outcome. */
    private static String epochOfATrial(ProxyProcess proxy) throws IOException {
        int before = records(proxy, "outcome").size();
        try (LuxiClient client = proxy.connect()) {
            client.call(Requests.TAGS);
        }
        await().atMost(ProxyProcess.TIME_LIMIT)
                .until(() -> records(proxy, "outcome").size() > before);
        return records(proxy, "outcome").getLast().path("epoch").asString();
    }

    @Test
    void aDaemonOfAnotherBuildBeginsAnEpochAndOneOfTheSameDoesNot() throws Exception {
        Path primary = folder.resolve("primary");
        Path shadow = folder.resolve("shadow");
        DaemonProcess first = DaemonProcess.ready("primary", primary);
        try (DaemonProcess _ = DaemonProcess.ready("primary", shadow);
                ProxyProcess proxy = ProxyProcess.ready(folder, primary, "--shadow", shadow)) {
            JsonNode started = records(proxy, "proxy.started").getFirst();
            assertEquals("2.10.7", started.path("builds").path("shadow").asString());
            assertTrue(started.path("builds").has("primaryBinary"), started::toString);
            assertEquals(started.path("epoch").asString(), epochOfATrial(proxy));

            first.close();
            try (DaemonProcess _ = DaemonProcess.ready("primary", primary)) {
                proxy.awaitServing();
                assertEquals(started.path("epoch").asString(), epochOfATrial(proxy));
                assertEquals(List.of(), records(proxy, "epoch.changed"));
            }
            try (DaemonProcess _ = DaemonProcess.ready("shadow", primary)) {
                JsonNode changed = awaitEpoch(proxy, 1);
                assertEquals("3.0.2", changed.path("builds").path("release").asString());
                assertEquals("primary: 3.0.2, was 2.10.7", changed.path("why").asString());
                proxy.awaitServing();
                assertEquals(changed.path("epoch").asString(), epochOfATrial(proxy));
                assertEquals(
                        changed.path("epoch").asString(),
                        proxy.status().path("epoch").asString());
            }
        }
    }

    @Test
    void aShadowOfAnotherBuildBeginsAnEpochWithTheNextQuery() throws Exception {
        Path primary = folder.resolve("primary");
        Path shadow = folder.resolve("shadow");
        DaemonProcess first = DaemonProcess.ready("primary", shadow);
        try (DaemonProcess _ = DaemonProcess.ready("primary", primary);
                ProxyProcess proxy = ProxyProcess.ready(folder, primary, "--shadow", shadow)) {
            String before = epochOfATrial(proxy);
            first.close();
            try (DaemonProcess _ = DaemonProcess.ready("shadow", shadow)) {
                epochOfATrial(proxy);
                JsonNode changed = awaitEpoch(proxy, 1);
                assertEquals("shadow: 3.0.2, was 2.10.7", changed.path("why").asString());
                String after = changed.path("epoch").asString();
                assertEquals(after, epochOfATrial(proxy));
                for (JsonNode outcome : records(proxy, "outcome")) {
                    boolean isCertain = !outcome.path("outcome").asString().equals("undecided");
                    String epoch = outcome.path("epoch").asString();
                    assertTrue(!isCertain || epoch.equals(before) || epoch.equals(after), outcome::toString);
                }
            }
        }
    }

    @Test
    void rulesAreReadAgainAtSighupAndAFileWithMistakesChangesNothing() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "rules: []\n");
        Path settings = Files.writeString(folder.resolve("paralux.yaml"), "rules: " + rules + "\n");
        Path primary = folder.resolve("primary");
        Path shadow = folder.resolve("shadow");
        try (DaemonProcess _ = DaemonProcess.ready("primary", primary);
                DaemonProcess _ = DaemonProcess.ready("primary", shadow);
                ProxyProcess proxy = ProxyProcess.readyWithin(
                        HEARS_SIGHUP, folder, primary, "--shadow", shadow, "--config", settings)) {
            proxy.hangUp();
            proxy.awaitLogged("rules read again");
            assertEquals(List.of(), records(proxy, "epoch.changed"));

            Files.writeString(rules, RULES);
            proxy.hangUp();
            JsonNode changed = awaitEpoch(proxy, 1);
            assertTrue(changed.path("why").asString().startsWith("rules: "), changed::toString);
            assertEquals(changed.path("epoch").asString(), epochOfATrial(proxy));

            Files.writeString(rules, "rules: [{id: x}]\n");
            proxy.hangUp();
            proxy.awaitLogged("rules not read again, those before stay in force");
            assertEquals(
                    1,
                    proxy.err()
                            .lines()
                            .filter(line -> line.contains("rules not read again"))
                            .count());
            assertEquals(1, records(proxy, "epoch.changed").size());
            assertEquals(changed.path("epoch").asString(), epochOfATrial(proxy));
            assertEquals(ExitCode.OK, proxy.terminate());
        }
    }
}
