package org.paralux.proxy.shadow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.Outcome;
import org.paralux.audit.SkipCause;
import org.paralux.audit.UndecidedCause;
import org.paralux.luxi.LuxiRequest;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.luxi.RequestKind;
import org.paralux.proxy.effort.Effort;
import org.paralux.proxy.epoch.Epochs;
import org.paralux.proxy.settle.ComparisonRoom;
import org.paralux.proxy.settle.WriteHistory;
import org.paralux.proxy.spool.Spool;
import org.paralux.proxy.spool.SpoolShelf;
import org.paralux.proxy.tee.Answerer;
import org.paralux.proxy.tee.Exchange;
import org.paralux.proxy.tee.TeeBudget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts queries to the shadow and finds out what becomes of each. A few workers do all that waits: they ask, compare and
 * settle. What they cannot keep up with is skipped and counted; nobody ever waits for them.
 *
 * <pre>
 * recorder ─► admit ─► workers: ask the shadow ─► compare ─► settle ─► outcome ─► counters, log, evidence
 *               └─► skipped, and why
 * </pre>
 *
 * <p>{@link TrialDesk}'s methods belong to the recorder's thread; the rest is thread-safe.
 */
public final class Trials implements TrialDesk, AutoCloseable {
    private static final long NOT_TELLING = -1;

    private static final Logger LOGGER = LoggerFactory.getLogger(Trials.class);
    private static final int MAX_WAITING = 10_000;
    private static final int LIVE_AT_ONCE = 10;

    /** What is left of the samples where fewer are to be taken. */
    private static final double FEWER = 0.25;

    /** The recorder is that far behind only where the proxy cannot keep up. */
    private static final Duration BEHIND = Duration.ofSeconds(3);

    /** Comparing a hundred megabytes takes a processor about a second. */
    private static final Duration SPOOLED_INTERVAL = Duration.ofSeconds(5);

    private static final int SPOOLED_AT_ONCE = 4;

    private final ShadowSettings settings;
    private final TeeBudget teeBudget;
    private final Spool spool;
    private final Consumer<Outcome> counted;
    private final OutcomeRecords records;
    private final LongSupplier nanoClock;
    private final WriteHistory writes;
    private final CommandReader commands;
    private final ConfigurationWatch configuration;
    private final Fitness fitness;
    private final CircuitBreaker breaker;
    private final Sampler sampler;
    private final TokenBucket live;
    private final TokenBucket spooled;
    private final PrimaryBudget primaryBudget;
    private final TrialSides sides;
    private final KnownDivergences known = new KnownDivergences();
    private volatile boolean closed;
    private final ScheduledThreadPoolExecutor workers;
    private final Set<TrialRun> running = ConcurrentHashMap.newKeySet();
    private final Map<GroupKey, SettlingGroup> groups = new ConcurrentHashMap<>();
    private final AtomicLong settlingBytes = new AtomicLong();
    private final ComparisonRoom comparisons = new ComparisonRoom();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Tools tools = new Tools();
    private final Epochs epochs;
    private final Supplier<Effort> effort;
    private long serial;

    /** Who may share what is seen: trials of one query, to the byte, in one epoch. */
    private record GroupKey(Payload query, String epoch) {
        static GroupKey of(TrialRun run) {
            return new GroupKey(run.query().payload(), run.epoch().id());
        }
    }

