package org.paralux.proxy.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditSink;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ExchangeEnd;
import org.paralux.audit.Lag;
import org.paralux.luxi.RequestKind;
import org.paralux.proxy.identity.ClientKeys;
import org.paralux.proxy.measure.Spread;

/**
 * Stands in front of the audit log: hands every event on, then counts it. So it knows what the log knows, as it happens,
 * in memory whose bounds are those of its tables.
 *
 * <p>Thread-safe. An event is counted in well under a microsecond of a lock that a look holds for about a millisecond;
 * nobody who records ever waits longer, and the relay's event loops do not come here.
 */
public final class LiveModel implements AuditSink {
    private static final int ROWS = 50;
    private static final int REASONS = 100;
    private static final int RULES = 200;

    private final AuditSink log;
    private final ClientAdvisor advisor;
    private volatile LiveListener listener = LiveListener.NONE;

    private final Spread lag = new Spread();
    private final Spread primaryLatency = new Spread();
    private final Spread shadowLatency = new Spread();
    private final Cache<Advised, Advice> advice =
            Caffeine.newBuilder().maximumSize(ClientTable.KEYS).build();

    // All that follows is guarded by this.
    private final Timeline timeline = new Timeline();
    private final ClassTable classes = new ClassTable();
    private final CauseTable causes = new CauseTable();
    private final ClientTable clients;
    private final BoundedCounts reasons = new BoundedCounts(REASONS);
    private final BoundedCounts rules = new BoundedCounts(RULES);
    /** As it started, but with the builds and the epoch of now. */
    private AuditEvent.@Nullable ProxyStarted run;

    private record Advised(String key, int samples) {}

    /** @param log where all events go first */
    public LiveModel(AuditSink log, ClientKeys keys, ClientAdvisor advisor) {
        this.log = log;
        this.clients = new ClientTable(keys);
        this.advisor = advisor;
    }

    /** From now on {@code next} is told what is new. */
    public void listen(LiveListener next) {
        listener = next;
    }

    @Override
    public void append(Instant time, AuditEvent event) {
        log.append(time, event);
        switch (event) {
            case AuditEvent.Exchange exchange -> exchange(time, exchange);
            case AuditEvent.QueryOutcome outcome -> outcome(time, outcome);
            case AuditEvent.DivergenceFound divergence -> divergence(time, divergence);
            case AuditEvent.ClientSeen seen -> seen(seen.client());
            case AuditEvent.ProxyStarted started -> started(started);
            case AuditEvent.EpochChanged changed -> epochChanged(changed);
            case AuditEvent.ProxyStopped _,
                    AuditEvent.ConnectionOpened _,
                    AuditEvent.ConnectionClosed _,
                    AuditEvent.StageChanged _,
                    AuditEvent.GateChanged _,
                    AuditEvent.ClientSpared _,
                    AuditEvent.PlanChanged _,
                    AuditEvent.Gap _,
                    AuditEvent.SegmentsDropped _ -> {}
        }
    }

    private void exchange(Instant time, AuditEvent.Exchange exchange) {
        if (exchange.end() == ExchangeEnd.INCOMPLETE_REQUEST) {
            return;
        }
        Long micros = exchange.latencyMicros();
        if (micros != null && exchange.kind() == RequestKind.QUERY && !"shadow".equals(exchange.answeredBy())) {
            primaryLatency.addMicros(micros);
        }
        ClientFacts firstOf = null;
        synchronized (this) {
            timeline.request(time, exchange.kind() == RequestKind.QUERY, exchange.misdirected());
            classes.asked(exchange);
            if (exchange.misdirected()) {
                firstOf = clients.misdirected(time, exchange);
            }
        }
        if (firstOf != null) {
            listener.newMisdirectedClient(time, firstOf);
        }
    }

    private void outcome(Instant time, AuditEvent.QueryOutcome one) {
        Lag late = one.lagMicros();
        if (late != null && late.to() != null) {
            lag.addMicros(late.to());
        }
        Long micros = one.shadowMicros();
        if (micros != null) {
            shadowLatency.addMicros(micros);
        }
        synchronized (this) {
            timeline.outcome(time, one.outcome());
            classes.outcome(one);
            causes.outcome(one, clients.keyOf(one.client()));
            String reason = reasonOf(one);
            if (reason != null) {
                reasons.add(reason);
            }
            if (one.rules() != null) {
                one.rules().forEach(rules::add);
            }
        }
    }

    private static @Nullable String reasonOf(AuditEvent.QueryOutcome one) {
        if (one.undecidedCause() != null) {
            return one.outcome().word() + ": " + one.undecidedCause().word();
        }
        return one.reason() == null ? null : one.outcome().word() + ": " + one.reason();
    }

    private void divergence(Instant time, AuditEvent.DivergenceFound one) {
        boolean isNew;
        synchronized (this) {
            isNew = causes.divergence(time, one);
        }
        if (isNew) {
            listener.newCause(time, one);
        }
    }

    private synchronized void seen(ClientFacts facts) {
        clients.seen(facts);
    }

    private synchronized void started(AuditEvent.ProxyStarted started) {
        run = started;
    }

    /** The run goes on with other builds. */
    private synchronized void epochChanged(AuditEvent.EpochChanged changed) {
        AuditEvent.ProxyStarted before = run;
        if (before != null) {
            run = new AuditEvent.ProxyStarted(
                    before.run(),
                    before.cluster(),
                    before.node(),
                    before.pid(),
                    before.listen(),
                    before.listenRole(),
                    before.primary(),
                    before.shadow(),
                    before.queryListen(),
                    changed.builds(),
                    changed.epoch());
        }
    }

    /** What went on until {@code now}, with the first {@value #ROWS} causes and clients. */
    public LiveView view(Instant now) {
        LiveView bare;
        List<ClientTable.Sighting> sightings;
        synchronized (this) {
            sightings = clients.most(ROWS);
            bare = new LiveView(
                    run,
                    timeline.view(now),
                    classes.rows(),
                    classes.coverage(),
                    causes.view(ROWS, List.of()),
                    new LiveView.Clients(clients.size(), clients.otherMisdirected(), List.of()),
                    lag.view(),
                    primaryLatency.view(),
                    shadowLatency.view(),
                    reasons.top(ROWS),
                    rules.top(ROWS));
        }
        List<LiveView.ClientRow> rows = sightings.stream()
                .map(sighting -> advised(bare.run(), sighting))
                .toList();
        return bare.withClients(rows);
    }

    /** The first {@value #ROWS} causes that contain all words of {@code text}, whatever their case. */
    public synchronized LiveView.Causes causes(String text) {
        List<String> words = Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return causes.view(ROWS, words);
    }

    private LiveView.ClientRow advised(AuditEvent.@Nullable ProxyStarted started, ClientTable.Sighting sighting) {
        Advised asked = new Advised(sighting.row().key(), sighting.samples().size());
        return sighting.row()
                .with(advice.get(asked, _ -> advisor.advise(started, sighting.facts(), sighting.samples())));
    }
}
