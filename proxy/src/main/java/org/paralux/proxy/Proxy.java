package org.paralux.proxy;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.diff.Comparer;
import org.paralux.diff.Rules;
import org.paralux.proxy.admin.AdminAccess;
import org.paralux.proxy.admin.AdminServer;
import org.paralux.proxy.admin.AdminVerb;
import org.paralux.proxy.attach.AttachedListener;
import org.paralux.proxy.drill.DrillDesk;
import org.paralux.proxy.effort.Degradation;
import org.paralux.proxy.epoch.DaemonProbe;
import org.paralux.proxy.epoch.Epoch;
import org.paralux.proxy.epoch.Epochs;
import org.paralux.proxy.handover.Predecessor;
import org.paralux.proxy.handover.RunLog;
import org.paralux.proxy.health.RecentLatency;
import org.paralux.proxy.health.Undo;
import org.paralux.proxy.health.Vitals;
import org.paralux.proxy.identity.ClientIdentifier;
import org.paralux.proxy.identity.ClientKeys;
import org.paralux.proxy.identity.PeerCredentials;
import org.paralux.proxy.kernel.ThisHost;
import org.paralux.proxy.live.LiveModel;
import org.paralux.proxy.measure.AddedLatency;
import org.paralux.proxy.metrics.Metrics;
import org.paralux.proxy.record.TrafficCounters;
import org.paralux.proxy.record.TrafficRecorder;
import org.paralux.proxy.relay.ConnectionLimit;
import org.paralux.proxy.rollout.StageTable;
import org.paralux.proxy.shadow.ShadowSettings;
import org.paralux.proxy.shadow.TrialDesk;
import org.paralux.proxy.socket.PrivateRoom;
import org.paralux.proxy.tee.LargeReplies;
import org.paralux.proxy.tee.TeeBudget;
import org.paralux.proxy.tee.TeeRoom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running proxy: all parts put together, started and stopped in order.
 *
 * <pre>
 * client ─►  Front   ─► Relay ─► primary
 *                         │ Exchange
 *                         ▼
 *  ClientIdentifier ─► TrafficRecorder ─► LiveModel ─► AuditLog
 *                                             │
 *                                             └─► Outlook: dashboard, metrics
 * </pre>
 *
 * <p>{@link #start} and {@link #stop} are called by one thread each, once.
 */
public final class Proxy {
    private static final Logger LOGGER = LoggerFactory.getLogger(Proxy.class);

    private final ProxySettings settings;
    private final InstantSource wallClock;
    private final String run = HexFormat.of().toHexDigits(new SecureRandom().nextInt());
    private final Instant startedAt;
    private final TrafficCounters counters = new TrafficCounters();
    private final TeeBudget budget;
    private final RunLog audit;
    private final DrillDesk drills;
    private final LiveModel live;
    private final AddedLatency added = new AddedLatency();
    private final RecentLatency latency = new RecentLatency(added);
    private final Degradation degradation;
    private final Epochs epochs;
    private final RoutingParts routing;
    private final @Nullable ShadowParts shadow;
    private final ClientIdentifier clients;
    private final TrafficRecorder recorder;
    private final Doors doors;
    private final Outlook outlook;
    private final AdminDoor admin;
    private final boolean takesOver;
    private Runnable onSuperseded = () -> {};
    private final AtomicBoolean stopped = new AtomicBoolean();

    /**
     * One with a path of its own, beside the daemon's. Opens the log, which nobody else may be writing.
     *
     * @throws IOException with one line that says why it cannot be
     * @throws IllegalArgumentException when the paths cannot be used
     */
    public Proxy(ProxySettings settings, Surroundings surroundings) throws IOException {
        this(settings, surroundings, null, null);
    }

    /**
     * The same.
     *
     * @param over the process whose path is taken; null where nobody has it
     */
    public Proxy(ProxySettings settings, Surroundings surroundings, @Nullable Predecessor over) throws IOException {
        this(settings, surroundings, null, over);
    }

    /**
     * One that takes the place of the daemon's own socket, at the path {@link ProxySettings#listen}.
     *
     * @param guardian the program of its second process
     * @param over the process whose path is taken; null where that is the daemon's alone
     * @throws IOException as {@link #Proxy(ProxySettings, Surroundings)}
     */
    public static Proxy attached(
            ProxySettings settings, Surroundings surroundings, Class<?> guardian, @Nullable Predecessor over)
            throws IOException {
        AttachedListener attached =
                new AttachedListener(settings.listen(), guardian, over == null ? null : over.process());
        try {
            return new Proxy(settings, surroundings, attached, over);
        } catch (IOException | RuntimeException e) {
            attached.giveUp();
            throw e;
        }
    }

    private Proxy(
            ProxySettings told,
            Surroundings surroundings,
            @Nullable AttachedListener attached,
            @Nullable Predecessor over)
            throws IOException {
        this.settings = told;
        this.wallClock = surroundings.wallClock();
        this.startedAt = wallClock.instant();
        this.degradation = new Degradation(told.watch().latencyBudget());
        ProxySettings reached = attached == null ? told : told.withPrimary(attached.primary());
        PrivateRoom.requireFits(settings.listen());
        PrivateRoom.requireFits(settings.admin().socket());
        if (settings.queryListen() != null) {
            PrivateRoom.requireFits(settings.queryListen());
        }
        PrivateRoom.requireBindable(settings.primary());
        this.audit = RunLog.open(
                settings.stateDir(),
                settings.audit(),
                wallClock,
                settings.admin().socket());
        ProxySettings.Routing routes = settings.routing();
        ClientKeys keys = new ClientKeys();
        this.drills = new DrillDesk(audit, keys, this::stages, routes.fallsBack(), routes.fallBackAfter(), wallClock);
        this.live = new LiveModel(drills, keys, surroundings.advisor());
        this.budget = new TeeBudget(settings.forwarding().teeBytes());
        ShadowSettings trial = settings.shadow();
        this.epochs = new Epochs(
                settings.version(),
                reached.primary(),
                trial == null ? null : trial.socket(),
                trial == null ? Rules.shipped() : trial.rules(),
                DaemonProbe.REAL,
                System::nanoTime);
        this.routing = RoutingParts.of(settings, () -> epochs.coming().id(), live, keys, wallClock);
        this.shadow = trial == null
                ? null
                : ShadowParts.open(
                        trial,
                        reached,
                        epochs,
                        routing.guard().sink(),
                        budget,
                        counters,
                        routing::isObservedOnly,
                        this::requestsUnderWay,
                        degradation::effort,
                        wallClock);
        epochs.onChange(this::epochChanged);
        AtomicLong clientIds = new AtomicLong();
        this.clients = new ClientIdentifier(
                ClientIdentifier.Settings.DEFAULT.withCommandLines(settings.commandLines()),
                () -> run + "-p" + clientIds.incrementAndGet(),
                client -> routing.guard().sink().append(wallClock.instant(), new AuditEvent.ClientSeen(client)));
        this.recorder = new TrafficRecorder(
                run,
                socketFd -> clients.identify(PeerCredentials.of(socketFd)),
                routing.guard().sink(),
                shadow == null ? TrialDesk.NONE : shadow.desk(),
                budget,
                counters,
                degradation::effort,
                wallClock,
                System::nanoTime);
        this.doors = new DoorParts(
                        settings,
                        reached.primary(),
                        recorder,
                        routing,
                        new TeeRoom(budget, shadow == null ? null : shadow.spool(), new LargeReplies(System::nanoTime)),
                        added,
                        wallClock,
                        new ConnectionLimit(Descriptors.connectionsThatFit()),
                        epochs::doubt)
                .build(attached, over, () -> onSuperseded.run());
        this.outlook = new Outlook(
                settings,
                new Outlook.Sources(live, this::vitals, latency, degradation, epochs::known, routing.rollout()::table),
                surroundings.reports(),
                attached == null
                        ? Undo.byStopping(settings.listen(), settings.primary())
                        : Undo.byDetaching(settings.listen()),
                Objects.requireNonNullElse(epochs.primary().cluster(), ""),
                startedAt,
                wallClock);
        outlook.signs().ifPresent(routing.guard()::tell);
        this.takesOver = over != null;
        this.admin = newAdminDoor();
    }

    private AdminDoor newAdminDoor() throws IOException {
        Map<String, AdminVerb> verbs = new HashMap<>(routing.verbs());
        verbs.putAll(drills.verbs());
        verbs.put("/dashboard", AdminVerb.harmless(outlook::invitation));
        return new AdminDoor(
                settings.admin().socket(),
                audit,
                Map.of(
                        "/status",
                        AdminServer.Page.json(this::statusPage),
                        "/rollout",
                        AdminServer.Page.json(routing.admin()::page),
                        "/drill",
                        AdminServer.Page.json(drills::page),
                        "/metrics",
                        new AdminServer.Page(Metrics.CONTENT_TYPE, outlook::metrics)),
                verbs,
                new AdminAccess(
                        settings.admin().group(),
                        routing.changers(),
                        settings.admin().refused()),
                doors.front(),
                shadow,
                () -> onSuperseded.run());
    }

    private StageTable stages() {
        return routing.rollout().table();
    }

    /** What to do when another process took the path, or gave it back to the daemon; before the start. */
    public void onSuperseded(Runnable action) {
        onSuperseded = action;
    }

    /**
     * Begins to serve, or hides while the primary is not there.
     *
     * @throws IOException with one line that says why the path cannot be served
     */
    public void start() throws IOException {
        doors.requireUsable();
        live.append(startedAt, startedEvent());
        routing.guard().start(startedAt);
        recorder.start();
        admin.start();
        outlook.start(takesOver);
        doors.start();
    }

    private AuditEvent startedEvent() throws IOException {
        Epoch first = epochs.known();
        ShadowSettings trial = settings.shadow();
        return new AuditEvent.ProxyStarted(
                run,
                epochs.primary().cluster(),
                ThisHost.name(),
                ProcessHandle.current().pid(),
                settings.listen().toString(),
                settings.listenRole().word(),
                settings.primary().toString(),
                trial == null ? null : trial.socket().toString(),
                settings.queryListen() == null ? null : settings.queryListen().toString(),
                first.builds(),
                first.id());
    }

    /** The record stands before all that belongs to the epoch. */
    private void epochChanged(Epoch next, String why) {
        LOGGER.atInfo().addKeyValue("epoch", next.id()).addKeyValue("why", why).log("a new epoch begins");
        live.append(
                wallClock.instant(),
                new AuditEvent.EpochChanged(
                        next.id(), next.builds(), Comparer.VERSION, next.rules().hash(), why));
        routing.guard().epochChanged("a new epoch begins: " + why);
        if (shadow != null) {
            shadow.epochChanged();
        }
    }

    /** Compares by other rules from now on, in a new epoch; the same rules change nothing. */
    public void compareBy(Rules rules) {
        epochs.compareBy(rules);
    }

    private int requestsUnderWay() {
        return doors.requestsUnderWay();
    }

    public boolean isServing() {
        return doors.isServing();
    }

    /** Whether its event loops work; waits no longer than {@code within}. */
    public boolean answers(Duration within) throws InterruptedException {
        return doors.answers(within);
    }

    private Vitals vitals() {
        return new Vitals(
                wallClock.instant(),
                isServing(),
                doors.troubles(),
                ShadowParts.stateOf(shadow),
                audit.status(),
                shadow == null ? null : shadow.evidenceStatus(),
                doors.connectionCount(),
                budget.usedBytes(),
                counters.snapshot(),
                added.carry().view(),
                added.wake().view(),
                latency.ownMicros(),
                degradation.effort());
    }

    /** What a browser is to open to see the dashboard, for a minute and once; empty where none is served. */
    public Optional<String> dashboardUrl() {
        return outlook.newUrl();
    }

    private String statusPage() {
        return new Status(
                        run,
                        startedAt,
                        wallClock.instant(),
                        epochs.known(),
                        settings,
                        isServing(),
                        doors.isServingQueries(),
                        doors.connectionCount(),
                        degradation.effort(),
                        budget.usedBytes(),
                        shadow == null ? 0 : shadow.spool().usedBytes(),
                        counters.snapshot(),
                        clients.counts(),
                        audit.status())
                .toJson();
    }

    /**
     * Ends in order: the path, the backlog, the open connections (waited for as long as {@code drain} says, longer only
     * where a command has no answer yet), the record.
     *
     * @param reason for the record: {@code signal}, {@code superseded} or {@code error}
     */
    public void stop(String reason) throws InterruptedException {
        stop(reason, settings.forwarding().drain());
    }

    /** As {@link #stop(String)}, with another limit for idle connections, queries and waits. */
    public void stop(String reason, Duration drain) throws InterruptedException {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        doors.close();
        outlook.tellOfTroubles(doors.troubles());
        doors.drain(drain);
        recorder.close();
        epochs.close();
        routing.guard().close();
        if (shadow != null) {
            shadow.close();
        }
        clients.close();
        outlook.close();
        admin.close();
        audit.append(wallClock.instant(), new AuditEvent.ProxyStopped(run, reason, counters.snapshot()));
        audit.close();
        LOGGER.atInfo().addKeyValue("seq", audit.head().seq()).log("stopped");
    }
}
