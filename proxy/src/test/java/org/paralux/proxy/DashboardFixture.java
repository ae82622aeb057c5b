package org.paralux.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditHead;
import org.paralux.audit.AuditSettings;
import org.paralux.audit.AuditStatus;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ExchangeEnd;
import org.paralux.audit.Lag;
import org.paralux.audit.Outcome;
import org.paralux.audit.evidence.EvidenceStatus;
import org.paralux.diff.Rules;
import org.paralux.luxi.RequestKind;
import org.paralux.proxy.effort.Degradation;
import org.paralux.proxy.epoch.Epoch;
import org.paralux.proxy.health.RecentLatency;
import org.paralux.proxy.health.ShadowState;
import org.paralux.proxy.health.Undo;
import org.paralux.proxy.health.Vitals;
import org.paralux.proxy.identity.ClientKeys;
import org.paralux.proxy.identity.CommandLinePolicy;
import org.paralux.proxy.listener.ListenRole;
import org.paralux.proxy.live.Advice;
import org.paralux.proxy.live.LiveModel;
import org.paralux.proxy.measure.AddedLatency;
import org.paralux.proxy.record.TrafficCounters;
import org.paralux.proxy.rollout.ClassStage;
import org.paralux.proxy.rollout.StageTable;
import org.paralux.proxy.web.ReportPages;
import org.paralux.proxy.web.WebAddress;
import org.paralux.proxy.web.WebSettings;

/** A dashboard over a model that a test feeds, without a proxy behind it. */
final class DashboardFixture implements AutoCloseable {
    private static final Epoch EPOCH = new Epoch("e", Map.of(), Rules.none(), 0, "e");
    static final String SCRIPT = "<script>document.title='run'</script>";

    final AddedLatency added = new AddedLatency();
    final Map<String, Long> counts = new HashMap<>(new TrafficCounters().snapshot());
    final LiveModel live = new LiveModel(
            (_, _) -> {},
            new ClientKeys(),
            (_, facts, _) -> new Advice(
                    facts.cmdline() == null ? facts.key() : facts.cmdline().getFirst(),
                    "python",
                    facts.key().contains("watcher"),
                    "Use GetClient(query=True), or luxi.Client(address=pathutils.QUERY_SOCKET).",
                    "luxi.Client() without an address still means the master socket in 2.11."));
    final Outlook outlook;
    volatile ShadowState shadow = ShadowState.ASKED;
    volatile StageTable stages = StageTable.all(ClassStage.SHADOW);
    volatile boolean serving = true;
    volatile @Nullable String trouble;

    private final HttpClient http = HttpClient.newHttpClient();
    private final RecentLatency latency = new RecentLatency(added);
    private long exchanges;

