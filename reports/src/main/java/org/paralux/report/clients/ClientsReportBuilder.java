package org.paralux.report.clients;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditEvent.ClientSeen;
import org.paralux.audit.AuditEvent.ConnectionClosed;
import org.paralux.audit.AuditEvent.Exchange;
import org.paralux.audit.AuditEvent.Gap;
import org.paralux.audit.AuditEvent.ProxyStarted;
import org.paralux.audit.AuditEvent.ProxyStopped;
import org.paralux.audit.AuditEvent.SegmentsDropped;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.Detail;
import org.paralux.luxi.RequestKind;
import org.paralux.report.Release;
import org.paralux.report.TimeRange;
import org.paralux.report.clients.ClientTally.Surroundings;
import org.paralux.report.clients.ClientsReport.LogSpan;
import org.paralux.report.log.LogHealth;
import org.paralux.report.log.LogWords;
import org.paralux.report.log.Selection;

/**
 * Makes the clients report from the entries of a log, taken one at a time in the order of their time.
 *
 * <p>Feed it the whole log, not only the range: who a client is stands where it was first seen, and what release it was
 * where the proxy started. What it holds grows with the client keys and their classes, never with the records. Not
 * thread-safe.
 */
public final class ClientsReportBuilder {
    /** The events it looks at. */
    public static final Set<Class<? extends AuditEvent>> EVENTS = Set.of(
            ProxyStarted.class,
            ProxyStopped.class,
            ClientSeen.class,
            ConnectionClosed.class,
            Exchange.class,
            Gap.class,
            SegmentsDropped.class);

    /** What it does not look at. */
    public static final Set<Detail> WITHOUT = Set.of(Detail.EXCHANGE_MEASURES);

    private final Selection selection;
    private final TimeRange range;
    private final Runs runs;
    private final Map<Row, ClientTally> tallies = new HashMap<>();
    private final ClientTally unknown = new ClientTally();
    private final Processes processes = new Processes(unknown);
    private final JobConnections jobConnections = new JobConnections();
    private final Span log = new Span();
    private final Span observed = new Span();
    private final List<Loss> losses = new ArrayList<>();
    private @Nullable SegmentsDropped dropped;
    private boolean sawMasterRole;
    private boolean sawQueryRole;

    /** A report over {@code range}, of a cluster whose release only the log may know. */
    public ClientsReportBuilder(TimeRange range) {
        this(range, null);
    }

    /**
     * A report over {@code range}.
     *
     * @param assumed the release of the cluster where the log does not say it; null where nobody knows
     */
    public ClientsReportBuilder(TimeRange range, @Nullable Release assumed) {
        this(Selection.of(range), assumed);
    }

    /** A report about what is selected. */
    public ClientsReportBuilder(Selection selection) {
        this(selection, null);
    }

    private ClientsReportBuilder(Selection selection, @Nullable Release assumed) {
        this.selection = selection;
        this.range = selection.range();
        this.runs = new Runs(assumed);
    }

    /** What tells rows apart: processes whose identity is less certain are never added to others. */
    private record Row(String key, ClientFacts.Identity identity, boolean otherNamespace) {}

    /** Takes the next entry. */
    public void accept(AuditEntry entry) {
        Instant time = entry.time();
        log.add(time);
        boolean inRange = range.contains(time);
        if (inRange) {
            observed.add(time);
        }
        // The other events say nothing about who asked what.
        if (entry.event() instanceof Exchange exchange) {
            accept(time, exchange, inRange);
        } else if (entry.event() instanceof ConnectionClosed closed) {
            jobConnections.closed(closed.connection());
        } else if (entry.event() instanceof ClientSeen seen) {
            ClientFacts facts = seen.client();
            ClientTally tally = tallies.computeIfAbsent(
                    new Row(facts.key(), facts.identity(), facts.pid() == 0), row -> new ClientTally());
            tally.describe(facts, range.endsBy(time));
            processes.identified(facts, tally);
        } else if (entry.event() instanceof Gap gap) {
            if (!range.endsBy(gap.from()) && !range.startsAfter(gap.until())) {
                losses.add(new Loss(gap.from(), gap.until(), gap.why(), new TreeMap<>(gap.lost())));
            }
        } else if (entry.event() instanceof ProxyStarted started) {
            runs.started(time, started);
        } else if (entry.event() instanceof ProxyStopped stopped) {
            runs.stopped(time, stopped);
        } else if (entry.event() instanceof SegmentsDropped segments) {
            dropped = segments;
        }
    }

