package org.paralux.report.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditEvent.ClientSeen;
import org.paralux.audit.AuditEvent.EpochChanged;
import org.paralux.audit.AuditEvent.Exchange;
import org.paralux.audit.AuditEvent.ProxyStarted;
import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.audit.AuditEvent.StageChanged;
import org.paralux.audit.Detail;
import org.paralux.luxi.Query;
import org.paralux.luxi.RequestKind;
import org.paralux.luxi.base.RecentMap;
import org.paralux.report.asked.AskedQuery;
import org.paralux.report.asked.GntLine;
import org.paralux.report.clients.ClientRow;
import org.paralux.report.clients.ClientsReport;
import org.paralux.report.clients.Standing;
import org.paralux.report.log.LogHealth;
import org.paralux.report.log.Selection;
import org.paralux.report.readiness.Coverage.Probe;
import org.paralux.report.readiness.ReadinessReport.MisdirectedRow;
import org.paralux.report.tally.ClientKeys;
import org.paralux.report.tally.MovedClasses;

/**
 * Makes the readiness report from the entries of a log, taken one at a time in the order of their time. What was seen
 * counts from the whole range, what was compared from the present epoch alone. Not thread-safe.
 */
public final class ReadinessReportBuilder {
    /** The events it looks at. */
    public static final Set<Class<? extends AuditEvent>> EVENTS = Set.of(
            ProxyStarted.class,
            EpochChanged.class,
            ClientSeen.class,
            Exchange.class,
            QueryOutcome.class,
            StageChanged.class);

    /** What neither it nor a clients report looks at. */
    public static final Set<Detail> WITHOUT = Set.of(Detail.EXCHANGE_MEASURES);

    /** What may have been seen longer ago need not be asked for again. */
    private static final Duration UNIVERSE = Duration.ofDays(35);

    /** Builds go back and forth at a start; the evidence of so many epochs is held. */
    private static final int EPOCHS = 8;

    private static final String NO_EPOCH = "";

    private final Selection selection;
    private final Standard standard;
    private final Instant universeSince;
    private final Universe universe;
    private final ClientKeys clients = new ClientKeys();
    private final MovedClasses moved = new MovedClasses();
    private final RecentMap<String, EpochEvidence> epochs = new RecentMap<>(EPOCHS);
    private final Set<String> epochIds = new TreeSet<>();
    private final Map<Integer, String> epochOfSource = new HashMap<>();
    private String present = NO_EPOCH;
    private String lastCompared = NO_EPOCH;

    /**
     * A report by {@code standard}, whose number of classes 0 stands for those that are seen.
     *
     * @param probes queries that the catalogue knows, each with one field
     * @param until the end of the time that is looked at
     */
    public ReadinessReportBuilder(Selection selection, Standard standard, List<Query> probes, Instant until) {
        this.selection = selection;
        this.standard = standard;
        this.universeSince = until.minus(UNIVERSE);
        this.universe =
                new Universe(probes.stream().map(ReadinessReportBuilder::entry).toList());
    }

    private static Universe.CatalogueEntry entry(Query query) {
        AskedQuery asked = AskedQuery.of(query);
        return new Universe.CatalogueEntry(
                new Probe(
                        query.queryClass().name(),
                        query.fingerprint().id(),
                        asked.request(),
                        GntLine.of(asked).orElse(null)),
                asked);
    }

    /**
     * Takes the next entry.
     *
     * @param source which of several logs it stands in: each has an epoch of its own
     */
    public void accept(int source, AuditEntry entry) {
        Instant time = entry.time();
        if (entry.event() instanceof Exchange exchange) {
            accept(time, exchange);
        } else if (entry.event() instanceof QueryOutcome outcome) {
            accept(source, time, outcome);
        } else if (entry.event() instanceof ClientSeen seen) {
            clients.seen(seen.client());
        } else if (entry.event() instanceof ProxyStarted started) {
            epoch(source, time, started.epoch(), started.builds());
        } else if (entry.event() instanceof EpochChanged changed) {
            epoch(source, time, changed.epoch(), changed.builds());
        } else if (entry.event() instanceof StageChanged changed
                && !selection.range().endsBy(time)) {
            moved.accept(changed);
        }
    }

