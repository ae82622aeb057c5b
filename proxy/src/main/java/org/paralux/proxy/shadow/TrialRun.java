package org.paralux.proxy.shadow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.Outcome;
import org.paralux.audit.UndecidedCause;
import org.paralux.diff.Comparison;
import org.paralux.diff.ComparisonContext;
import org.paralux.diff.ReplyDigest;
import org.paralux.diff.Verdict;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.proxy.epoch.Epoch;
import org.paralux.proxy.settle.Decision;
import org.paralux.proxy.settle.Look;
import org.paralux.proxy.settle.Settling;
import org.paralux.proxy.settle.SettlingPlan;
import org.paralux.proxy.settle.Side;
import org.paralux.proxy.spool.SpoolShelf;

/**
 * One trial from its first look to its outcome. Its steps are run by the workers, one at a time; looks of others in its
 * group may come in between, and the end by a stop at any time.
 *
 * <p>Thread-safe.
 */
final class TrialRun {
    /** So often a step is put off because the primary may not be asked just then. */
    private static final int MAX_POSTPONED = 40;

    private static final long POSTPONE_NANOS = 1_000_000_000;

    /** A look of another trial of the group is as good as one's own, if it is not older than a part of the step's time. */
    private static final int SHARED_PART = 5;

    private static final Duration SHORTEST_SHARED = Duration.ofMillis(20);
    private static final Duration LONGEST_SHARED = Duration.ofSeconds(5);

    /** Of a trial whose daemons were not the same from its beginning to its end. */
    private static final Decision OVERTAKEN =
            new Decision(Outcome.UNDECIDED, UndecidedCause.SHUTDOWN, null, List.of(), 0);

    private final Candidate candidate;
    private final double probability;
    private final TrialTools tools;
    private final Look client;

    /** The client's answer where the primary gave it. */
    private volatile Look primary;

    private final SpoolShelf shelf;
    private volatile Epoch epoch;
    private @Nullable SettlingGroup group;
    private @Nullable Settling settling;
    private @Nullable Comparison comparison;
    private Answer.@Nullable Replied firstAnswer;
    private @Nullable ReplyDigest digest;
    /** Of looks, as reserved. */
    private long heldBytes;

    private int postponed;

    /** Whether this step may ask the primary. */
    private boolean permitted;

    private boolean finished;

    TrialRun(Candidate candidate, double probability, TrialTools tools) {
        this.candidate = candidate;
        this.probability = probability;
        this.tools = tools;
        this.epoch = tools.epochs().known();
        this.client = Opening.ofClient(candidate);
        this.primary = client;
        this.shelf = tools.newShelf();
    }

    Query query() {
        return candidate.query();
    }

    Epoch epoch() {
        return epoch;
    }

    /** The first look. */
    void begin() {
        epoch = tools.epochs().current();
        switch (Opening.of(client, query(), tools, context(), epoch, shelf)) {
            case Opening.Compared compared -> compare(compared);
            case Opening.ShadowFailed(String reason) -> {
                digest = ReplyDigest.of(client.payload());
                finishAtOnce(Outcome.SHADOW_FAILED, reason);
            }
            case Opening.NotKept() -> giveUp(UndecidedCause.BUDGET);
        }
    }

    private void compare(Opening.Compared compared) {
        primary = compared.primary();
        digest = ReplyDigest.of(primary.payload());
        firstAnswer = compared.shadow();
        Comparison first = compared.comparison();
        comparison = first;
        if (compared.decided() != null) {
            finish(compared.decided(), null);
            return;
        }
        if (first.verdict() != Verdict.DIVERGENT && !primary.payload().isMapped()) {
            Look shadow = lookOf(compared.shadow());
            tools.settling(this).ifPresent(others -> others.lookInPassing(primary, shadow));
        }
        switch (first.verdict()) {
            case MATCH -> finishAtOnce(Outcome.MATCH, null);
            case EQUIVALENT -> finishAtOnce(Outcome.EQUIVALENT, null);
            case SHADOW_FAILED -> finishAtOnce(Outcome.SHADOW_FAILED, first.problem());
            case REFUSED -> finishAtOnce(Outcome.REFUSED, first.problem());
            case DIVERGENT -> settle(first, compared.shadow());
        }
    }

