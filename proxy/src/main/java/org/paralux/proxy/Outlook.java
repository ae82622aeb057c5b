package org.paralux.proxy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.effort.Degradation;
import org.paralux.proxy.effort.HeapUse;
import org.paralux.proxy.epoch.Epoch;
import org.paralux.proxy.health.Briefing;
import org.paralux.proxy.health.Condition;
import org.paralux.proxy.health.Conditions;
import org.paralux.proxy.health.Identity;
import org.paralux.proxy.health.PathTrouble;
import org.paralux.proxy.health.RecentLatency;
import org.paralux.proxy.health.Undo;
import org.paralux.proxy.health.Vitals;
import org.paralux.proxy.live.LiveModel;
import org.paralux.proxy.live.LiveView;
import org.paralux.proxy.live.SideBySide;
import org.paralux.proxy.metrics.Metrics;
import org.paralux.proxy.notify.Notices;
import org.paralux.proxy.notify.Notifier;
import org.paralux.proxy.notify.NotifySettings;
import org.paralux.proxy.plan.PlanSigns;
import org.paralux.proxy.rollout.StageTable;
import org.paralux.proxy.web.ReportPages;
import org.paralux.proxy.web.Sessions;
import org.paralux.proxy.web.WebAddress;
import org.paralux.proxy.web.WebContent;
import org.paralux.proxy.web.WebServer;
import org.paralux.proxy.web.WebSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a running proxy shows of itself: the dashboard, the metrics, and the watch over conditions that somebody should
 * know of. Nothing of it is on the path of a client. Thread-safe.
 */
