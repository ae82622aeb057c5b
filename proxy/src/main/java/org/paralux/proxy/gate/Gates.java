package org.paralux.proxy.gate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.audit.AuditSink;
import org.paralux.luxi.base.RecentMap;
import org.paralux.proxy.identity.ClientKeys;

/**
 * The gates of all classes. Stands before the record: hands every event on, then weighs it, so that a breach is known before
 * whoever recorded the outcome goes on.
 *
 * <p>Thread-safe; an event costs a few microseconds of its class's lock, on threads that record.
 */
public final class Gates implements AuditSink {
    private static final int CLASSES = 200;
    private static final int ROUTED = 16_384;
    private static final String SHADOW = "shadow";

    private final AuditSink next;
    private final Supplier<String> epoch;
    private final InstantSource clock;
    private final GateStore store;
    private final Map<String, ClassGates> classes = new ConcurrentHashMap<>();
    private volatile GateListener listener = GateListener.NONE;
    private volatile Map<String, GateRules> rules = Map.of();

    /** Until then the log is read again; what it does not tell counts as it comes. */
    private volatile Instant readUntil = Instant.MIN;

    private volatile boolean isReading;
    private volatile @Nullable Instant judgedSince;

    private final ClientKeys clients;

    /** Exchanges in which the shadow was asked first. Guarded by itself. */
    private final RecentMap<String, Boolean> shadowFirst = new RecentMap<>(ROUTED);

    /**
     * @param next where events go first
     * @param epoch the id of the epoch now
     */
    public Gates(AuditSink next, ClientKeys clients, Supplier<String> epoch, GateStore store, InstantSource clock) {
        this.next = next;
        this.clients = clients;
        this.epoch = epoch;
        this.store = store;
        this.clock = clock;
    }

    /** Who is told of breaches; before the first event. */
    public void listen(GateListener told) {
        listener = told;
    }

    /** Takes up the breaches that held before the last stop, if they are of this epoch. */
    public void resume() {
        store.read(epoch.get())
                .forEach((name, kept) ->
                        classes.put(name, new ClassGates(name, rulesOf(name), kept.since(), kept.held())));
    }

    private GateRules rulesOf(String queryClass) {
        return rules.getOrDefault(queryClass, GateRules.PLAIN);
    }

    /**
     * Judges by these from now on; classes without any by {@link GateRules#PLAIN}. A class whose rules are others begins with
     * no evidence, until the log is read again.
     */
    public void judgeBy(Map<String, GateRules> next) {
        rules = Map.copyOf(next);
        classes.replaceAll((name, before) -> {
            GateRules now = rulesOf(name);
            if (before.rules().equals(now)) {
                return before;
            }
            judgedSince = clock.instant();
            return new ClassGates(name, now, before.since(), before.held());
        });
    }

    /** Since when classes are judged by other rules whose log was not read again; null where there are none. Asked once. */
    public @Nullable Instant takeJudgedSince() {
        Instant since = judgedSince;
        judgedSince = null;
        return since;
    }

    @Override
    public void append(Instant time, AuditEvent event) {
        next.append(time, event);
        if (!isReading || !time.isBefore(readUntil)) {
            weigh(time, event).ifPresent(listener::breached);
        }
    }

    /** An event out of the log: it is weighed, and nothing follows from it. */
    void recall(Instant time, AuditEvent event) {
        var _ = weigh(time, event);
    }

    private Optional<Breach> weigh(Instant time, AuditEvent event) {
        return switch (event) {
            case AuditEvent.ClientSeen seen -> {
                clients.seen(seen.client());
                yield Optional.empty();
            }
            case AuditEvent.Exchange exchange -> exchange(time, exchange);
            case AuditEvent.QueryOutcome outcome -> outcome(time, outcome);
            case AuditEvent.DivergenceFound found -> {
                ClassGates gates = classes.get(found.queryClass());
                yield gates == null ? Optional.empty() : kept(gates.divergence(time, found));
            }
            case AuditEvent.ProxyStarted _,
                    AuditEvent.ProxyStopped _,
                    AuditEvent.ConnectionOpened _,
                    AuditEvent.ConnectionClosed _,
                    AuditEvent.EpochChanged _,
                    AuditEvent.StageChanged _,
                    AuditEvent.GateChanged _,
                    AuditEvent.ClientSpared _,
                    AuditEvent.PlanChanged _,
                    AuditEvent.Gap _,
                    AuditEvent.SegmentsDropped _ -> Optional.empty();
        };
    }

