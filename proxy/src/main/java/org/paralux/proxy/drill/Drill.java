package org.paralux.proxy.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.ExchangeEnd;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.RequestKind;
import org.paralux.proxy.rollout.Stage;
import org.paralux.proxy.rollout.StageTable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One rehearsal: each exchange of its time is judged by the stages that hold, as if a daemon had failed. Bounded; not
 * thread-safe.
 */
final class Drill {
    private static final int MOST_ROWS = 1000;
    private static final String OTHERS = "others";
    private static final String SHADOW = "shadow";

    private final DrillKind kind;
    private final Duration delay;
    private final Rules rules;
    private final Instant until;
    private final Map<Fate, Long> all = new EnumMap<>(Fate.class);
    private final Map<String, Map<Fate, Long>> classes = new TreeMap<>();
    private final Map<String, Map<Fate, Long>> clients = new TreeMap<>();

    /**
     * What decides beside the stages.
     *
     * @param fallsBack whether a query that the shadow does not answer goes to the primary
     * @param fallBackAfter how long the shadow may be silent
     */
    record Rules(boolean fallsBack, Duration fallBackAfter) {}

    /** @param delay what the shadow takes more */
    Drill(DrillKind kind, Duration delay, Rules rules, Instant until) {
        this.kind = kind;
        this.delay = delay;
        this.rules = rules;
        this.until = until;
    }

    boolean isOver(Instant now) {
        return now.isAfter(until);
    }

    void judge(AuditEvent.Exchange exchange, String client, StageTable stages) {
        if (exchange.end() == ExchangeEnd.INCOMPLETE_REQUEST) {
            return;
        }
        Fate fate = fateOf(exchange, stages);
        String what = exchange.queryClass() != null
                ? exchange.queryClass()
                : exchange.kind() + "/" + (exchange.method() == null ? "unreadable" : exchange.method());
        all.merge(fate, 1L, Long::sum);
        row(classes, what).merge(fate, 1L, Long::sum);
        row(clients, client).merge(fate, 1L, Long::sum);
    }

    private static Map<Fate, Long> row(Map<String, Map<Fate, Long>> rows, String name) {
        return rows.computeIfAbsent(
                rows.containsKey(name) || rows.size() < MOST_ROWS ? name : OTHERS, _ -> new EnumMap<>(Fate.class));
    }

    private Fate fateOf(AuditEvent.Exchange exchange, StageTable stages) {
        boolean byShadow = SHADOW.equals(exchange.answeredBy());
        return switch (kind) {
            case PRIMARY_DOWN -> withoutPrimary(exchange, stages);
            case SHADOW_DOWN -> byShadow ? (rules.fallsBack() ? Fate.DELAYED : Fate.HURT) : Fate.UNHURT;
            case SHADOW_SLOW -> byShadow ? Fate.DELAYED : Fate.UNHURT;
        };
    }

    /** Where no class is in split, or further, the proxy hides; else it answers what is. */
    private static Fate withoutPrimary(AuditEvent.Exchange exchange, StageTable stages) {
        String queryClass = exchange.queryClass();
        boolean answered = stages.isIndependent()
                && exchange.kind() == RequestKind.QUERY
                && queryClass != null
                && stages.of(queryClass).stage().compareTo(Stage.SPLIT) >= 0;
        return answered ? Fate.UNHURT : Fate.HURT;
    }

    String toJson(boolean ended) {
        ObjectNode page = LuxiJson.MAPPER.createObjectNode();
        page.put("version", 1);
        page.put("kind", kind.word());
        page.put("ended", ended);
        page.put("until", until.toString());
        if (kind == DrillKind.SHADOW_SLOW) {
            page.put("delayMillis", delay.toMillis());
            page.put("fallsBack", rules.fallsBack() && delay.compareTo(rules.fallBackAfter()) >= 0);
        }
        put(page, all);
        putRows(page.putObject("classes"), classes);
        putRows(page.putObject("clients"), clients);
        return page.toString();
    }

    private static void putRows(ObjectNode to, Map<String, Map<Fate, Long>> rows) {
        rows.forEach((name, counts) -> put(to.putObject(name), counts));
    }

    private static void put(ObjectNode to, Map<Fate, Long> counts) {
        to.put("unhurt", counts.getOrDefault(Fate.UNHURT, 0L));
        to.put("delayed", counts.getOrDefault(Fate.DELAYED, 0L));
        to.put("hurt", counts.getOrDefault(Fate.HURT, 0L));
    }
}
