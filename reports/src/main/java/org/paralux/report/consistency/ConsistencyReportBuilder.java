package org.paralux.report.consistency;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditEvent.ClientSeen;
import org.paralux.audit.AuditEvent.DivergenceFound;
import org.paralux.audit.AuditEvent.EpochChanged;
import org.paralux.audit.AuditEvent.Exchange;
import org.paralux.audit.AuditEvent.ProxyStarted;
import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.audit.AuditEvent.StageChanged;
import org.paralux.audit.Detail;
import org.paralux.audit.ExchangeEnd;
import org.paralux.audit.Outcome;
import org.paralux.luxi.RequestKind;
import org.paralux.report.asked.AskedQueries;
import org.paralux.report.consistency.ConsistencyReport.EpochRow;
import org.paralux.report.log.LogHealth;
import org.paralux.report.log.Selection;
import org.paralux.report.tally.ClientKeys;
import org.paralux.report.tally.Counts;
import org.paralux.report.tally.EnumCounts;
import org.paralux.report.tally.LagRow;
import org.paralux.report.tally.LagTally;
import org.paralux.report.tally.MovedClasses;
import org.paralux.report.tally.OutcomeWords;
import org.paralux.report.tally.Timeline;

/**
 * Makes the consistency report from the entries of a log, taken one at a time in the order of their time. What it holds
 * grows with the classes, causes and paths, each with a bound, and never with the records. Not thread-safe.
 */
public final class ConsistencyReportBuilder {
    /** The events it looks at. */
    public static final Set<Class<? extends AuditEvent>> EVENTS = Set.of(
            ProxyStarted.class,
            EpochChanged.class,
            ClientSeen.class,
            Exchange.class,
            QueryOutcome.class,
            DivergenceFound.class,
            StageChanged.class);

    /** What it does not look at. */
    public static final Set<Detail> WITHOUT = Set.of(Detail.values());

    private static final int CLASSES = 500;
    private static final int EPOCHS = 200;
    private static final int PASSED = 4096;

    private final Selection selection;
    private final Map<String, ClassTally> classes = new HashMap<>();
    private final ClientKeys clients = new ClientKeys();
    private final CauseBook causes = new CauseBook();
    private final RuleBook rules = new RuleBook();
    private final OwnWrites ownWrites = new OwnWrites();
    private final AskedQueries asked = new AskedQueries();
    private final List<EpochRow> epochs = new ArrayList<>();
    private final Timeline<Course> course = new Timeline<>(Course::new, Course::addAll);
    private final Set<String> filteredOut = new HashSet<>();
    private final MovedClasses moved = new MovedClasses();
    private final EnumCounts<RequestKind> kinds = new EnumCounts<>(RequestKind.class);
    private boolean shadowed;
    private long lock;
    private long malformed;

    public ConsistencyReportBuilder(Selection selection) {
        this.selection = selection;
    }

    /** What came in one stretch of time. */
    private static final class Course {
        private final EnumCounts<Outcome> outcomes = new EnumCounts<>(Outcome.class);
        private @Nullable LagTally lag;

        LagTally lag() {
            if (lag == null) {
                lag = new LagTally();
            }
            return lag;
        }

        static void addAll(Course into, Course from) {
            into.outcomes.addAll(from.outcomes);
            if (from.lag != null) {
                into.lag().addAll(from.lag);
            }
        }
    }

    /** Takes the next entry. */
    public void accept(AuditEntry entry) {
        Instant time = entry.time();
        // The other events say nothing about what was compared.
        if (entry.event() instanceof Exchange exchange) {
            if (selection.range().contains(time)) {
                accept(time, exchange);
            }
        } else if (entry.event() instanceof QueryOutcome outcome) {
            if (selection.range().contains(time)) {
                accept(time, outcome);
            }
        } else if (entry.event() instanceof DivergenceFound found) {
            if (selection.range().contains(time)
                    && selection.admitsClass(found.queryClass())
                    && !filteredOut.contains(found.exchange())) {
                causes.found(time, found);
            }
        } else if (entry.event() instanceof ClientSeen seen) {
            clients.seen(seen.client());
        } else if (entry.event() instanceof ProxyStarted started
                && !selection.range().endsBy(time)) {
            shadowed |= started.shadow() != null;
            epoch(time, started.epoch(), "start of run " + started.run(), started.builds());
        } else if (entry.event() instanceof EpochChanged changed
                && !selection.range().endsBy(time)) {
            epoch(time, changed.epoch(), changed.why(), changed.builds());
        } else if (entry.event() instanceof StageChanged changed
                && !selection.range().endsBy(time)) {
            moved.accept(changed);
        }
    }

    private void accept(Instant time, Exchange exchange) {
        // Requests are counted in complete frames.
        if (exchange.end() == ExchangeEnd.INCOMPLETE_REQUEST
                || !selection.admitsClient(clients.of(exchange.client()))) {
            return;
        }
        if (exchange.kind() == RequestKind.COMMAND) {
            ownWrites.wrote(exchange.client(), micros(time));
        }
        if (!selection.admitsClass(exchange.queryClass())) {
            return;
        }
        kinds.add(exchange.kind());
        if (exchange.kind() != RequestKind.QUERY) {
            return;
        }
        String queryClass = exchange.queryClass();
        if (exchange.malformed() != null) {
            malformed++;
        } else if (queryClass == null) {
            lock++;
        } else {
            tally(queryClass).addEligible();
            asked.add(exchange);
        }
    }