    private ComparisonContext context() {
        return new ComparisonContext(candidate.client().key(), epoch.release());
    }

    private void settle(Comparison first, Answer.Replied replied) {
        Optional<Decision> known = knownDivergence(replied.payload());
        if (known.isPresent()) {
            finish(known.get(), null);
            return;
        }
        Look shadow = lookOf(replied);
        SettlingPlan plan = query().queryClass().live() ? SettlingPlan.LIVE : SettlingPlan.CONFIGURATION;
        long bytes = onHeap(primary) + onHeap(shadow);
        boolean hasRoom = tools.reserve(bytes);
        SettlingGroup joined = tools.join(this);
        synchronized (this) {
            heldBytes = hasRoom ? bytes : 0;
            group = joined;
            settling = new Settling(
                    tools.sides().comparer(epoch),
                    query(),
                    context(),
                    tools.writes(),
                    plan,
                    tools.comparisons(),
                    joined.looksBefore(primary.askedNanos()),
                    primary,
                    shadow,
                    first);
        }
        if (!hasRoom) {
            giveUp(UndecidedCause.BUDGET);
            return;
        }
        share(joined, primary);
        share(joined, shadow);
        scheduleNext();
    }

    private static Look lookOf(Answer.Replied replied) {
        return new Look(Side.SHADOW, replied.askedNanos(), replied.answeredNanos(), replied.payload());
    }

    private static long onHeap(Look look) {
        return look.payload().isMapped() ? 0 : look.payload().length();
    }

    /** A look that lies in the spool goes with this trial, so that no other may see it. */
    private void share(SettlingGroup shared, Look look) {
        if (look.payload().isMapped()) {
            show(look);
            endIfDecided();
        } else {
            shared.look(look);
        }
    }

    private Optional<Decision> knownDivergence(Payload shadow) {
        ReplyDigest own = digest;
        return own == null
                ? Optional.empty()
                : tools.known()
                        .of(epoch, query().payload(), own, ReplyDigest.of(shadow))
                        .filter(known ->
                                !tools.writes().anyTouched(known.decision().divergences(), known.sinceNanos()))
                        .map(KnownDivergences.Known::decision);
    }

    /** A look that this trial or another took, unless it comes out of turn or there is no room to keep it. */
    synchronized void show(Look look) {
        Settling open = settling;
        if (open == null || finished || look.askedNanos() <= open.lastAskedNanos()) {
            return;
        }
        long bytes = onHeap(look);
        if (!tools.reserve(bytes)) {
            return;
        }
        if (open.look(look)) {
            heldBytes += bytes;
        } else {
            tools.release(bytes);
        }
    }

    /** What is due now. */
    void step() {
        SettlingPlan.Step step = next();
        SettlingGroup shared = group;
        if (step == null || shared == null) {
            return;
        }
        boolean isLive = query().queryClass().live();
        if (isLive && !mayAskPrimary(step, shared)) {
            return;
        }
        if (!isAsked(Side.SHADOW, step, shared)
                && tools.sides().askShadow(query(), shelf) instanceof Answer.Replied replied) {
            share(shared, lookOf(replied));
        }
        if (endIfDecided() || (!isLive && !mayAskPrimary(step, shared))) {
            return;
        }
        if (permitted
                && !isAsked(Side.PRIMARY, step, shared)
                && tools.sides().askPrimary(query(), shelf) instanceof Answer.Replied replied) {
            share(shared, new Look(Side.PRIMARY, replied.askedNanos(), replied.answeredNanos(), replied.payload()));
        }
        stepTaken();
    }

    private boolean isAsked(Side side, SettlingPlan.Step step, SettlingGroup shared) {
        long part = step.offset().toNanos() / SHARED_PART;
        return shared.askedSince(
                side, tools.sides().now() - Math.clamp(part, SHORTEST_SHARED.toNanos(), LONGEST_SHARED.toNanos()));
    }