final class Outlook implements WebContent, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Outlook.class);

    /** However many look, the state is gathered no more often. */
    private static final Duration STATE_AGE = Duration.ofMillis(250);

    private static final long WEB_RETRY_MILLIS = 200;
    private static final Duration LAST_NOTICE = Duration.ofSeconds(3);
    private static final long LAST_NOTICE_LOOK_MILLIS = 20;

    /** Before each further attempt to send a notice. */
    private static final List<Duration> RETRIES =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofSeconds(60));

    private final ProxySettings settings;
    private final Instant startedAt;
    private final LiveModel live;
    private final Supplier<Vitals> vitals;
    private final Supplier<StageTable> stages;
    private final RecentLatency latency;
    private final Degradation degradation;
    private final HeapUse heap = new HeapUse();
    private final ReportPages reports;
    private final InstantSource clock;
    private final Conditions conditions;
    private final Metrics metrics;
    private final SideBySide sideBySide;
    private final Undo undo;
    private final Sessions sessions = new Sessions(System::nanoTime);
    private final @Nullable WebServer web;
    private final @Nullable Notifier notifier;
    private final @Nullable Notices notices;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("watch").daemon().factory());

    // Guarded by this.
    private byte[] state = {};
    private long stateNanos;

    /**
     * What is shown.
     *
     * @param degradation is looked at once a second
     * @param epoch in which replies are compared now
     * @param stages of the classes now
     */
    record Sources(
            LiveModel live,
            Supplier<Vitals> vitals,
            RecentLatency latency,
            Degradation degradation,
            Supplier<Epoch> epoch,
            Supplier<StageTable> stages) {}

    /**
     * Nothing is served yet.
     *
     * @param undo how to be rid of the proxy
     * @param cluster for notices; empty where it is not known
     */
    Outlook(
            ProxySettings settings,
            Sources sources,
            ReportPages reports,
            Undo undo,
            String cluster,
            Instant startedAt,
            InstantSource clock) {
        this.settings = settings;
        this.startedAt = startedAt;
        this.live = sources.live();
        this.vitals = sources.vitals();
        this.stages = sources.stages();
        this.latency = sources.latency();
        this.degradation = sources.degradation();
        this.reports = reports;
        this.clock = clock;
        this.conditions = new Conditions(settings.watch().latencyBudget());
        this.metrics = new Metrics(live, vitals, conditions, clock);
        this.sideBySide = new SideBySide(settings.stateDir(), sources.epoch());
        this.undo = undo;
        WebSettings dashboard = settings.watch().dashboard();
        this.web = dashboard == null ? null : new WebServer(dashboard, this, sessions);
        NotifySettings notify = settings.watch().notices();
        this.notifier = notify == null ? null : new Notifier(notify, cluster, RETRIES, System::nanoTime);
        this.notices = notifier == null ? null : new Notices(notifier, settings.stateDir(), undo);
    }

    /** Where plans and gates tell people of themselves; empty where nobody is told anything. */
    Optional<PlanSigns> signs() {
        Notices told = notices;
        return told == null
                ? Optional.empty()
                : Optional.of((about, sentence, urgent) -> told.rollout(clock.instant(), about, sentence, urgent));
    }

    /**
     * @param whenFree whether another process may have the dashboard's address for a while
     * @throws IOException with one line that says why the dashboard cannot be served
     */
    void start(boolean whenFree) throws IOException {
        if (web != null) {
            if (whenFree) {
                startWebWhenFree(web);
            } else {
                web.start();
            }
            watch.execute(this::state); // The first state is slow: its classes are not loaded yet.
        }
        if (notifier != null && notices != null) {
            notifier.start();
            live.listen(notices);
        }
        watch.scheduleAtFixedRate(
                this::look,
                RecentLatency.INTERVAL.toMillis(),
                RecentLatency.INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void startWebWhenFree(WebServer server) {
        try {
            server.start();
        } catch (IOException notYet) {
            watch.schedule(() -> startWebWhenFree(server), WEB_RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Who ends now looks no more: what is wrong with the path by then is told at once. */
    void tellOfTroubles(Set<PathTrouble> troubles) {
        if (notifier == null || troubles.isEmpty()) {
            return;
        }
        long before = notifier.sent();
        watch.execute(this::look);
        long deadline = System.nanoTime() + LAST_NOTICE.toNanos();
        try {
            while (notifier.sent() == before && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(LAST_NOTICE_LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A fault of ours must not end the watch. */
    private void look() {
        try {
            latency.observe();
            degradation.observe(latency.lateMicros(), heap.sinceLastLook());
            Map<Condition, Instant> held = conditions.observe(vitals.get());
            if (notices != null) {
                held.forEach(notices::holds);
            }
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("cannot look after the proxy");
        }
    }

    /** What a browser is to open, with a new code in it; empty where no dashboard is served. */
    Optional<String> newUrl() {
        return web == null ? Optional.empty() : Optional.of(web.address().url() + "#code=" + sessions.newCode());
    }

    /** What the admin socket says to who asks for a look; an empty object where no dashboard is served. */
    String invitation() {
        ObjectNode invitation = LuxiJson.MAPPER.createObjectNode();
        newUrl().ifPresent(url -> invitation.put("url", url).put("seconds", Sessions.CODE_LIFE.toSeconds()));
        if (web != null && web.address() instanceof WebAddress.UnixPath(Path path)) {
            invitation.put("forward", WebAddress.UnixPath.FORWARDED_PORT + ":" + path.toAbsolutePath());
        }
        return invitation.toString();
    }

    @Override
    public synchronized byte[] state() {
        long now = System.nanoTime();
        if (state.length == 0 || now - stateNanos > STATE_AGE.toNanos()) {
            state = gather().toJson();
            stateNanos = now;
        }
        return state;
    }

    private State gather() {
        Vitals now = vitals.get();
        LiveView view = live.view(clock.instant());
        Map<Condition, Instant> held = conditions.current();
        StageTable table = stages.get();
        return new State(
                State.VERSION,
                settings.version(),
                ProcessHandle.current().pid(),
                startedAt,
                table.highest().toString(),
                stagesOf(view, table),
                Briefing.of(now, held, view, undo),
                now,
                held.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> new State.Held(
                                each.getKey().word(),
                                each.getKey().sentence(),
                                each.getValue(),
                                each.getKey().isUrgent(),
                                each.getKey().affectsClients()))
                        .toList(),
                Identity.of(now.counts()),
                reports.names(),
                view);
    }

    private static Map<String, String> stagesOf(LiveView view, StageTable table) {
        Map<String, String> stages = new TreeMap<>();
        view.classes()
                .forEach(row -> stages.put(row.name(), table.of(row.name()).toString()));
        return stages;
    }

    @Override
    public byte[] causes(String text) {
        return LuxiJson.MAPPER.writeValueAsBytes(live.causes(text));
    }

    @Override
    public Optional<byte[]> divergence(String exchange) throws IOException {
        return sideBySide.of(exchange).map(LuxiJson.MAPPER::writeValueAsBytes);
    }

    @Override
    public Optional<ReportPages.Rendered> report(String name) throws IOException {
        return reports.names().contains(name) ? reports.render(name) : Optional.empty();
    }

    @Override
    public String metrics() {
        return metrics.scrape();
    }

    @Override
    public boolean healthy() {
        return latency.isAlive();
    }

    @Override
    public boolean ready() {
        return vitals.get().serving();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        if (notifier != null) {
            notifier.close();
        }
        if (web != null) {
            web.close();
        }
    }
}