    private void accept(Instant time, QueryOutcome outcome) {
        String client = clients.of(outcome.client());
        if (!selection.admitsClass(outcome.queryClass()) || !selection.admitsClient(client)) {
            filterOut(outcome);
            return;
        }
        tally(outcome.queryClass()).add(outcome);
        Course stretch = course.at(time);
        stretch.outcomes.add(outcome.outcome());
        if (outcome.outcome() == Outcome.LAG) {
            ClassTally.add(outcome, stretch.lag());
        } else if (outcome.outcome() == Outcome.DIVERGENT) {
            causes.divergent(time, outcome, client);
        }
        if (outcome.rules() != null) {
            rules.fired(time, outcome.rules());
        }
        ownWrites.read(outcome, client, micros(time));
    }

    /** The places of a trial that is not wanted follow it soon. */
    private void filterOut(QueryOutcome outcome) {
        if (outcome.outcome() == Outcome.DIVERGENT) {
            if (filteredOut.size() >= PASSED) {
                filteredOut.clear();
            }
            filteredOut.add(outcome.exchange());
        }
    }

    private ClassTally tally(String queryClass) {
        ClassTally tally = classes.get(queryClass);
        if (tally == null) {
            String name = classes.size() < CLASSES ? queryClass : Counts.OTHER;
            tally = classes.computeIfAbsent(name, each -> new ClassTally());
        }
        return tally;
    }

    private void epoch(Instant time, String epoch, String why, Map<String, String> builds) {
        boolean goesOn = !epochs.isEmpty() && epochs.getLast().epoch().equals(epoch);
        if (goesOn || epochs.size() >= EPOCHS) {
            return;
        }
        List<String> words = new TreeMap<>(builds)
                .entrySet().stream()
                        .map(build -> build.getKey() + " " + build.getValue())
                        .toList();
        epochs.add(new EpochRow(epoch, time, why, words));
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
    }

    /**
     * The report on what came. No more entries may follow.
     *
     * @param lagLimit what the 99th percentile of the lag may take
     * @param baseline an earlier report; null for none
     * @param values gives the values of examples
     */
    public ConsistencyReport build(
            Instant now, LogHealth health, Duration lagLimit, @Nullable Baseline baseline, StoredValues values) {
        causes.closeAll();
        Baseline.Comparison comparison = new Baseline.Comparison(baseline);
        Accounts accounts = accounts();
        LagTally lag = new LagTally();
        classes.values().forEach(tally -> lag.addAll(tally.lag()));
        Set<PathTally.Key> present = causes.paths().stream().map(PathTally::key).collect(Collectors.toSet());
        return new ConsistencyReport(
                now,
                selection,
                health,
                shadowed || accounts.trials() > 0,
                epochs,
                accounts,
                classes.entrySet().stream()
                        .map(entry -> entry.getValue().row(entry.getKey()))
                        .sorted(Comparator.comparing(ClassRow::name))
                        .toList(),
                new CauseRows(causes, asked, comparison, values).rows(accounts.divergent()),
                comparison.gone(present),
                baseline != null,
                LagRow.of(lag, accounts.trials()),
                lagLimit,
                course.width(),
                course.stretches().stream()
                        .map(ConsistencyReportBuilder::moment)
                        .toList(),
                rules.rows(),
                ownWrites.rows(),
                moved.rows());
    }

    private static Moment moment(Timeline.Stretch<Course> stretch) {
        LagTally lag = stretch.value().lag;
        return new Moment(
                stretch.start(),
                OutcomeWords.of(stretch.value().outcomes, false),
                lag == null ? null : lag.quantiles().at(0.5));
    }

    private Accounts accounts() {
        long eligible = 0;
        long trials = 0;
        Counts skips = new Counts(Integer.MAX_VALUE);
        Counts undecided = new Counts(Integer.MAX_VALUE);
        EnumCounts<Outcome> outcomes = new EnumCounts<>(Outcome.class);
        for (ClassTally tally : classes.values()) {
            eligible += tally.eligible();
            trials += tally.trials();
            tally.skips().mostFirst().forEach(skips::add);
            tally.undecided().mostFirst().forEach(undecided::add);
            outcomes.addAll(tally.outcomes());
        }
        return new Accounts(
                kinds.of(RequestKind.QUERY),
                kinds.of(RequestKind.COMMAND),
                kinds.of(RequestKind.WAIT),
                kinds.of(RequestKind.UNKNOWN),
                eligible,
                lock,
                malformed,
                trials,
                skips.sum(),
                OutcomeWords.of(outcomes, true),
                skips.mostFirst(),
                undecided.mostFirst(),
                eligible - trials - skips.sum());
    }
}
