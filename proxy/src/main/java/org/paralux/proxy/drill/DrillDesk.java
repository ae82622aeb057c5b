package org.paralux.proxy.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditSink;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.admin.AdminException;
import org.paralux.proxy.admin.AdminVerb;
import org.paralux.proxy.admin.Caller;
import org.paralux.proxy.identity.ClientKeys;
import org.paralux.proxy.rollout.StageTable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Stands before the log, hands every event on, and judges exchanges while a drill is on. At most one is at a time; its result
 * is kept until the next. Thread-safe.
 */
public final class DrillDesk implements AuditSink {
    private static final Duration LONGEST = Duration.ofHours(24);

    private final AuditSink log;
    private final Supplier<StageTable> stages;
    private final Drill.Rules rules;
    private final InstantSource clock;

    private final ClientKeys clients;

    private @Nullable Drill drill;

    /**
     * @param clients filled by those around it
     * @param stages that hold now
     * @param fallsBack whether a query that the shadow does not answer goes to the primary
     * @param fallBackAfter how long the shadow may be silent
     */
    public DrillDesk(
            AuditSink log,
            ClientKeys clients,
            Supplier<StageTable> stages,
            boolean fallsBack,
            Duration fallBackAfter,
            InstantSource clock) {
        this.log = log;
        this.clients = clients;
        this.stages = stages;
        this.rules = new Drill.Rules(fallsBack, fallBackAfter);
        this.clock = clock;
    }

    @Override
    public void append(Instant time, AuditEvent event) {
        log.append(time, event);
        if (event instanceof AuditEvent.Exchange exchange) {
            judge(exchange);
        }
    }

    private synchronized void judge(AuditEvent.Exchange exchange) {
        Drill now = drill;
        if (now != null && !now.isOver(clock.instant())) {
            now.judge(exchange, Objects.requireNonNullElse(clients.of(exchange.client()), "unknown"), stages.get());
        }
    }

    /** What is done on the admin socket, by path. */
    public Map<String, AdminVerb> verbs() {
        return Map.of("/drill", AdminVerb.changing(this::start));
    }

    /** How far the drill is, or how it ended; an empty object where none was. */
    public synchronized String page() {
        return drill == null ? "{}" : drill.toJson(drill.isOver(clock.instant()));
    }

    private synchronized String start(Caller caller, String body) throws AdminException {
        if (drill != null && !drill.isOver(clock.instant())) {
            throw new AdminException("a drill is on already (expected: one at a time); wait for its end");
        }
        try {
            JsonNode asked = LuxiJson.MAPPER.readTree(body);
            String word = asked.path("kind").asString();
            DrillKind kind = DrillKind.of(word)
                    .orElseThrow(() -> new AdminException(
                            "kind: '" + word + "' (expected: primary-down, shadow-down or shadow-slow)"));
            Duration length = Duration.ofMillis(asked.path("millis").asLong());
            if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
                throw new AdminException(
                        "millis: " + length.toMillis() + " (expected: 1 to " + LONGEST.toMillis() + ")");
            }
            drill = new Drill(
                    kind,
                    Duration.ofMillis(asked.path("delayMillis").asLong()),
                    rules,
                    clock.instant().plus(length));
            return drill.toJson(false);
        } catch (JacksonException e) {
            throw new AdminException("no JSON (expected: kind, millis and delayMillis)");
        }
    }
}
