package org.paralux.proxy.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent.DivergenceFound;
import org.paralux.audit.AuditEvent.Exchange;
import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.audit.ExchangeEnd;
import org.paralux.audit.Outcome;
import org.paralux.audit.SkipCause;
import org.paralux.audit.statistics.Failures;
import org.paralux.audit.statistics.Percent;

/**
 * The gates of one class in one epoch, and the evidence before them.
 *
 * <p>A breach that takes its class back ends the evidence: from there on it is gathered anew. A gate stays breached until it
 * was so for {@link GateRules#hold} and the evidence since then lets it pass. So no gate flaps, and none opens for want of
 * evidence.
 *
 * <p>Thread-safe.
 */
final class ClassGates {
    private static final String SHADOW = "shadow";
    private static final long LEAST_NEWS = 20;
    private static final long PART_OF_NEWS = 20;

    private final String name;
    private final GateRules rules;
    private final Map<GateKind, Held> held = new EnumMap<>(GateKind.class);
    private final Map<GateKind, ShareWatch> shares = new EnumMap<>(GateKind.class);
    private DivergenceWatch divergence;
    private LatencyWatch latency;
    private CoverageWatch coverage;
    private Instant since;
    private boolean ready;
    private long trials;
    private long nextLookAt;

    /** A breach that holds. */
    record Held(Instant since, String sentence) {}

    /** @param since evidence from before it does not count */
    ClassGates(String name, GateRules rules, Instant since, Map<GateKind, Held> held) {
        this.name = name;
        this.rules = rules;
        this.since = since;
        this.held.putAll(held);
        this.divergence = new DivergenceWatch(rules);
        this.latency = newLatency();
        this.coverage = newCoverage();
        restartAll();
    }

    private LatencyWatch newLatency() {
        GateRule rule = rules.of(GateKind.LATENCY);
        return new LatencyWatch(rule.limit(), rules.alpha(), rule.minimum());
    }

    private CoverageWatch newCoverage() {
        GateRule rule = rules.of(GateKind.COVERAGE);
        return new CoverageWatch(rule.limit(), rules.alpha(), rule.minimum());
    }

    private void restartAll() {
        for (GateKind kind : GateKind.values()) {
            restart(kind);
        }
    }

    private void restart(GateKind kind) {
        switch (kind) {
            case DIVERGENCE -> divergence = new DivergenceWatch(rules);
            case LATENCY -> latency = newLatency();
            case COVERAGE -> coverage = newCoverage();
            case LAG, ERRORS, REFUSED -> {
                GateRule rule = rules.of(kind);
                shares.put(kind, new ShareWatch(rule.limit(), rules.alpha(), rule.minimum()));
            }
        }
    }

    private ShareWatch share(GateKind kind) {
        ShareWatch watch = shares.get(kind);
        if (watch == null) {
            throw new IllegalStateException("made with the rest");
        }
        return watch;
    }

    /** An exchange that a client had; what is routed to the shadow tells whether it answers. */
    synchronized Optional<Breach> exchange(Instant time, Exchange exchange, String client) {
        if (time.isBefore(since)) {
            return Optional.empty();
        }
        coverage.asked(String.valueOf(exchange.fingerprint()), client);
        boolean isTold = exchange.end() == ExchangeEnd.COMPLETE || exchange.end() == ExchangeEnd.PRIMARY_LEFT;
        if (!exchange.askedFirst().equals(SHADOW) || !isTold) {
            return Optional.empty();
        }
        boolean failed = !SHADOW.equals(exchange.answeredBy());
        return errors(time, failed, exchange.id());
    }

    private Optional<Breach> errors(Instant time, boolean failed, String exchange) {
        ShareWatch watch = share(GateKind.ERRORS);
        if (!watch.add(micros(time), failed)) {
            return Optional.empty();
        }
        return Optional.of(breach(
                GateKind.ERRORS,
                time,
                "the new daemon did not answer " + watch.recently() + " queries lately, and more than "
                        + limit(GateKind.ERRORS) + " is too many",
                exchange));
    }

