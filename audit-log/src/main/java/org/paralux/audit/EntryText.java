package org.paralux.audit;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An entry in one line for people: when, what, by whom; harmless for a terminal whatever a client put into it. */
final class EntryText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

    private EntryText() {}

    static String of(AuditEntry entry, @Nullable ClientFacts client, ZoneId zone) {
        String time = TIME.format(entry.time().atZone(zone));
        String name = entry.event().name();
        return TerminalText.escape(time + " " + entry.seq() + " " + name + " " + what(entry.event(), client));
    }

    private static String what(AuditEvent event, @Nullable ClientFacts client) {
        return switch (event) {
            case AuditEvent.ProxyStarted started ->
                started.run() + " on " + started.node() + " at " + started.listen() + " (" + started.listenRole()
                        + "), primary " + started.primary() + ", shadow "
                        + (started.shadow() == null ? "none" : started.shadow());
            case AuditEvent.ProxyStopped stopped ->
                stopped.run() + " by " + stopped.reason() + ": " + members(stopped.counts());
            case AuditEvent.ClientSeen seen -> who(seen.client().client(), seen.client());
            case AuditEvent.ConnectionOpened opened ->
                opened.connection() + " (" + opened.listenRole() + ") by " + who(opened.client(), client);
            case AuditEvent.ConnectionClosed closed ->
                closed.connection() + " " + closed.reason() + " after " + closed.exchanges() + " exchanges, "
                        + closed.durationMicros() + " us, by " + who(closed.client(), client);
            case AuditEvent.Exchange exchange -> exchange(exchange) + " by " + who(exchange.client(), client);
            case AuditEvent.QueryOutcome outcome -> outcome(outcome) + " by " + who(outcome.client(), client);
            case AuditEvent.DivergenceFound found ->
                found.exchange() + " " + found.queryClass() + " " + found.path() + ": " + found.kind() + ", "
                        + found.cause() + (found.count() == 1 ? "" : ", " + found.count() + " of this kind");
            case AuditEvent.EpochChanged changed ->
                changed.epoch() + ": " + changed.why() + ", comparison " + changed.comparison() + ", rules "
                        + changed.rules();
            case AuditEvent.StageChanged changed ->
                (changed.queryClass() == null ? "every other class" : changed.queryClass()) + ": " + changed.from()
                        + " to " + changed.to() + " by " + changed.by() + ": " + changed.why();
            case AuditEvent.GateChanged changed ->
                changed.queryClass() + ": " + changed.gate() + " " + changed.state() + ": " + changed.why();
            case AuditEvent.ClientSpared spared ->
                spared.key() + " spared until " + spared.until() + " by " + spared.by() + ": " + spared.why();
            case AuditEvent.PlanChanged changed ->
                changed.plan() + (changed.queryClass() == null ? "" : ", " + changed.queryClass()) + ": "
                        + changed.change() + " by " + changed.by() + ": " + changed.why();
            case AuditEvent.Gap gap ->
                "lost " + members(gap.lost()) + " from " + gap.from() + " until " + gap.until() + ": " + gap.why();
            case AuditEvent.SegmentsDropped dropped -> "records " + dropped.firstSeq() + " to " + dropped.lastSeq();
        };
    }

    private static String exchange(AuditEvent.Exchange exchange) {
        String asked = exchange.queryClass() != null
                ? exchange.queryClass()
                : exchange.method() != null
                        ? exchange.method()
                        : exchange.kind().word();
        String opcodes = exchange.opcodes() == null || exchange.opcodes().isEmpty()
                ? ""
                : " " + String.join(",", exchange.opcodes());
        return exchange.id() + " " + asked + opcodes + (exchange.misdirected() ? " MISDIRECTED" : "") + " "
                + outcome(exchange);
    }

    private static String outcome(AuditEvent.QueryOutcome outcome) {
        StringBuilder text = new StringBuilder(outcome.exchange())
                .append(' ')
                .append(outcome.queryClass())
                .append(' ')
                .append(outcome.outcome().word());
        if (outcome.skipCause() != null) {
            text.append(": ").append(outcome.skipCause().word());
        }
        if (outcome.undecidedCause() != null) {
            text.append(": ").append(outcome.undecidedCause().word());
        }
        if (outcome.reason() != null) {
            text.append(": ").append(outcome.reason());
        }
        Lag lag = outcome.lagMicros();
        if (lag != null) {
            text.append(" between ").append(lag.from() == null ? "?" : lag.from());
            text.append(" and ").append(lag.to() == null ? "?" : lag.to()).append(" us");
        }
        if (outcome.divergences() > 0) {
            text.append(", ").append(outcome.divergences()).append(" divergences");
        }
        if (outcome.rules() != null) {
            text.append(", rules ").append(String.join(",", outcome.rules()));
        }
        return text.toString();
    }

    private static String outcome(AuditEvent.Exchange exchange) {
        if (exchange.end() != ExchangeEnd.COMPLETE) {
            return exchange.end().word();
        }
        ReplyError error = exchange.error();
        String result = error != null
                ? error.errorClass() + (error.code() == null ? "" : "/" + error.code())
                : Boolean.TRUE.equals(exchange.success()) ? "ok" : "failed";
        return result + (exchange.latencyMicros() == null ? "" : " in " + exchange.latencyMicros() + " us");
    }

    private static String who(String id, @Nullable ClientFacts client) {
        if (client == null) {
            return id;
        }
        String user = client.user() == null ? "uid " + client.uid() : client.user();
        String program = client.cmdline() != null && !client.cmdline().isEmpty()
                ? String.join(" ", client.cmdline())
                : client.exe() != null ? client.exe() : client.comm() == null ? "?" : client.comm();
        String unit = client.unit() == null ? "" : ", " + client.unit();
        return id + " " + user + ": " + program + " (pid " + client.pid() + unit + ")";
    }

    private static String members(Map<String, Long> counts) {
        return new TreeMap<>(counts)
                .entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .collect(Collectors.joining(" "));
    }
}
