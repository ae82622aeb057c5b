package org.paralux.proxy.shadow;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.paralux.proxy.spool.Spool;
import org.paralux.proxy.spool.SpoolSettings;
import org.paralux.proxy.spool.SpooledBody;
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
    final Spool spool;
    private final EvidenceStore evidence;
    private final Trials trials;
    private final List<AuditEvent> recorded = new CopyOnWriteArrayList<>();
    private int exchanges;

    TrialsFixture(Path folder) throws IOException {
        this(folder, 1000, Set.of());
    }

    TrialsFixture(Path folder, double trialsPerSecond, Set<String> blindTo) throws IOException {
        shadowSocket = folder.resolve("shadow");
        primarySocket = folder.resolve("primary");
        spool = Spool.open(folder, SPOOL);
        evidence = EvidenceStore.open(folder, EvidenceSettings.defaults(), new Random(1));
        AuditSink sink = (_, event) -> recorded.add(event);
        trials = new Trials(
                new ShadowSettings(
                        shadowSocket,
                        TIME_LIMIT,
                        2,
                        trialsPerSecond,
                        1 << 20,
                        1 << 20,
                        1 << 16,
                        SPOOL,
                        new VersionPolicy.Keep(),
                        blindTo,
                        Rules.shipped(),
                        EvidenceSettings.defaults()),
                primarySocket,
                "2.10.7",
                new OutcomeSinks(sink, evidence, InstantSource.system()),
                new TeeBudget(1 << 20),
                spool,
                _ -> {},
                System::nanoTime,
                new Random(2));
    }

    static String reply(int memory) {
        return "{\"success\":true,\"result\":{\"data\":[[[0,\"inst1.example.com\"],[0," + memory
                + "]]],\"fields\":[{\"name\":\"name\",\"title\":\"T\",\"kind\":\"text\",\"doc\":\"D\"},"
                + "{\"name\":\"be/memory\",\"title\":\"T\",\"kind\":\"unit\",\"doc\":\"D\"}]}}";
    }

    static Exchange exchange(String request, Body reply) {
        return new Exchange(
                0,
                Instant.EPOCH,
                System.nanoTime(),
                1000,
                new Body.Whole(Payload.of(request)),
                reply,
                ExchangeEnd.COMPLETE,
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
        spool.close();
        evidence.close();
    }
}
