package org.paralux.proxy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.audit.Outcome;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.web.WebAddress;
import tools.jackson.databind.JsonNode;

/** What the dashboard answers, and to whom. */
class DashboardHttpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private Path token;
    private DashboardFixture dashboard;

    @BeforeEach
    void open() throws IOException {
        token = Files.writeString(folder.resolve("token"), "open-sesame\n");
        dashboard = new DashboardFixture(folder, token);
    }

    @AfterEach
    void close() {
        dashboard.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/state",
                "/api/stream",
                "/api/causes",
                "/api/divergence?exchange=r1-1",
                "/reports/clients",
                "/anything"
            })
    void nothingOfTheClusterIsToldWithoutASession(String path) {
        HttpResponse<String> answer = dashboard.get(path);
        assertEquals(401, answer.statusCode());
        assertFalse(answer.body().contains("meadow"), answer.body());
    }

    @Test
    void aCodeOpensOneSessionAndNoSecond() {
        String code = dashboard.code();
        HttpResponse<String> first = dashboard.post("/api/session", code);
        assertEquals(200, first.statusCode());
        String cookie = first.headers().firstValue("set-cookie").orElseThrow();
        assertTrue(cookie.contains("HTTPOnly") && cookie.contains("SameSite=Strict"), cookie);
        assertEquals(401, dashboard.post("/api/session", code).statusCode());
        assertEquals(401, dashboard.post("/api/session", "guess").statusCode());
    }

    @Test
    void aSessionSeesTheStateUntilItIsEnded() {
        String cookie = dashboard.cookie();
        assertEquals(
                "meadow.example.net",
                json(dashboard.get("/api/state", "Cookie", cookie))
                        .at("/live/run/cluster")
                        .asString());
        dashboard.send(HttpRequest.newBuilder(dashboard.uri("/api/session"))
                .header("Cookie", cookie)
                .DELETE());
        assertEquals(401, dashboard.get("/api/state", "Cookie", cookie).statusCode());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode());
        return LuxiJson.MAPPER.readTree(answer.body());
    }

    /** The JDK's client lets nobody choose a Host. */
    @ParameterizedTest
    @CsvSource({
        "evil.example.net, , 403",
        "evil.example.net:80, , 403",
        "127.0.0.1.evil.example.net, , 403",
        ", , 403",
        "localhost:9999, , 200",
        "127.0.0.1:9999, http://evil.example.net, 403",
        "127.0.0.1:9999, null, 403",
        "127.0.0.1:9999, http://127.0.0.1:1234, 403",
        "127.0.0.1:9999, http://127.0.0.1:9999, 200",
        "[::1]:9999, http://[::1]:9999, 200"
    })
    void foreignPagesAreRefused(String host, String origin, int expected) throws IOException {
        String request = "GET / HTTP/1.1\r\n" + (host == null ? "" : "Host: " + host + "\r\n")
                + (origin == null ? "" : "Origin: " + origin + "\r\n") + "\r\n";
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), dashboard.uri("/").getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertEquals("HTTP/1.1 " + expected, status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/dashboard.js", "/chart.js", "/healthz", "/api/state", "/metrics", "/nothing"})
    void everyAnswerKeepsTheBrowserShort(String path) {
        HttpResponse<String> answer = dashboard.get(path);
        String policy = answer.headers().firstValue("content-security-policy").orElse("");
        assertTrue(policy.startsWith("default-src 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals(
                "no-referrer", answer.headers().firstValue("Referrer-Policy").orElse(""));
    }

    @Test
    void thePageHasNoScriptOrStyleInside() {
        String page = dashboard.get("/").body();
        assertFalse(Pattern.compile("<script(?![^>]*src=)|<style|\\sstyle=|\\son[a-z]+=|javascript:")
                .matcher(page)
                .find());
        Pattern.compile("(?:src|href)=\"(/[^\"]*)\"")
                .matcher(page)
                .results()
                .forEach(reference ->
                        assertEquals(200, dashboard.get(reference.group(1)).statusCode(), reference.group(1)));
    }

    /** A report has scripts of its own; it must not reach the dashboard with them. */
    @Test
    void aReportIsShownWithoutAnOrigin() {
        HttpResponse<String> answer = dashboard.get("/reports/clients", "Cookie", dashboard.cookie());
        assertEquals("<p>the clients report</p>", answer.body());
        String policy = answer.headers().firstValue("content-security-policy").orElse("");
        assertTrue(policy.startsWith("sandbox allow-scripts") && !policy.contains("allow-same-origin"), policy);
    }

    @Test
    void probesSayNoMoreThanOkOrNot() {
        assertEquals("ok\n", dashboard.get("/healthz").body());
        assertEquals("ok\n", dashboard.get("/readyz").body());
        dashboard.serving = false;
        HttpResponse<String> answer = dashboard.get("/readyz");
        assertEquals(503, answer.statusCode());
        assertEquals("not ok\n", answer.body());
    }

    @Test
    void metricsAreOpenedByTheirTokenAlone() throws IOException {
        assertEquals(401, dashboard.get("/metrics").statusCode());
        assertEquals(
                401, dashboard.get("/metrics", "Cookie", dashboard.cookie()).statusCode());
        assertEquals(
                401, dashboard.get("/metrics", "Authorization", "Bearer wrong").statusCode());
        assertTrue(dashboard
                .get("/metrics", "Authorization", "Bearer open-sesame")
                .body()
                .contains("paralux_received_total"));
        Files.writeString(token, "another");
        assertEquals(
                401,
                dashboard.get("/metrics", "Authorization", "Bearer open-sesame").statusCode());
        Files.writeString(token, "");
        assertEquals(401, dashboard.get("/metrics", "Authorization", "Bearer ").statusCode());
    }

    @Test
    void aStreamTellsWhatIsNewAndEndsWithItsSession() throws IOException {
        String cookie = dashboard.cookie();
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), dashboard.uri("/").getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(("GET /api/stream HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertEquals(0, received(lines));
            dashboard.client("c1", "0 /usr/bin/poller - -", "poller");
            dashboard.query(Instant.now(), "c1", "QueryTags", Outcome.MATCH, null);
            await().atMost(PATIENCE).until(() -> received(lines) == 1);
            dashboard.send(HttpRequest.newBuilder(dashboard.uri("/api/session"))
                    .header("Cookie", cookie)
                    .DELETE());
            assertTrue(lines.lines().limit(100).count() < 100, "goes on without its session");
        }
    }

    /** From the next state of a stream. */
    private static long received(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("data: ")) {
            line = lines.readLine();
        }
        return LuxiJson.MAPPER
                .readTree(line.substring("data: ".length()))
                .at("/vitals/counts/received")
                .asLong();
    }

    @Test
    void aUnixSocketServesItsOwnerAlone() throws IOException {
        Path socket = folder.resolve("dashboard.sock");
        try (DashboardFixture hidden = new DashboardFixture(folder, null, new WebAddress.UnixPath(socket))) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
            assertTrue(
                    hidden.outlook.invitation().contains("\"forward\":\"8710:" + socket), hidden.outlook::invitation);
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(socket));
                channel.write(ByteBuffer.wrap(
                        "GET /healthz HTTP/1.1\r\nHost: localhost:8710\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
                ByteBuffer answer = ByteBuffer.allocate(15);
                while (answer.hasRemaining() && channel.read(answer) >= 0) {}
                assertEquals("HTTP/1.1 200 OK", new String(answer.array(), StandardCharsets.US_ASCII));
            }
        }
        assertFalse(Files.exists(socket));
    }

    @Test
    void ofAnExchangeWithoutEvidenceNothingIsFound() {
        String cookie = dashboard.cookie();
        for (String exchange : List.of("r1-1", "../../etc/passwd", "")) {
            String query = URLEncoder.encode(exchange, StandardCharsets.UTF_8);
            assertEquals(
                    404,
                    dashboard
                            .get("/api/divergence?exchange=" + query, "Cookie", cookie)
                            .statusCode(),
                    exchange);
        }
    }
}
