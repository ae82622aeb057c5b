package org.paralux.proxy.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.paralux.audit.AuditStatus;
import org.paralux.proxy.effort.Effort;
import org.paralux.proxy.health.Condition;
import org.paralux.proxy.health.Conditions;
import org.paralux.proxy.health.ShadowState;
import org.paralux.proxy.health.Vitals;
import org.paralux.proxy.live.LiveModel;
import org.paralux.proxy.live.LiveView;
import org.paralux.proxy.measure.Spread;

/**
 * All counts and states in the text form of Prometheus. What others name, classes and clients, are told one by one up to
 * a number; the rest is {@code other}. Thread-safe.
 */
public final class Metrics {
    /** The content type of {@link #scrape}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final int NAMED_CLIENTS = 50;
    private static final String OTHER = "other";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LiveModel live;
    private final Supplier<Vitals> vitals;
    private final Conditions conditions;
    private final InstantSource clock;

    // Guarded by this, and fresh during a scrape.
    private final Map<String, Long> clients = new LinkedHashMap<>();
    private final Map<ClassOutcome, Long> classOutcomes = new HashMap<>();
    private Vitals now;
    private LiveView view;

    private record ClassOutcome(String queryClass, String outcome) {}

    public Metrics(LiveModel live, Supplier<Vitals> vitals, Conditions conditions, InstantSource clock) {
        this.live = live;
        this.vitals = vitals;
        this.conditions = conditions;
        this.clock = clock;
        this.now = vitals.get();
        this.view = live.view(clock.instant());
        registerCounts();
        registerStates();
        registerSpreads();
        counter("paralux.client.misdirected", Tags.of("client", OTHER), metrics -> metrics.otherMisdirected());
    }

    private void registerCounts() {
        for (String word : now.counts().keySet()) {
            CountName name = CountName.of(word);
            if (name.isGauge()) {
                gauge(name.meter(), name.tags(), metrics -> metrics.now.count(word));
            } else {
                counter(name.meter(), name.tags(), metrics -> metrics.now.count(word));
            }
        }
    }

    private void registerStates() {
        gauge("paralux.serving", Tags.empty(), metrics -> metrics.now.serving() ? 1 : 0);
        gauge("paralux.connections", Tags.empty(), metrics -> metrics.now.connections());
        gauge("paralux.tee.bytes", Tags.empty(), metrics -> metrics.now.teeBytes());
        for (ShadowState state : ShadowState.values()) {
            gauge("paralux.shadow", Tags.of("state", state.word()), metrics -> metrics.now.shadow() == state ? 1 : 0);
        }
        for (Effort effort : Effort.values()) {
            gauge(
                    "paralux.effort",
                    Tags.of("effort", effort.word()),
                    metrics -> metrics.now.effort() == effort ? 1 : 0);
        }
        for (Condition condition : Condition.values()) {
            gauge(
                    "paralux.condition",
                    Tags.of("condition", condition.word(), "urgent", String.valueOf(condition.isUrgent())),
                    metrics -> metrics.conditions.current().containsKey(condition) ? 1 : 0);
        }
        gauge(
                "paralux.audit.queued.bytes",
                Tags.empty(),
                metrics -> metrics.log().queuedBytes());
        gauge("paralux.audit.seq", Tags.empty(), metrics -> metrics.log().head().seq());
        gauge("paralux.audit.trouble", Tags.empty(), metrics -> metrics.log().trouble() == null ? 0 : 1);
        counter("paralux.audit.lost", Tags.empty(), metrics -> metrics.log().lost());
        gauge("paralux.evidence.bytes", Tags.empty(), metrics -> metrics.evidenceBytes());
        counter("paralux.evidence.lost", Tags.empty(), metrics -> metrics.evidenceLost());
        gauge("paralux.causes", Tags.empty(), metrics -> metrics.view.causes().distinct());
        gauge(
                "paralux.clients.misdirected",
                Tags.empty(),
                metrics -> metrics.view.clients().distinct());
        gauge(
                "paralux.coverage.fingerprints",
                Tags.of("part", "seen"),
                metrics -> metrics.view.coverage().fingerprints());
        gauge(
                "paralux.coverage.fingerprints",
                Tags.of("part", "compared"),
                metrics -> metrics.view.coverage().comparedFingerprints());
    }

    private void registerSpreads() {
        register("paralux.lag.seconds", "of", () -> Map.of("shadow", view.lag()));
        register(
                "paralux.latency.seconds",
                "side",
                () -> Map.of("primary", view.primaryLatency(), "shadow", view.shadowLatency()));
        register("paralux.added.latency.seconds", "part", () -> Map.of("carry", now.carry(), "wake", now.wake()));
    }

    private void register(String name, String label, Supplier<Map<String, Spread.View>> spreads) {
        registry.getPrometheusRegistry()
                .register(new SpreadCollector(name.replace('.', '_'), MeterHelp.of(name), label, spreads));
    }

    private void counter(String name, Tags tags, ToDoubleFunction<Metrics> value) {
        FunctionCounter.builder(name, this, value)
                .description(MeterHelp.of(name))
                .tags(tags)
                .register(registry);
    }

    private void gauge(String name, Tags tags, ToDoubleFunction<Metrics> value) {
        Gauge.builder(name, this, value)
                .description(MeterHelp.of(name))
                .tags(tags)
                .register(registry);
    }

    private AuditStatus log() {
        return now.log();
    }

    private double evidenceBytes() {
        return now.evidence() == null ? 0 : now.evidence().bytes();
    }

    private double evidenceLost() {
        return now.evidence() == null
                ? 0
                : now.evidence().lost().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    private double otherMisdirected() {
        return Math.max(
                0,
                now.count("misdirected")
                        - clients.values().stream().mapToLong(Long::longValue).sum());
    }

    /** Everything at one moment. */
    public synchronized String scrape() {
        now = vitals.get();
        view = live.view(clock.instant());
        view.classes().forEach(this::classCounted);
        view.clients().rows().forEach(this::clientCounted);
        return registry.scrape();
    }

    private void classCounted(LiveView.ClassRow row) {
        row.outcomes().forEach((outcome, count) -> {
            ClassOutcome key = new ClassOutcome(row.name(), outcome);
            if (classOutcomes.put(key, count) == null) {
                counter(
                        "paralux.class.outcomes",
                        Tags.of("class", row.name(), "outcome", outcome),
                        metrics -> metrics.classOutcomes.getOrDefault(key, 0L));
            }
        });
    }

    private void clientCounted(LiveView.ClientRow row) {
        if (clients.size() >= NAMED_CLIENTS && !clients.containsKey(row.key())) {
            return;
        }
        if (clients.put(row.key(), row.misdirected()) == null) {
            counter(
                    "paralux.client.misdirected",
                    Tags.of("client", row.key()),
                    metrics -> metrics.clients.getOrDefault(row.key(), 0L));
        }
    }
}
