package org.paralux.report.trials;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.evidence.Asked;
import org.paralux.audit.evidence.Evidence;
import org.paralux.audit.evidence.Look;
import org.paralux.diff.Comparison;
import org.paralux.diff.Rules;
import org.paralux.luxi.Payload;

/**
 * Gathers what is known of one trial: first the whole log, then the evidence.
 *
 * <p>Not thread-safe.
 */
public final class ExplanationBuilder {
    /** The events that matter; the others need not be read. */
    public static final Set<Class<? extends AuditEvent>> EVENTS = Set.of(
            AuditEvent.ProxyStarted.class,
            AuditEvent.EpochChanged.class,
            AuditEvent.Exchange.class,
            AuditEvent.QueryOutcome.class,
            AuditEvent.DivergenceFound.class);

    private final String exchangeId;
    private final ZoneId zone;
    private final ReleaseHistory releases = new ReleaseHistory();
    private final OutcomeHistory history;
    private final List<AuditEvent.DivergenceFound> divergences = new ArrayList<>();
    private @Nullable Instant time;
    private AuditEvent.@Nullable Exchange exchange;
    private AuditEvent.@Nullable QueryOutcome outcome;

    public ExplanationBuilder(String exchangeId, ZoneId zone) {
        this.exchangeId = exchangeId;
        this.zone = zone;
        this.history = new OutcomeHistory(zone);
    }

    public void accept(AuditEntry entry) {
        releases.accept(entry);
        switch (entry.event()) {
            case AuditEvent.Exchange one
            when one.id().equals(exchangeId) -> {
                exchange = one;
                time = entry.time();
            }
            case AuditEvent.QueryOutcome one -> {
                history.add(entry, one);
                if (one.exchange().equals(exchangeId)) {
                    outcome = one;
                }
            }
            case AuditEvent.DivergenceFound one when one.exchange().equals(exchangeId) -> divergences.add(one);
            case AuditEvent.Exchange _,
                    AuditEvent.DivergenceFound _,
                    AuditEvent.ProxyStarted _,
                    AuditEvent.ProxyStopped _,
                    AuditEvent.ClientSeen _,
                    AuditEvent.ConnectionOpened _,
                    AuditEvent.ConnectionClosed _,
                    AuditEvent.EpochChanged _,
                    AuditEvent.StageChanged _,
                    AuditEvent.GateChanged _,
                    AuditEvent.ClientSpared _,
                    AuditEvent.PlanChanged _,
                    AuditEvent.Gap _,
                    AuditEvent.SegmentsDropped _ -> {}
        }
    }

    /**
     * All that the log told, and the evidence.
     *
     * @param rules by which the replies are compared again
     */
    public Explanation build(@Nullable Evidence evidence, Rules rules) {
        EvidenceComparer comparer = new EvidenceComparer(rules, zone, releases);
        AuditEvent.QueryOutcome known = outcome;
        String queryClass =
                known != null ? known.queryClass() : evidence != null ? evidence.queryClass() : asked(exchange);
        return new Explanation(
                exchangeId,
                time != null || evidence == null ? time : evidence.time(),
                queryClass,
                exchange,
                known,
                known == null ? null : Decision.of(known),
                divergences,
                evidence,
                evidence == null ? List.of() : steps(evidence, comparer),
                evidence == null ? null : comparer.first(evidence),
                queryClass == null ? List.of() : history.of(queryClass));
    }

    private static @Nullable String asked(AuditEvent.@Nullable Exchange exchange) {
        return exchange == null ? null : exchange.queryClass();
    }

    private static List<Explanation.Step> steps(Evidence evidence, EvidenceComparer comparer) {
        List<Explanation.Step> steps = new ArrayList<>();
        Map<Asked, Look> last = new EnumMap<>(Asked.class);
        Map<Asked, Map<Payload, Integer>> firsts = new EnumMap<>(Asked.class);
        for (Look look : evidence.looks()) {
            last.put(look.asked(), look);
            Payload reply = look.reply();
            int number = steps.size() + 1;
            Integer first = reply == null
                    ? null
                    : firsts.computeIfAbsent(look.asked(), _ -> new HashMap<>()).putIfAbsent(reply, number);
            Look primary = last.get(Asked.PRIMARY);
            Look shadow = last.get(Asked.SHADOW);
            Comparison now =
                    primary == null || shadow == null ? null : comparer.of(evidence, primary.reply(), shadow.reply());
            steps.add(new Explanation.Step(
                    look.offsetMicros(),
                    look.asked(),
                    reply == null ? null : (Integer) reply.length(),
                    look.excerpt(),
                    first,
                    look.verdict(),
                    now));
        }
        return steps;
    }
}