    /**
     * Whether the step can go on. Where the primary may not be asked now it is put off, for so long; then it goes on
     * without the primary.
     * Before a live class is put to the shadow again, which costs a call to every node as well, it must be sure to count.
     */
    private boolean mayAskPrimary(SettlingPlan.Step step, SettlingGroup shared) {
        boolean wanted = step.primaryToo() && !isAsked(Side.PRIMARY, step, shared);
        permitted = wanted && tools.sides().mayAskPrimary(query());
        boolean mustWait = wanted && !permitted && postponed < MAX_POSTPONED;
        if (mustWait) {
            postponed++;
            tools.later(this, tools.sides().now() + POSTPONE_NANOS);
        }
        return !mustWait;
    }

    private synchronized SettlingPlan.@Nullable Step next() {
        Settling open = settling;
        return open == null || finished ? null : open.nextStep().orElse(null);
    }

    /** Whether its looks tell enough; then it ends. */
    boolean endIfDecided() {
        Decision decision;
        synchronized (this) {
            decision = settling == null ? null : settling.decide().orElse(null);
        }
        if (decision != null) {
            finish(decision, null);
        }
        return decision != null;
    }

    private void stepTaken() {
        postponed = 0;
        Decision decision;
        synchronized (this) {
            decision = settling == null ? null : settling.stepTaken().orElse(null);
        }
        if (decision != null) {
            finish(decision, null);
        } else {
            scheduleNext();
        }
    }

    private void scheduleNext() {
        SettlingPlan.Step step = next();
        if (step != null) {
            tools.later(this, primary.answeredNanos() + step.offset().toNanos());
        }
    }

    /** Ends it as it stands. */
    void giveUp(UndecidedCause cause) {
        Decision decision;
        synchronized (this) {
            decision = settling == null
                    ? new Decision(Outcome.UNDECIDED, cause, null, List.of(), 0)
                    : settling.giveUp(cause);
        }
        end(decision, null);
    }

    /** Ends what settles: its looks before and after were at other daemons, or by other rules. */
    void epochChanged() {
        boolean settles;
        synchronized (this) {
            settles = settling != null;
        }
        if (settles) {
            end(OVERTAKEN, null);
        }
    }

    private void finishAtOnce(Outcome outcome, @Nullable String reason) {
        finish(new Decision(outcome, null, null, List.of(), 0), reason);
    }

    /** What was asked in two epochs tells nothing of either. */
    private void finish(Decision decision, @Nullable String reason) {
        Epoch now = tools.epochs().current();
        boolean isOfOneEpoch = now.id().equals(epoch.id()) && now.holdsAt(client.answeredNanos());
        end(isOfOneEpoch ? decision : OVERTAKEN, isOfOneEpoch ? reason : null);
    }

    private void end(Decision decision, @Nullable String reason) {
        Settling settled;
        synchronized (this) {
            if (finished) {
                return;
            }
            finished = true;
            settled = settling;
        }
        if (settled != null) {
            tools.leave(this);
            tools.release(heldBytes);
            remember(decision, settled);
        }
        tools.finished(
                this,
                new TrialResult(
                        candidate,
                        epoch.idAt(client.answeredNanos()),
                        probability,
                        decision,
                        comparison == null ? Map.of() : comparison.rules(),
                        comparison,
                        reason,
                        digest,
                        (primary.answeredNanos() - primary.askedNanos()) / 1000,
                        firstAnswer == null ? null : firstAnswer.micros(),
                        settled == null ? 0 : settled.stepsTaken(),
                        settled == null ? firstLooks() : settled.looks()));
        shelf.close();
    }

    private void remember(Decision decision, Settling settled) {
        ReplyDigest own = digest;
        Answer.Replied replied = firstAnswer;
        if (decision.outcome() == Outcome.DIVERGENT && own != null && replied != null) {
            long since = settled.looks().getLast().askedNanos();
            tools.known()
                    .settled(
                            epoch,
                            query().payload(),
                            own,
                            ReplyDigest.of(replied.payload()),
                            new KnownDivergences.Known(decision, since));
        }
    }

    private List<Look> firstLooks() {
        return firstAnswer == null ? List.of(client) : List.of(primary, lookOf(firstAnswer));
    }
}