    /**
     * @param counted is told each outcome once, before it is recorded
     * @param isObservedOnly whether the stage of a query's class says that nobody but the primary is asked
     * @param requestsUnderWay how many requests of clients the primary has not answered yet
     * @param effort how much is to be done now
     */
    public Trials(
            ShadowSettings settings,
            Path primary,
            Epochs epochs,
            OutcomeSinks sinks,
            TeeBudget teeBudget,
            Spool spool,
            Consumer<Outcome> counted,
            Predicate<Query> isObservedOnly,
            IntSupplier requestsUnderWay,
            Supplier<Effort> effort,
            LongSupplier nanoClock,
            RandomGenerator random) {
        this.settings = settings;
        this.epochs = epochs;
        this.teeBudget = teeBudget;
        this.spool = spool;
        this.counted = counted;
        this.effort = effort;
        this.nanoClock = nanoClock;
        this.records = new OutcomeRecords(sinks.audit(), sinks.evidence(), sinks.wallClock());
        this.writes = new WriteHistory(nanoClock);
        this.commands = new CommandReader(writes);
        this.configuration = new ConfigurationWatch(
                settings.configuration(), () -> epochs.primary().cluster(), writes, nanoClock);
        this.fitness = new Fitness(settings, isObservedOnly, new LoopGuard(settings.socket(), nanoClock));
        this.breaker = new CircuitBreaker(nanoClock);
        this.sampler = new Sampler(settings.trialsPerSecond(), nanoClock, random);
        this.live = TokenBucket.onceIn(settings.budget().liveShadow(), LIVE_AT_ONCE, nanoClock);
        this.spooled = TokenBucket.onceIn(SPOOLED_INTERVAL, SPOOLED_AT_ONCE, nanoClock);
        this.primaryBudget = new PrimaryBudget(settings.budget(), requestsUnderWay, nanoClock);
        this.sides = new TrialSides(
                new DaemonPool(settings.socket(), settings.timeLimit(), nanoClock, this::doubtShadow),
                new DaemonPool(primary, settings.timeLimit(), nanoClock, () -> {}),
                settings.version(),
                new DailyComparer(epochs.known().rules(), sinks.wallClock()),
                breaker,
                primaryBudget,
                nanoClock);
        this.workers = new ScheduledThreadPoolExecutor(
                settings.concurrency(),
                Thread.ofPlatform().name("shadow-", 1).daemon().factory());
        workers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        workers.setRemoveOnCancelPolicy(true);
        configuration.start();
    }

    private void doubtShadow() {
        epochs.doubt(Epochs.Daemon.SHADOW);
    }

    // --- on the recorder's thread

    @Override
    public Admission admit(Candidate candidate) {
        SkipCause cause = fitness.unfit(candidate);
        if (cause == null && closed) {
            cause = SkipCause.DEGRADED;
        }
        if (cause != null) {
            return Admission.skip(cause);
        }
        Effort now = effort.get();
        if (now.isBelow(Effort.CONFIGURATION_ONLY)
                || (now == Effort.CONFIGURATION_ONLY
                        && candidate.query().queryClass().live())) {
            return Admission.skip(SkipCause.DEGRADED);
        }
        Sampler.Choice choice =
                sampler.choose(candidate.query(), candidate.client().key(), ++serial, now == Effort.FULL ? 1 : FEWER);
        if (!choice.taken()) {
            return new Admission(SkipCause.SAMPLED_OUT, choice.probability());
        }
        return new Admission(hindrance(candidate), choice.probability());
    }

    /** Why a query cannot be put to the shadow now. */
    private @Nullable SkipCause hindrance(Candidate candidate) {
        if (nanoClock.getAsLong() - candidate.exchange().endedNanos() > BEHIND.toNanos()) {
            return SkipCause.DEGRADED;
        }
        if (waiting.get() >= MAX_WAITING
                || waitingBytes.get() + candidate.exchange().bytesInMemory() > settings.queueBytes()) {
            return SkipCause.QUEUE_FULL;
        }
        boolean asksShadow = candidate.exchange().answeredBy() != Answerer.SHADOW;
        if (asksShadow && !breaker.wouldLet()) {
            return SkipCause.BREAKER_OPEN;
        }
        if (!asksShadow && !sides.mayAskPrimaryInstead(candidate.query())) {
            return SkipCause.RATE;
        }
        if (candidate.query().queryClass().live() && !live.take()) {
            return SkipCause.RATE;
        }
        if (candidate.exchange().isReplySpooled() && !spooled.take()) {
            return SkipCause.RATE;
        }
        return !asksShadow || breaker.lets() ? null : SkipCause.BREAKER_OPEN;
    }

    @Override
    public void begin(Candidate candidate, Admission admission) {
        TrialRun run = new TrialRun(candidate, admission.probability(), tools);
        long bytes = candidate.exchange().bytesInMemory();
        waiting.incrementAndGet();
        waitingBytes.addAndGet(bytes);
        running.add(run);
        try {
            workers.execute(() -> {
                waiting.decrementAndGet();
                guarded(run, TrialRun::begin);
                waitingBytes.addAndGet(-bytes);
                if (!candidate.exchange().isReplySpooled()) {
                    candidate.exchange().release(teeBudget);
                }
            });
        } catch (RejectedExecutionException stopped) {
            run.giveUp(UndecidedCause.SHUTDOWN);
        }
    }