    /** What became of a query. */
    synchronized Optional<Breach> outcome(Instant time, QueryOutcome outcome, String client, boolean shadowFirst) {
        if (time.isBefore(since)) {
            return Optional.empty();
        }
        boolean isUncompared = shadowFirst && outcome.outcome() == Outcome.UNDECIDED && outcome.cell() == null;
        SkipCause cause = isUncompared ? SkipCause.NO_PRIMARY_REPLY : outcome.skipCause();
        if (cause != null) {
            return skipped(time, cause, outcome.exchange());
        }
        trials++;
        long micros = micros(time);
        coverage.trial(micros, outcome.fingerprint(), client);
        List<Breach> breaches = new ArrayList<>();
        switch (divergence.trial(micros, outcome, client)) {
            case NOTHING -> {}
            case CERTAIN -> breaches.add(certain(time, outcome.exchange(), ""));
            case TOO_MANY -> breaches.add(tooMany(time, outcome.exchange()));
        }
        if (!shadowFirst) {
            errors(time, outcome.outcome() == Outcome.SHADOW_FAILED, outcome.exchange())
                    .ifPresent(breaches::add);
        }
        share(time, GateKind.REFUSED, outcome.outcome() == Outcome.REFUSED, outcome.exchange(), breaches);
        boolean late =
                outcome.outcome() == Outcome.LAG && Failures.isTooLong(outcome.lagMicros(), rules.lagLimitMicros());
        share(time, GateKind.LAG, late, outcome.exchange(), breaches);
        latency(time, outcome, shadowFirst, breaches);
        return breaches.stream().findFirst();
    }

    private void share(Instant time, GateKind kind, boolean failed, String exchange, List<Breach> breaches) {
        ShareWatch watch = share(kind);
        if (watch.add(micros(time), failed) && breaches.isEmpty()) {
            String what = kind == GateKind.LAG
                    ? "the new daemon may have lagged for more than "
                            + rules.lagLimit().toMillis() + " ms in "
                    : "the new daemon refused ";
            breaches.add(breach(
                    kind,
                    time,
                    what + watch.recently() + " trials lately, and more than " + limit(kind) + " is too many",
                    exchange));
        }
    }

    private void latency(Instant time, QueryOutcome outcome, boolean shadowFirst, List<Breach> breaches) {
        Long primary = outcome.primaryMicros();
        Long shadow = outcome.shadowMicros();
        if (primary == null || shadow == null) {
            return;
        }
        if (latency.add(micros(time), shadowFirst, primary, shadow) && breaches.isEmpty()) {
            breaches.add(breach(
                    GateKind.LATENCY,
                    time,
                    "the new daemon is slow: " + latency.found() + ", which should be at most half of them",
                    outcome.exchange()));
        }
    }

    private Optional<Breach> skipped(Instant time, SkipCause cause, String exchange) {
        return coverage.skipped(micros(time), cause)
                ? Optional.of(breach(
                        GateKind.COVERAGE,
                        time,
                        "most of it is not compared any more, the last for " + cause.word(),
                        exchange))
                : Optional.empty();
    }

    /** One of the ways in which a divergent trial differs. */
    synchronized Optional<Breach> divergence(Instant time, DivergenceFound found) {
        return switch (divergence.divergence(found)) {
            case NOTHING -> Optional.empty();
            case CERTAIN -> Optional.of(certain(time, found.exchange(), " (" + found.cause() + ")"));
            case TOO_MANY -> Optional.of(tooMany(time, found.exchange()));
        };
    }

    private Breach certain(Instant time, String exchange, String cause) {
        return breach(
                GateKind.DIVERGENCE,
                time,
                "the two daemons differ for certain" + cause + "; see 'paralux explain " + exchange + "'",
                exchange);
    }

    private Breach tooMany(Instant time, String exchange) {
        return breach(
                GateKind.DIVERGENCE,
                time,
                divergence.recently() + " trials differ or stayed undecided lately, and more than "
                        + limit(GateKind.DIVERGENCE) + " is too many",
                exchange);
    }

    private String counted(ShareWatch watch) {
        return Figures.of(Math.round(watch.failed()), watch.all());
    }

