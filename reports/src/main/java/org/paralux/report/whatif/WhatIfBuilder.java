package org.paralux.report.whatif;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditEvent.ClientSeen;
import org.paralux.audit.AuditEvent.Exchange;
import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.audit.Detail;
import org.paralux.audit.Outcome;
import org.paralux.report.log.Selection;
import org.paralux.report.tally.ClientKeys;

/**
 * Finds out what would have been from the entries of a log, taken one at a time. What it holds grows with the classes and
 * their clients, each with a bound, and never with the records. Not thread-safe.
 */
public final class WhatIfBuilder {
    /** The events it looks at. */
    public static final Set<Class<? extends AuditEvent>> EVENTS =
            Set.of(ClientSeen.class, Exchange.class, QueryOutcome.class);

    /** What it does not look at. */
    public static final Set<Detail> WITHOUT = Set.of(Detail.values());

    private static final int CLASSES = 500;
    private static final int CLIENTS = 1_000;
    private static final int CLIENTS_SHOWN = 10;

    private final Selection selection;
    private final ClientKeys keys = new ClientKeys();
    private final Map<String, Tally> classes = new HashMap<>();

    private static final class Tally {
        private final Map<Outcome, Long> outcomes = new HashMap<>();
        private final Map<String, ClientTally> clients = new HashMap<>();
        private long asked;
        private double represented;
        private double changed;

        long of(Outcome outcome) {
            return outcomes.getOrDefault(outcome, 0L);
        }
    }

    private static final class ClientTally {
        private long compared;
        private long changed;
        private String example = "";
        private boolean evidence;
    }

    public WhatIfBuilder(Selection selection) {
        this.selection = selection;
    }

    /** Takes the next entry. */
    public void accept(AuditEntry entry) {
        if (entry.event() instanceof ClientSeen seen) {
            keys.seen(seen.client());
        } else if (!selection.range().contains(entry.time())) {
            return;
        } else if (entry.event() instanceof Exchange exchange) {
            String name = exchange.queryClass();
            if (name != null && admits(name, exchange.client())) {
                tally(name).asked++;
            }
        } else if (entry.event() instanceof QueryOutcome outcome
                && outcome.outcome().isTrial()
                && admits(outcome.queryClass(), outcome.client())) {
            add(tally(outcome.queryClass()), outcome);
        }
    }

    private boolean admits(String queryClass, String client) {
        return selection.admitsClass(queryClass) && selection.admitsClient(keys.of(client));
    }

    private Tally tally(String queryClass) {
        boolean room = classes.size() < CLASSES || classes.containsKey(queryClass);
        return classes.computeIfAbsent(room ? queryClass : "other classes", _ -> new Tally());
    }

    private void add(Tally tally, QueryOutcome outcome) {
        tally.outcomes.merge(outcome.outcome(), 1L, Long::sum);
        boolean changed = isChange(outcome.outcome());
        if (outcome.probability() > 0) {
            tally.represented += 1 / outcome.probability();
            tally.changed += changed ? 1 / outcome.probability() : 0;
        }
        String key = keys.of(outcome.client());
        boolean room = tally.clients.size() < CLIENTS || tally.clients.containsKey(key);
        ClientTally client = tally.clients.computeIfAbsent(room ? key : "other clients", _ -> new ClientTally());
        client.compared++;
        if (changed) {
            client.changed++;
            client.example = outcome.exchange();
            client.evidence = outcome.evidence() != null;
        }
    }

    /** Whether the client would have got another answer than it did. */
    private static boolean isChange(Outcome outcome) {
        return switch (outcome) {
            case DIVERGENT, LAG, REFUSED, SHADOW_FAILED -> true;
            case MATCH, EQUIVALENT, MOVED, UNDECIDED, SKIPPED -> false;
        };
    }

    public WhatIf build() {
        List<WhatIf.ClassRow> rows = classes.entrySet().stream()
                .map(each -> row(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong((WhatIf.ClassRow row) -> -row.changed())
                        .thenComparing(WhatIf.ClassRow::name))
                .toList();
        return new WhatIf(WhatIf.VERSION, rows);
    }

    private static WhatIf.ClassRow row(String name, Tally tally) {
        List<WhatIf.ClientRow> clients = tally.clients.entrySet().stream()
                .filter(each -> each.getValue().changed > 0)
                .map(each -> new WhatIf.ClientRow(
                        each.getKey(),
                        each.getValue().compared,
                        each.getValue().changed,
                        each.getValue().example,
                        each.getValue().evidence))
                .sorted(Comparator.comparingLong((WhatIf.ClientRow row) -> -row.changed())
                        .thenComparing(WhatIf.ClientRow::key))
                .limit(CLIENTS_SHOWN)
                .toList();
        long compared =
                tally.outcomes.values().stream().mapToLong(Long::longValue).sum();
        Long estimate = tally.represented == 0
                ? null
                : (Long) Math.round(Math.max(tally.asked, compared) * tally.changed / tally.represented);
        return new WhatIf.ClassRow(
                name,
                tally.asked,
                compared,
                tally.of(Outcome.DIVERGENT),
                tally.of(Outcome.LAG),
                tally.of(Outcome.REFUSED),
                tally.of(Outcome.SHADOW_FAILED),
                tally.of(Outcome.UNDECIDED),
                estimate,
                clients);
    }
}