    @Override
    public void skipped(Candidate candidate, Admission admission) {
        records.skipped(
                candidate, admission, epochs.known().idAt(candidate.exchange().endedNanos()));
    }

    /** How long a job is waited for says nothing of how busy the primary is. */
    @Override
    public void observed(LuxiRequest request, Exchange exchange) {
        if (exchange.answeredBy() != Answerer.SHADOW) {
            boolean tells = request.kind() == RequestKind.QUERY;
            primaryBudget.observed(tells ? exchange.latencyNanos() : NOT_TELLING);
        }
        switch (request) {
            case LuxiRequest.Command command -> commands.command(command.method(), exchange);
            case LuxiRequest.Wait _ -> commands.waited(exchange);
            case Query query -> commands.jobsQueried(query, exchange);
            case LuxiRequest.LockQuery _, LuxiRequest.MalformedQuery _, LuxiRequest.Unknown _ -> {}
        }
    }

    // --- on the workers

    /** A fault of ours ends one trial and nothing else; so does a disk that cannot be read, an InternalError where mapped. */
    private static void guarded(TrialRun run, Consumer<TrialRun> work) {
        try {
            work.accept(run);
        } catch (RuntimeException | InternalError e) {
            LOGGER.atError().setCause(e).log("a trial failed by a fault of the program");
            run.giveUp(UndecidedCause.BUDGET);
        }
    }

    private final class Tools implements TrialTools {
        @Override
        public TrialSides sides() {
            return sides;
        }

        @Override
        public Epochs epochs() {
            return epochs;
        }

        @Override
        public WriteHistory writes() {
            return writes;
        }

        @Override
        public KnownDivergences known() {
            return known;
        }

        @Override
        public SpoolShelf newShelf() {
            return spool.shelf(2 * settings.replyBytes());
        }

        @Override
        public SettlingGroup join(TrialRun run) {
            return groups.compute(GroupKey.of(run), (_, there) -> {
                SettlingGroup group = there == null ? new SettlingGroup() : there;
                group.join(run);
                return group;
            });
        }

        @Override
        public Optional<SettlingGroup> settling(TrialRun run) {
            return Optional.ofNullable(groups.get(GroupKey.of(run)));
        }

        @Override
        public void leave(TrialRun run) {
            groups.computeIfPresent(GroupKey.of(run), (_, group) -> group.leave(run) ? null : group);
        }

        @Override
        public ComparisonRoom comparisons() {
            return comparisons;
        }

        @Override
        public boolean reserve(long bytes) {
            if (settlingBytes.addAndGet(bytes) <= settings.settlingBytes()) {
                return true;
            }
            settlingBytes.addAndGet(-bytes);
            return false;
        }

        @Override
        public void release(long bytes) {
            settlingBytes.addAndGet(-bytes);
        }

        @Override
        public void later(TrialRun run, long atNanos) {
            try {
                var _ = workers.schedule(
                        () -> guarded(run, TrialRun::step),
                        Math.max(0, atNanos - nanoClock.getAsLong()),
                        TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException stopped) {
                run.giveUp(UndecidedCause.SHUTDOWN);
            }
        }

        @Override
        public void finished(TrialRun run, TrialResult result) {
            running.remove(run);
            counted.accept(result.decision().outcome());
            records.finished(result);
            Exchange exchange = result.candidate().exchange();
            if (exchange.isReplySpooled()) {
                exchange.release(teeBudget);
            }
        }
    }

    /** The daemons, or the rules, are others: what settles ends, and connections that are kept are not trusted. */
    public void epochChanged() {
        sides.hangUp();
        running.forEach(TrialRun::epochChanged);
    }

    ConfigurationWatch configuration() {
        return configuration;
    }

    /** How many trials have no outcome yet. */
    public int inFlight() {
        return running.size();
    }

    public boolean isBreakerOpen() {
        return breaker.isOpen();
    }

    /** Ends all trials as they stand, and begins no more; once. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        configuration.close();
        workers.shutdown();
        workers.getQueue().clear();
        try {
            if (!workers.awaitTermination(1, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.forEach(run -> run.giveUp(UndecidedCause.SHUTDOWN));
        sides.close();
    }
}