    private Optional<Breach> exchange(Instant time, AuditEvent.Exchange exchange) {
        if (exchange.queryClass() == null || exchange.fingerprint() == null) {
            return Optional.empty();
        }
        if (exchange.askedFirst().equals(SHADOW)) {
            synchronized (shadowFirst) {
                shadowFirst.put(exchange.id(), true);
            }
        }
        return kept(gates(exchange.queryClass())
                .flatMap(gates -> gates.exchange(time, exchange, keyOf(exchange.client()))));
    }

    private Optional<Breach> outcome(Instant time, QueryOutcome outcome) {
        String of = outcome.epoch();
        if (of != null && !of.equals(epoch.get())) {
            return Optional.empty();
        }
        boolean first;
        synchronized (shadowFirst) {
            first = shadowFirst.remove(outcome.exchange()) != null;
        }
        return kept(gates(outcome.queryClass())
                .flatMap(gates -> gates.outcome(time, outcome, keyOf(outcome.client()), first)));
    }

    /** The first time alone: a class that differs in every trial must not keep the disk busy. */
    private Optional<Breach> kept(Optional<Breach> breach) {
        if (breach.isPresent() && breach.get().isNew()) {
            keep();
        }
        return breach;
    }

    private Optional<ClassGates> gates(String queryClass) {
        ClassGates known = classes.get(queryClass);
        if (known == null && classes.size() < CLASSES) {
            known = classes.computeIfAbsent(
                    queryClass, name -> new ClassGates(name, rulesOf(name), Instant.EPOCH, Map.of()));
        }
        return Optional.ofNullable(known);
    }

    private String keyOf(String client) {
        return Objects.requireNonNullElse(clients.of(client), client);
    }

    /** What happened in another epoch counts no more. */
    public void epochChanged() {
        classes.clear();
        synchronized (shadowFirst) {
            shadowFirst.clear();
        }
        keep();
    }

    /** Opens the gates that were breached long enough ago and pass by now, and tells which classes became ready. */
    public void look() {
        Instant now = clock.instant();
        Map<String, List<GateKind>> opened = new HashMap<>();
        classes.forEach((name, gates) -> {
            List<GateKind> kinds = gates.held().isEmpty() ? List.of() : gates.open(now);
            if (!kinds.isEmpty()) {
                opened.put(name, kinds);
            }
        });
        if (!opened.isEmpty()) {
            keep();
            opened.forEach((name, kinds) -> kinds.forEach(kind -> listener.opened(name, kind, now)));
        }
        classes.forEach((name, gates) -> {
            if (gates.becameReady()) {
                listener.ready(name);
            }
        });
    }

    /** Whoever moves a class by hand knows what was breached. */
    public void forgive(String queryClass) {
        ClassGates gates = classes.get(queryClass);
        if (gates != null && !gates.held().isEmpty()) {
            gates.forgive(clock.instant());
            keep();
        }
    }

    /** How the gates of a class stand, which is quickly told. */
    public List<GateStanding> standings(String queryClass) {
        return gates(queryClass).map(ClassGates::standings).orElse(List.of());
    }

    /** How the gates of a class stand, in words. */
    public List<GateReading> readings(String queryClass) {
        return gates(queryClass).map(ClassGates::readings).orElse(List.of());
    }

    /** Why gates of a class are breached, a sentence each. */
    public List<String> breaches(String queryClass) {
        ClassGates gates = classes.get(queryClass);
        return gates == null
                ? List.of()
                : new TreeMap<>(gates.held())
                        .values().stream().map(ClassGates.Held::sentence).toList();
    }

    /** Classes that were asked for, by name. */
    public List<String> classes() {
        return classes.keySet().stream().sorted().toList();
    }

    /** From now on until {@link #recalled} the log is read again, up to a time. */
    void recalls(Instant until) {
        readUntil = until;
        isReading = true;
    }

    void recalled() {
        isReading = false;
    }

    /** Whether evidence from before the last start may still be missing. */
    public boolean isReading() {
        return isReading;
    }

    private void keep() {
        Map<String, GateStore.Kept> kept = new TreeMap<>();
        classes.forEach((name, gates) -> {
            Map<GateKind, ClassGates.Held> held = gates.held();
            if (!held.isEmpty() || gates.since().isAfter(Instant.EPOCH)) {
                kept.put(name, new GateStore.Kept(gates.since(), held));
            }
        });
        store.write(epoch.get(), kept);
    }
}