    private void accept(Instant time, Exchange exchange, boolean inRange) {
        if (inRange && selection.admitsClass(exchange.queryClass())) {
            boolean afterJob =
                    exchange.kind() == RequestKind.QUERY && jobConnections.hasCarriedJob(exchange.connection());
            processes.sent(time, exchange, runs.releaseOf(exchange.id()), afterJob);
            if (exchange.listenRole().equals("query")) {
                sawQueryRole = true;
            } else {
                sawMasterRole = true;
            }
        } else if (range.startsAfter(time)) {
            processes.sentBefore(exchange.client());
        }
        if (exchange.kind() == RequestKind.COMMAND || exchange.kind() == RequestKind.WAIT) {
            jobConnections.carriedJob(exchange.connection());
        }
    }

    /** Takes the entries of {@code log} to its end, and closes it. */
    public ClientsReportBuilder acceptAll(Stream<AuditEntry> log) {
        try (log) {
            log.forEachOrdered(this::accept);
        }
        return this;
    }

    /**
     * The report on what came so far. More entries may follow; but what has no identity by now stays with the unknown
     * client.
     *
     * @param now when the report is made
     */
    public ClientsReport build(Instant now) {
        return build(now, List.of(), ScriptOrigins.ELSEWHERE);
    }

    /**
     * The report on what came so far, with what is wrong with the log.
     *
     * @param origins tells where programs come from
     */
    public ClientsReport build(Instant now, LogHealth health, ScriptOrigins origins) {
        return build(now, LogWords.warnings(health), origins);
    }

    private ClientsReport build(Instant now, List<String> logWarnings, ScriptOrigins origins) {
        processes.giveUpAll();
        Release current = runs.current(range);
        Surroundings surroundings = new Surroundings(
                Stream.concat(tallies.values().stream(), Stream.of(unknown))
                        .mapToLong(ClientTally::misdirected)
                        .sum(),
                runs.releases(),
                current,
                runs.querySocket(),
                runs.node(),
                origins,
                observed.first(),
                observed.last());
        List<ClientRow> rows = new ArrayList<>();
        tallies.forEach((row, tally) -> {
            if (!tally.isEmpty() && selection.admitsClient(row.key())) {
                rows.add(tally.row(row.key(), surroundings));
            }
        });
        if (!unknown.isEmpty() && selection.admitsClient(ClientRow.UNKNOWN_KEY)) {
            rows.add(unknown.row(ClientRow.UNKNOWN_KEY, surroundings));
        }
        rows.sort(Comparator.comparing(ClientRow::standing)
                .thenComparing(Comparator.comparingLong(
                                (ClientRow row) -> row.requests().toChange())
                        .reversed())
                .thenComparing(Comparator.comparingLong(ClientRow::queries).reversed())
                .thenComparing(ClientRow::key));
        Accounting totals = rows.stream().map(ClientRow::requests).reduce(Accounting.NOTHING, Accounting::plus);
        List<RunRow> runRows = runs.rows(range);
        boolean applies = sawMasterRole
                || (!sawQueryRole
                        && (runRows.isEmpty()
                                || runRows.stream()
                                        .anyMatch(run -> !run.listenRole().equals("query"))));
        return new ClientsReport(
                now,
                range,
                log.span(),
                observed.span(),
                applies,
                runRows,
                totals,
                rows,
                burnDown(rows),
                losses,
                Stream.concat(Warnings.about(runRows, current, totals, dropped).stream(), logWarnings.stream())
                        .distinct()
                        .toList());
    }

    private BurnDown burnDown(List<ClientRow> rows) {
        Set<String> toChange = rows.stream()
                .filter(row -> row.standing() == Standing.TO_CHANGE)
                .map(ClientRow::key)
                .collect(Collectors.toSet());
        BurnDownTally burnDown = new BurnDownTally();
        tallies.forEach((row, tally) -> {
            if (toChange.contains(row.key())) {
                burnDown.add(tally.misdirectedOverTime());
            }
        });
        if (toChange.contains(ClientRow.UNKNOWN_KEY)) {
            burnDown.add(unknown.misdirectedOverTime());
        }
        return burnDown.burnDown();
    }

    /** The first and the last of some times, and how many there were. */
    private static final class Span {
        private long records;
        private @Nullable Instant first;
        private @Nullable Instant last;

        void add(Instant time) {
            if (first == null || time.isBefore(first)) {
                first = time;
            }
            if (last == null || last.isBefore(time)) {
                last = time;
            }
            records++;
        }

        long first() {
            return first == null ? 0 : Micros.of(first);
        }

        long last() {
            return last == null ? 0 : Micros.of(last);
        }

        @Nullable LogSpan span() {
            return first == null || last == null ? null : new LogSpan(records, first, last);
        }
    }
}