    DashboardFixture(Path stateDir, @Nullable Path token) throws IOException {
        this(stateDir, token, new WebAddress.Tcp(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    }

    DashboardFixture(Path stateDir, @Nullable Path token, WebAddress address) throws IOException {
        ProxySettings settings = new ProxySettings(
                Path.of("/run/ganeti/socket/ganeti-master"),
                ListenRole.MASTER,
                Path.of("/run/ganeti/socket/ganeti-master.primary"),
                null,
                stateDir,
                new ProxySettings.Admin(stateDir.resolve("admin.sock"), null, Set.of()),
                "test",
                new ProxySettings.Forwarding(1, 1, Duration.ZERO, Duration.ZERO, 1, 1),
                CommandLinePolicy.REDUCED,
                AuditSettings.defaults(),
                null,
                new ProxySettings.Routing(true, Duration.ofSeconds(10), Set.of(), null, true),
                new ProxySettings.Watch(new WebSettings(address, token), null, Duration.ofMillis(10)));
        outlook = new Outlook(
                settings,
                new Outlook.Sources(
                        live, this::vitals, latency, new Degradation(Duration.ofMillis(10)), () -> EPOCH, () -> stages),
                new TextReport(),
                new Undo("kill -TERM 4711", "New clients are refused."),
                "meadow",
                Instant.now(),
                InstantSource.system());
        live.append(
                Instant.now(),
                new AuditEvent.ProxyStarted(
                        "r1",
                        "meadow.example.net",
                        "node1.example.com",
                        4711,
                        settings.listen().toString(),
                        "master",
                        settings.primary().toString(),
                        "/run/paralux/shadow.sock",
                        null,
                        Map.of("paralux", "test", "primary", "2.11.6", "shadow", "2.12.4"),
                        "8fd1e32c"));
        outlook.start(false);
    }

    private static final class TextReport implements ReportPages {
        @Override
        public List<String> names() {
            return List.of("clients");
        }

        @Override
        public Optional<Rendered> render(String name) {
            return Optional.of(new Rendered("text/html; charset=utf-8", "<p>the " + name + " report</p>"));
        }
    }

    private Vitals vitals() {
        return new Vitals(
                Instant.now(),
                serving,
                shadow,
                new AuditStatus(new AuditHead(Instant.EPOCH, 120_000, "0".repeat(64)), 4096, 0, trouble),
                new EvidenceStatus(128, 12 << 20, 9, Map.of(), List.of()),
                7,
                65_536,
                counts,
                added.carry().view(),
                added.wake().view(),
                latency.ownMicros());
    }

    // --- traffic

    void client(String id, String key, String program) {
        live.append(
                Instant.now(),
                new AuditEvent.ClientSeen(new ClientFacts(
                        id,
                        100,
                        0,
                        0,
                        "root",
                        "root",
                        null,
                        "python3",
                        "/usr/bin/python3",
                        List.of(program),
                        "cron.service",
                        List.of(),
                        key,
                        ClientFacts.Identity.FULL)));
    }

    /** A misdirected query and what became of it. */
    String query(Instant time, String client, String queryClass, Outcome outcome, @Nullable Long lagMicros) {
        String id = "r1-" + ++exchanges;
        live.append(
                time,
                new AuditEvent.Exchange(
                        id,
                        "r1-c1",
                        client,
                        "master",
                        "Query",
                        "node",
                        List.of("name"),
                        null,
                        null,
                        RequestKind.QUERY,
                        queryClass,
                        "f" + queryClass.hashCode(),
                        true,
                        null,
                        null,
                        100,
                        2_000L,
                        1_500L + exchanges % 900,
                        true,
                        null,
                        ExchangeEnd.COMPLETE,
                        "primary",
                        "primary"));
        live.append(
                time,
                new AuditEvent.QueryOutcome(
                        id,
                        queryClass,
                        "f" + queryClass.hashCode(),
                        client,
                        outcome,
                        null,
                        null,
                        outcome == Outcome.SHADOW_FAILED ? "connection refused" : null,
                        lagMicros == null ? null : new Lag(lagMicros / 2, lagMicros),
                        null,
                        outcome == Outcome.DIVERGENT ? 1 : 0,
                        outcome == Outcome.DIVERGENT ? "e-" + id : null,
                        1,
                        null,
                        1_500L,
                        outcome == Outcome.SHADOW_FAILED ? null : 900L + exchanges % 700,
                        0,
                        "8fd1e32c"));
        for (String word : List.of(
                "received", "forwarded", "answered", "queries", "eligible", "trials", "misdirected", outcome.word())) {
            counts.merge(word, 1L, Long::sum);
        }
        added.carry().addMicros(10 + exchanges % 40);
        added.wake().addMicros(40 + exchanges % 100);
        return id;
    }

    void divergence(Instant time, String exchange, String queryClass, String path, String field, String cause) {
        live.append(
                time,
                new AuditEvent.DivergenceFound(
                        exchange, queryClass, path, "node1", field, "value", cause, "stable", 3, "node1"));
    }

    // --- a browser's part

    URI uri(String path) {
        String url = outlook.newUrl().orElseThrow();
        return URI.create(url.substring(0, url.indexOf("/#")) + path);
    }

    String code() {
        String url = outlook.newUrl().orElseThrow();
        return url.substring(url.indexOf("#code=") + "#code=".length());
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The header of a new session. */
    String cookie() {
        String set =
                post("/api/session", code()).headers().firstValue("set-cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    @Override
    public void close() {
        outlook.close();
        http.close();
    }
}
