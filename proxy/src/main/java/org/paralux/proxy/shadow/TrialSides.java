package org.paralux.proxy.shadow;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.paralux.diff.Comparer;
import org.paralux.diff.Comparison;
import org.paralux.diff.ComparisonContext;
import org.paralux.diff.Verdict;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.proxy.epoch.Epoch;
import org.paralux.proxy.spool.SpoolShelf;

/**
 * The two daemons as trials see them: the shadow behind its breaker, the primary within its budget, and the comparison
 * between.
 *
 * <p>Thread-safe.
 */
final class TrialSides implements AutoCloseable {
    private final DaemonPool shadow;
    private final DaemonPool primary;
    private final VersionPolicy version;
    private final DailyComparer comparer;
    private final CircuitBreaker breaker;
    private final PrimaryBudget budget;
    private final LongSupplier nanoClock;

    private final ReentrantLock primaryTurn = new ReentrantLock();

    TrialSides(
            DaemonPool shadow,
            DaemonPool primary,
            VersionPolicy version,
            DailyComparer comparer,
            CircuitBreaker breaker,
            PrimaryBudget budget,
            LongSupplier nanoClock) {
        this.shadow = shadow;
        this.primary = primary;
        this.version = version;
        this.comparer = comparer;
        this.breaker = breaker;
        this.budget = budget;
        this.nanoClock = nanoClock;
    }

    Comparer comparer(Epoch epoch) {
        return comparer.comparer(epoch.rules());
    }

    long now() {
        return nanoClock.getAsLong();
    }

    Answer askShadow(Query query, SpoolShelf shelf) {
        Answer answer = shadow.ask(version.applyTo(query), shelf::newReply);
        switch (answer) {
            case Answer.Replied _, Answer.NotKept _ -> breaker.succeeded();
            case Answer.Failed _ -> breaker.failed();
        }
        return answer;
    }

    /** Whether the budget has room for one question to the primary; takes it. */
    boolean mayAskPrimary(Query query) {
        return budget.lets(query.queryClass().live());
    }

    /** Whether the primary may be asked what the shadow answered to a client. */
    boolean mayAskPrimaryInstead(Query query) {
        return budget.letsInstead(query.queryClass().live());
    }

    /** What the primary says, which is asked by one settling at a time. */
    Answer askPrimary(Query query, SpoolShelf shelf) {
        primaryTurn.lock();
        try {
            return primary.ask(query, shelf::newReply);
        } finally {
            primaryTurn.unlock();
        }
    }

    /** Garbage counts against the shadow like silence. */
    Comparison compare(Query query, ComparisonContext context, Epoch epoch, Payload primaryReply, Payload shadowReply) {
        Comparison comparison = comparer(epoch).compare(query, primaryReply, shadowReply, context);
        if (comparison.verdict() == Verdict.SHADOW_FAILED) {
            breaker.failed();
        }
        return comparison;
    }

    /** What was kept may lead to a process that is no longer the one that listens. */
    void hangUp() {
        shadow.hangUp();
        primary.hangUp();
    }

    @Override
    public void close() {
        shadow.close();
        primary.close();
    }
}