    private void epoch(int source, Instant time, String id, Map<String, String> builds) {
        if (selection.range().endsBy(time)) {
            return;
        }
        epochOfSource.put(source, id);
        epochIds.add(id);
        epochs.putIfAbsent(id, new EpochEvidence(id, time, builds));
        present = id;
    }

    private void accept(Instant time, Exchange exchange) {
        if (exchange.kind() != RequestKind.QUERY
                || !selection.range().contains(time)
                || time.isBefore(universeSince)
                || !selection.admitsClass(exchange.queryClass())) {
            return;
        }
        String client = clients.of(exchange.client());
        if (selection.admitsClient(client)) {
            universe.seen(exchange, client);
        }
    }

    /** An outcome that an epoch overtook is evidence of the one before, and covers nothing in this. */
    private void accept(int source, Instant time, QueryOutcome outcome) {
        if (!selection.range().contains(time) || !selection.admitsClass(outcome.queryClass())) {
            return;
        }
        String client = clients.of(outcome.client());
        if (!selection.admitsClient(client)) {
            return;
        }
        String going = epochOfSource.getOrDefault(source, NO_EPOCH);
        String id = Objects.requireNonNullElse(outcome.epoch(), going);
        if (!going.equals(lastCompared)) {
            comparedIn(going);
        }
        EpochEvidence epoch = epochs.computeIfAbsent(id, each -> new EpochEvidence(each, time, Map.of()));
        epoch.of(outcome.queryClass(), standard)
                .add(outcome, client, time.getEpochSecond() * 1_000_000 + time.getNano() / 1000);
        if (id.equals(going)) {
            universe.compared(outcome, client);
        }
    }

    /** Another epoch's comparisons begin: those of the one before say nothing about it. */
    private void comparedIn(String id) {
        universe.forgetComparisons();
        lastCompared = id;
    }

    /**
     * The report on what came.
     *
     * @param clientsReport who still asks the primary's socket, over the same range
     * @param awaited programs that run once a month and were not seen
     */
    public ReadinessReport build(Instant now, LogHealth health, ClientsReport clientsReport, List<String> awaited) {
        if (!lastCompared.equals(present)) {
            universe.forgetComparisons();
        }
        EpochEvidence epoch = epochs.get(present);
        Set<String> classes = new TreeSet<>(universe.classes());
        if (epoch != null) {
            classes.addAll(epoch.classes().keySet());
        }
        Standard shared = new Standard(
                standard.acceptable(),
                standard.familyAlpha(),
                Math.max(standard.classes(), classes.size()),
                standard.lagLimit());
        List<ClassVerdict> verdicts = new ArrayList<>();
        for (String name : classes) {
            ClassEvidence evidence = epoch == null ? null : epoch.classes().get(name);
            verdicts.add(new Judgement(
                            name,
                            evidence == null ? new ClassEvidence(standard.acceptable(), standard.lagLimit()) : evidence,
                            shared,
                            universe.pairsOf(name))
                    .verdict());
        }
        verdicts.sort(Comparator.comparing(ClassVerdict::verdict).thenComparing(ClassVerdict::name));
        return new ReadinessReport(
                now,
                selection,
                health,
                present.equals(NO_EPOCH) ? null : present,
                epoch == null ? null : epoch.since(),
                epoch == null ? List.of() : epoch.builds(),
                Math.max(0, epochIds.size() - 1),
                shared,
                verdicts,
                universe.coverage(),
                misdirected(clientsReport),
                universe.neverCompared(),
                awaited,
                Assumptions.of(shared, verdicts),
                moved.rows());
    }

    private static List<MisdirectedRow> misdirected(ClientsReport report) {
        return report.clients(Standing.TO_CHANGE).stream()
                .map(ReadinessReportBuilder::misdirected)
                .toList();
    }

    private static MisdirectedRow misdirected(ClientRow row) {
        return new MisdirectedRow(
                row.key(),
                row.who().label(),
                row.requests().toChange(),
                row.hint().summary());
    }
}
