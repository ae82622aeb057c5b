package org.paralux.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.RequestKind;

/**
 * Counts the exchanges of each run against what its {@code proxy.stopped} says, with what {@code gap} records own up to.
 *
 * <p>Exchanges belong to the run whose id their own begins with, because after a hot upgrade two runs write by turns.
 * Runs that began before the oldest record are not judged.
 */
final class Accounting {
    private static final String RECEIVED = "received";

    /** In a hot upgrade two runs write; runs that crashed are forgotten behind so many that came after. */
    private static final int MAX_OPEN = 8;

    private final List<Run> runs = new ArrayList<>();

    /** Those that exchanges and gaps may belong to: a run that stopped stays in here until the next one starts. */
    private final List<Run> open = new ArrayList<>();

    private long lostInGaps;

    private static final class Run {
        final String id;
        final OutcomeAccount outcomes;
        final Map<String, Long> recorded = new LinkedHashMap<>();
        Map<String, Long> stated = Map.of();
        boolean stopped;
        long lost;
        boolean overlapped;

        Run(String id, boolean hasShadow) {
            this.id = id;
            this.outcomes = new OutcomeAccount(hasShadow);
            recorded.put(RECEIVED, 0L);
            recorded.put(OutcomeAccount.ELIGIBLE, 0L);
            for (RequestKind kind : RequestKind.values()) {
                recorded.put(counterOf(kind), 0L);
            }
        }
    }

    /** The name under which {@code proxy.stopped} counts requests of a kind. */
    private static String counterOf(RequestKind kind) {
        return switch (kind) {
            case QUERY -> "queries";
            case COMMAND -> "commands";
            case WAIT -> "waits";
            case UNKNOWN -> "unknown";
        };
    }

    void add(AuditEvent event) {
        switch (event) {
            case AuditEvent.ProxyStarted started -> start(started);
            case AuditEvent.ProxyStopped stopped -> stop(stopped);
            case AuditEvent.Exchange exchange -> count(exchange);
            case AuditEvent.QueryOutcome outcome -> count(outcome);
            case AuditEvent.Gap gap -> lose(gap.lost());
            case AuditEvent.ClientSeen _,
                    AuditEvent.ConnectionOpened _,
                    AuditEvent.ConnectionClosed _,
                    AuditEvent.DivergenceFound _,
                    AuditEvent.EpochChanged _,
                    AuditEvent.StageChanged _,
                    AuditEvent.GateChanged _,
                    AuditEvent.ClientSpared _,
                    AuditEvent.PlanChanged _,
                    AuditEvent.SegmentsDropped _ -> {}
        }
    }

    private void start(AuditEvent.ProxyStarted started) {
        open.removeIf(run -> run.stopped);
        Run run = new Run(started.run(), started.shadow() != null);
        runs.add(run);
        open.add(run);
        if (open.size() > MAX_OPEN) {
            open.removeFirst();
        }
    }

    private void stop(AuditEvent.ProxyStopped stopped) {
        for (Run run : open) {
            if (run.id.equals(stopped.run())) {
                run.stopped = true;
                run.stated = stopped.counts();
            }
        }
    }

    private void count(AuditEvent.Exchange exchange) {
        Run run = runOf(exchange.id());
        if (run != null && exchange.end() != ExchangeEnd.INCOMPLETE_REQUEST) {
            run.recorded.merge(RECEIVED, 1L, Long::sum);
            run.recorded.merge(counterOf(exchange.kind()), 1L, Long::sum);
            if (exchange.queryClass() != null) {
                run.recorded.merge(OutcomeAccount.ELIGIBLE, 1L, Long::sum);
                run.outcomes.addEligible(exchange.queryClass());
            }
        }
    }

    private void count(AuditEvent.QueryOutcome outcome) {
        Run run = runOf(outcome.exchange());
        if (run != null) {
            run.outcomes.add(outcome);
        }
    }

    private @Nullable Run runOf(String exchangeId) {
        Run found = null;
        for (Run run : open) {
            if (exchangeId.startsWith(run.id) && (found == null || run.id.length() >= found.id.length())) {
                found = run;
            }
        }
        return found;
    }

    private void lose(Map<String, Long> lost) {
        long exchanges = lost.getOrDefault(EventType.EXCHANGE.word(), 0L);
        lostInGaps += exchanges;
        List<Run> writing = open.stream().filter(run -> !run.stopped).toList();
        // A gap may also come behind the end of the run, when it could not be written before.
        for (Run run : writing.isEmpty() ? open : writing) {
            run.lost += exchanges;
            run.outcomes.lose(lost.getOrDefault(EventType.OUTCOME.word(), 0L));
            run.overlapped |= writing.size() > 1;
        }
    }

    long lostInGaps() {
        return lostInGaps;
    }

    /** Whether the last run that began has no end. */
    boolean endsWithoutStop() {
        return !runs.isEmpty() && !runs.getLast().stopped;
    }

    List<RunAccount> accounts() {
        return runs.stream()
                .map(run -> new RunAccount(
                        run.id,
                        run.stopped,
                        run.recorded,
                        run.outcomes.recorded(),
                        run.stated,
                        run.lost,
                        run.outcomes.lost(),
                        run.stopped ? 0 : run.outcomes.unfinished(run.overlapped),
                        run.stopped ? mismatch(run) : null))
                .toList();
    }

    private static @Nullable String mismatch(Run run) {
        for (Map.Entry<String, Long> counter : run.recorded.entrySet()) {
            Long stated = run.stated.get(counter.getKey());
            if (stated == null) {
                continue;
            }
            long missing = stated - counter.getValue();
            if (missing < 0 || missing > run.lost) {
                return told(run, counter.getKey(), stated, counter.getValue());
            }
        }
        Long received = run.stated.get(RECEIVED);
        long recorded = run.recorded.getOrDefault(RECEIVED, 0L);
        if (received != null && !run.overlapped && received - recorded != run.lost) {
            return told(run, RECEIVED, received, recorded);
        }
        return run.outcomes.mismatch(run.stated, run.overlapped);
    }

    private static String told(Run run, String counter, long stated, long recorded) {
        return counter + ": proxy.stopped says " + stated + ", the log holds " + recorded + ", gaps own up to "
                + run.lost;
    }
}
