package org.paralux.proxy.shadow;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditSettings;
import org.paralux.audit.AuditSink;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ExchangeEnd;
import org.paralux.audit.evidence.EvidenceSettings;
import org.paralux.audit.evidence.EvidenceStore;
import org.paralux.diff.Rules;
import org.paralux.luxi.LuxiRequest;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.proxy.effort.Effort;
import org.paralux.proxy.epoch.DaemonFacts;
import org.paralux.proxy.epoch.DaemonProbe;
import org.paralux.proxy.epoch.Epochs;
import org.paralux.proxy.identity.DaemonProcess;
import org.paralux.proxy.spool.Spool;
import org.paralux.proxy.spool.SpoolSettings;
import org.paralux.proxy.spool.SpooledBody;
import org.paralux.proxy.tee.Answerer;
import org.paralux.proxy.tee.Body;
import org.paralux.proxy.tee.Exchange;
import org.paralux.proxy.tee.TeeBudget;

/** Trials between two fakes, with the records that they leave. */
final class TrialsFixture implements AutoCloseable {
    static final Duration TIME_LIMIT = Duration.ofMillis(300);
    static final SpoolSettings SPOOL = new SpoolSettings(16 << 10, 1 << 20, 64 << 10, new AuditSettings.Floor(0, 0));
    static final String QUERY = "{\"method\":\"Query\",\"args\":[\"instance\",[\"name\",\"be/memory\"],null]}";

    final Path shadowSocket;
    final Path primarySocket;
    final Path configuration;
    final AtomicInteger underWay = new AtomicInteger();
    private final Epochs epochs;
    final Spool spool;
    private final EvidenceStore evidence;
    volatile Effort effort = Effort.FULL;
    private final Trials trials;
    private final List<AuditEvent> recorded = new CopyOnWriteArrayList<>();
    private int exchanges;
    private volatile String shadowRelease = "2.10.7";

    /** Fakes that say nothing of themselves: the release is what the test says. */
    private final DaemonProbe probe = new DaemonProbe() {
        @Override
        public Optional<DaemonProcess> process(Path socket) {
            return Optional.of(new DaemonProcess(1, shadowRelease.hashCode(), null));
        }

        @Override
        public DaemonFacts facts(Path socket) {
            return new DaemonFacts("cluster", socket.equals(shadowSocket) ? shadowRelease : "2.10.7");
        }
    };

    TrialsFixture(Path folder) throws IOException {
        this(folder, 1000, Set.of());
    }

    TrialsFixture(Path folder, Duration timeLimit) throws IOException {
        this(folder, 1000, Set.of(), timeLimit);
    }

    TrialsFixture(Path folder, double trialsPerSecond, Set<String> blindTo) throws IOException {
        this(folder, trialsPerSecond, blindTo, TIME_LIMIT);
    }

    private TrialsFixture(Path folder, double trialsPerSecond, Set<String> blindTo, Duration timeLimit)
            throws IOException {
        shadowSocket = folder.resolve("shadow");
        primarySocket = folder.resolve("primary");
        configuration = folder.resolve("config.data");
        spool = Spool.open(folder, SPOOL);
        evidence = EvidenceStore.open(folder, EvidenceSettings.defaults(), new Random(1));
        AuditSink sink = (_, event) -> recorded.add(event);
        epochs = new Epochs("1", primarySocket, shadowSocket, Rules.shipped(), probe, System::nanoTime);
        trials = new Trials(
                new ShadowSettings(
                        shadowSocket,
                        timeLimit,
                        2,
                        trialsPerSecond,
                        1 << 20,
                        1 << 20,
                        1 << 16,
                        SPOOL,
                        new VersionPolicy.Keep(),
                        blindTo,
                        ShadowSettings.Budget.DEFAULT,
                        configuration,
                        Rules.shipped(),
                        EvidenceSettings.defaults()),
                primarySocket,
                epochs,
                new OutcomeSinks(sink, evidence, InstantSource.system()),
                new TeeBudget(1 << 20),
                spool,
                _ -> {},
                _ -> false,
                underWay::get,
                () -> effort,
                System::nanoTime,
                new Random(2));
        epochs.onChange((_, _) -> trials.epochChanged());
    }

    /** The shadow is another build from now on, and somebody has seen a sign of it. */
    String upgradeShadow(String release) {
        shadowRelease = release;
        epochs.doubt(Epochs.Daemon.SHADOW);
        return epochs.current().id();
    }