    private String limit(GateKind kind) {
        return Percent.of(rules.of(kind).limit());
    }

    private Breach breach(GateKind kind, Instant time, String text, @Nullable String exchange) {
        String sentence = name + ": " + text + ".";
        GateAction action = rules.of(kind).action();
        boolean isNew = held.put(kind, new Held(time, sentence)) == null;
        ready = false;
        if (action == GateAction.ROLLBACK) {
            since = time;
            restartAll();
        } else {
            restart(kind);
        }
        return new Breach(name, kind, action, time, sentence, exchange, isNew);
    }

    /** Opens what was breached long enough ago and passes by now. */
    synchronized List<GateKind> open(Instant now) {
        List<GateKind> opened = new ArrayList<>();
        for (Map.Entry<GateKind, Held> each : Map.copyOf(held).entrySet()) {
            boolean isOver = !now.isBefore(each.getValue().since().plus(rules.hold()));
            if (isOver && isShown(each.getKey())) {
                held.remove(each.getKey());
                opened.add(each.getKey());
            }
        }
        return opened;
    }

    /**
     * Whether it became ready since this was asked last: all pass but latency, which is measured fairly only once the
     * shadow answers clients. It counts once, until a breach. Bounds are dear, so they are looked at only where there is more
     * to look at by a part.
     */
    synchronized boolean becameReady() {
        if (ready || trials < nextLookAt) {
            return false;
        }
        nextLookAt = trials + Math.max(LEAST_NEWS, trials / PART_OF_NEWS);
        ready = Arrays.stream(GateKind.values())
                .filter(kind -> kind != GateKind.LATENCY)
                .allMatch(kind -> state(kind) == GateState.PASS);
        return ready;
    }

    /** No breach holds any more, because somebody says so; evidence is gathered anew. */
    synchronized void forgive(Instant now) {
        held.clear();
        since = now;
        restartAll();
    }

    synchronized List<GateStanding> standings() {
        List<GateStanding> standings = new ArrayList<>();
        for (GateKind kind : GateKind.values()) {
            standings.add(new GateStanding(kind, state(kind), rules.of(kind).action()));
        }
        return standings;
    }

    private GateState state(GateKind kind) {
        if (held.containsKey(kind)) {
            return GateState.BREACH;
        }
        return isShown(kind) ? GateState.PASS : GateState.NOT_ENOUGH_EVIDENCE;
    }

    private boolean isShown(GateKind kind) {
        return switch (kind) {
            case DIVERGENCE -> divergence.isShown();
            case LATENCY -> latency.isShown();
            case COVERAGE -> coverage.isShown();
            case LAG, ERRORS, REFUSED -> share(kind).isShown();
        };
    }

    synchronized List<GateReading> readings() {
        List<GateReading> readings = new ArrayList<>();
        for (GateKind kind : GateKind.values()) {
            readings.add(new GateReading(kind, state(kind), rules.of(kind).action(), found(kind), wanted(kind)));
        }
        return readings;
    }

    private String found(GateKind kind) {
        return switch (kind) {
            case DIVERGENCE -> divergence.found();
            case LATENCY -> latency.found();
            case COVERAGE -> coverage.found();
            case LAG, ERRORS, REFUSED ->
                "at most " + Percent.of(share(kind).upper()) + " (" + counted(share(kind)) + ")";
        };
    }

    private String wanted(GateKind kind) {
        return switch (kind) {
            case DIVERGENCE -> divergence.wanted();
            case LATENCY ->
                "slower than " + Figures.times(rules.of(kind).limit()) + " the primary's time in at most half";
            case COVERAGE -> "at least " + limit(kind) + " compared, at most 1 % skipped by circumstance";
            case LAG, ERRORS, REFUSED -> {
                long needed = share(kind).cleanNeeded();
                yield "at most " + limit(kind)
                        + (needed <= 0 || needed == Long.MAX_VALUE ? "" : ": " + needed + " more, all clean");
            }
        };
    }

    synchronized Map<GateKind, Held> held() {
        return Map.copyOf(held);
    }

    synchronized Instant since() {
        return since;
    }

    GateRules rules() {
        return rules;
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
    }
}
