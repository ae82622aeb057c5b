package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.proxy.admin.AdminClient;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
import org.paralux.qa.simulate.World;
import tools.jackson.databind.JsonNode;

/** The dashboard of a real proxy, reached as an operator does. */
class DashboardTest {
    private static final Payload TAGS = Payload.of("{\"method\":\"QueryTags\",\"args\":[\"cluster\",\"\"]}");

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
    }

    private static EmbeddedDaemon daemon(Path socket, World world) throws IOException {
        return EmbeddedDaemon.start(DaemonOptions.of(socket, DaemonStyle.MASTERD), world);
    }

    private JsonNode state(URI dashboard, String cookie) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(dashboard.resolve("/api/state"))
                        .header("Cookie", cookie)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
        return LuxiJson.MAPPER.readTree(answer.body());
    }

    private String signIn(URI url) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(url.resolve("/api/session"))
                        .POST(HttpRequest.BodyPublishers.ofString(
                                url.getFragment().substring("code=".length())))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String cookie = answer.headers().firstValue("set-cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void whatIsShownIsWhatWasAsked() throws IOException, InterruptedException {
        Path primary = folder.resolve("primary");
        try (World world = World.of(null);
                EmbeddedDaemon _ = daemon(primary, world);
                ProxyProcess proxy = ProxyProcess.ready(folder, primary, "--dashboard", "127.0.0.1:0")) {
            try (LuxiClient client = proxy.connect()) {
                for (int i = 0; i < 5; i++) {
                    client.call(TAGS);
                }
            }
            CommandRun invited = CommandRun.of("dashboard", "--state-dir", proxy.stateDir());
            assertEquals(ExitCode.OK, invited.exitCode(), invited::err);
            URI url = URI.create(invited.out().strip());
            String cookie = signIn(url);
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .until(() ->
                            state(url, cookie).at("/vitals/counts/eligible").asLong() == 5);
            JsonNode state = state(url, cookie);
            assertEquals(5, state.at("/vitals/counts/misdirected").asLong());
            JsonNode client = state.at("/live/clients/rows/0");
            assertEquals(5, client.path("misdirected").asLong());
            assertFalse(client.at("/advice/summary").asString().isEmpty(), client::toString);
            for (JsonNode identity : state.path("identities")) {
                assertTrue(identity.path("holds").booleanValue(), identity::toString);
            }
            assertTrue(AdminClient.get(proxy.stateDir().resolve("admin.sock"), "/metrics")
                    .contains("paralux_skipped_by_cause_total{cause=\"stage\"} 5.0"));
        }
    }

    @Test
    void whereNoneIsServedTheCommandSaysHow() throws IOException {
        Path primary = folder.resolve("primary");
        try (World world = World.of(null);
                EmbeddedDaemon _ = daemon(primary, world);
                ProxyProcess proxy = ProxyProcess.ready(folder, primary)) {
            CommandRun run = CommandRun.of("dashboard", "--state-dir", proxy.stateDir());
            assertEquals(ExitCode.FAILED, run.exitCode());
            assertTrue(run.err().contains("--dashboard 127.0.0.1:8710"), run::err);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:8710", "192.0.2.1:80", "example.com:80", "nonsense"})
    void anAddressThatOthersReachIsRefused(String address) {
        CommandRun run = CommandRun.of(
                "run", "--listen", folder.resolve("l"), "--primary", folder.resolve("p"), "--dashboard", address);
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("--dashboard: '" + address + "' (expected: "), run::err);
    }

    @Test
    void aPrimaryThatIsDownIsToldToACommand() throws IOException {
        Path told = folder.resolve("told");
        Path program = Files.createFile(
                folder.resolve("notify"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(program, "#!/bin/sh\ncat >> '" + told + "'\n");
        Path config = Files.writeString(folder.resolve("config.yaml"), "notify:\n  command: " + program + "\n");
        try (ProxyProcess _ = ProxyProcess.start(folder, folder.resolve("nobody"), "--config", config)) {
            await().atMost(ProxyProcess.TIME_LIMIT).until(() -> Files.exists(told) && Files.size(told) > 0);
            JsonNode notice = LuxiJson.MAPPER.readTree(Files.readString(told));
            assertEquals("path-refuses", notice.path("event").asString());
            assertFalse(notice.path("canWait").booleanValue());
        }
    }
}