    /** Looks at the configuration file now. */
    void watchConfiguration() {
        trials.configuration().look();
    }

    String epoch() {
        return epochs.current().id();
    }

    static String reply(int memory) {
        return "{\"success\":true,\"result\":{\"data\":[[[0,\"inst1.example.com\"],[0," + memory
                + "]]],\"fields\":[{\"name\":\"name\",\"title\":\"T\",\"kind\":\"text\",\"doc\":\"D\"},"
                + "{\"name\":\"be/memory\",\"title\":\"T\",\"kind\":\"unit\",\"doc\":\"D\"}]}}";
    }

    static Exchange exchange(String request, Body reply) {
        return exchange(request, reply, System.nanoTime());
    }

    private static Exchange exchange(String request, Body reply, long endedNanos) {
        return exchange(request, reply, endedNanos, Answerer.PRIMARY);
    }

    private static Exchange exchange(String request, Body reply, long endedNanos, Answerer by) {
        return new Exchange(
                0,
                Instant.EPOCH,
                endedNanos,
                1000,
                new Body.Whole(Payload.of(request)),
                reply,
                ExchangeEnd.COMPLETE,
                by,
                by,
                0,
                null);
    }

    private static ClientFacts client(int pid) {
        return new ClientFacts(
                "c",
                pid,
                0,
                0,
                "root",
                "root",
                null,
                "x",
                null,
                null,
                null,
                List.of(),
                "0 /x - -",
                ClientFacts.Identity.FULL);
    }

    TrialDesk.Admission offer(String query, String primaryReply) {
        return offer(query, new Body.Whole(Payload.of(primaryReply)), 1);
    }

    TrialDesk.Admission offer(String query, Body primaryReply, int pid) {
        return offer(query, exchange(query, primaryReply), pid);
    }

    /** Of a query that somebody else than the primary answered. */
    TrialDesk.Admission offerAnsweredBy(Answerer by, String query, String reply) {
        return offer(query, exchange(query, new Body.Whole(Payload.of(reply)), System.nanoTime(), by), 1);
    }

    /** So long after the client had its answer. */
    TrialDesk.Admission offerLate(String query, String primaryReply, Duration late) {
        Body reply = new Body.Whole(Payload.of(primaryReply));
        return offer(query, exchange(query, reply, System.nanoTime() - late.toNanos()), 1);
    }

    /** As the recorder does it. */
    private TrialDesk.Admission offer(String query, Exchange exchange, int pid) {
        Candidate candidate = new Candidate(
                "r-" + ++exchanges, client(pid), Query.in(Payload.of(query)).orElseThrow(), exchange);
        TrialDesk.Admission admission = trials.admit(candidate);
        if (admission.skipCause() == null) {
            trials.begin(candidate, admission);
        } else {
            trials.skipped(candidate, admission);
        }
        return admission;
    }

    /** A reply that was spooled, as the recorder finds it. */
    TrialDesk.Admission offerSpooled(String query, String primaryReply) {
        SpooledBody spooled = spool.begin();
        byte[] bytes = primaryReply.getBytes(StandardCharsets.UTF_8);
        spooled.append(bytes, bytes.length, () -> {});
        spooled.end();
        await().atMost(Duration.ofSeconds(20)).until(() -> !spooled.isPending());
        Body whole = new Body.Whole(spooled.payload().orElseThrow());
        Exchange known = exchange(query, whole);
        return offer(
                query,
                new Exchange(
                        0,
                        known.endedAt(),
                        known.endedNanos(),
                        known.latencyNanos(),
                        known.request(),
                        whole,
                        known.end(),
                        Answerer.PRIMARY,
                        Answerer.PRIMARY,
                        0,
                        spooled),
                1);
    }

    void passes(String command, String reply) {
        trials.observed(LuxiRequest.in(Payload.of(command)), exchange(command, new Body.Whole(Payload.of(reply))));
    }

    List<AuditEvent.QueryOutcome> outcomes() {
        return recorded.stream()
                .filter(AuditEvent.QueryOutcome.class::isInstance)
                .map(AuditEvent.QueryOutcome.class::cast)
                .toList();
    }

    int inFlight() {
        return trials.inFlight();
    }

    @Override
    public void close() throws IOException {
        trials.close();
        epochs.close();
        spool.close();
        evidence.close();
    }
}
