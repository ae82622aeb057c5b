package org.paralux.proxy.shadow;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.Outcome;
import org.paralux.diff.Comparison;
import org.paralux.diff.ComparisonContext;
import org.paralux.diff.Verdict;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.proxy.epoch.Epoch;
import org.paralux.proxy.settle.Decision;
import org.paralux.proxy.settle.LagInterval;
import org.paralux.proxy.settle.Look;
import org.paralux.proxy.settle.Side;
import org.paralux.proxy.spool.SpoolShelf;
import org.paralux.proxy.tee.Answerer;
import org.paralux.proxy.tee.Body;

/** The first look at both sides: the daemon that did not answer the client is asked now. */
sealed interface Opening {
    /** A write is known for so long before a look that it may explain. */
    Duration WRITES_BEFORE = Duration.ofSeconds(18);

    /**
     * Both answered.
     *
     * @param decided what the looks come to already, though they differ; null where that is for the comparison to say
     */
    record Compared(
            Look primary,
            Answer.Replied shadow,
            Comparison comparison,
            @Nullable Decision decided) implements Opening {}

    /** The shadow did not answer. */
    record ShadowFailed(String reason) implements Opening {}

    /** There was no room for an answer, or the primary gave none. */
    record NotKept() implements Opening {}

    /** What the client got, as a look at whoever gave it. */
    static Look ofClient(Candidate candidate) {
        long ended = candidate.exchange().endedNanos();
        Payload reply = candidate.exchange().reply() instanceof Body.Whole whole ? whole.payload() : Payload.of("");
        Side side = candidate.exchange().answeredBy() == Answerer.SHADOW ? Side.SHADOW : Side.PRIMARY;
        return new Look(side, ended - Math.max(0, candidate.exchange().latencyNanos()), ended, reply);
    }

    static Opening of(
            Look client, Query query, TrialTools tools, ComparisonContext context, Epoch epoch, SpoolShelf shelf) {
        return switch (client.side()) {
            case PRIMARY -> atShadow(client, query, tools, context, epoch, shelf);
            case SHADOW -> atPrimary(client, query, tools, context, epoch, shelf);
        };
    }

    private static Opening atShadow(
            Look primary, Query query, TrialTools tools, ComparisonContext context, Epoch epoch, SpoolShelf shelf) {
        return switch (tools.sides().askShadow(query, shelf)) {
            case Answer.Replied shadow ->
                new Compared(
                        primary,
                        shadow,
                        tools.sides().compare(query, context, epoch, primary.payload(), shadow.payload()),
                        null);
            case Answer.Failed(String reason) -> new ShadowFailed(reason);
            case Answer.NotKept() -> new NotKept();
        };
    }

    /**
     * The shadow answered the client. Where the primary says otherwise, the shadow is asked once more, so that from there on
     * the order is the usual one. A shadow that agrees by then had answered late, or the answer changed in between.
     */
    private static Opening atPrimary(
            Look client, Query query, TrialTools tools, ComparisonContext context, Epoch epoch, SpoolShelf shelf) {
        if (!(tools.sides().askPrimary(query, shelf) instanceof Answer.Replied replied)) {
            return new NotKept();
        }
        Look primary = new Look(Side.PRIMARY, replied.askedNanos(), replied.answeredNanos(), replied.payload());
        Answer.Replied first = new Answer.Replied(client.payload(), client.askedNanos(), client.answeredNanos());
        Comparison comparison = tools.sides().compare(query, context, epoch, primary.payload(), client.payload());
        if (comparison.verdict() != Verdict.DIVERGENT) {
            return new Compared(primary, first, comparison, null);
        }
        return switch (atShadow(primary, query, tools, context, epoch, shelf)) {
            case Compared again
            when again.comparison().verdict() != Verdict.DIVERGENT ->
                new Compared(primary, first, comparison, overtaken(client, comparison, again.shadow(), tools));
            case Opening again -> again;
        };
    }

    private static Decision overtaken(Look client, Comparison comparison, Answer.Replied agreed, TrialTools tools) {
        long count = comparison.divergenceCount();
        return tools.writes().anyTouched(comparison.divergences(), client.askedNanos() - WRITES_BEFORE.toNanos())
                ? new Decision(
                        Outcome.LAG,
                        null,
                        new LagInterval(0, agreed.answeredNanos() - client.askedNanos()),
                        List.of(),
                        count)
                : new Decision(Outcome.MOVED, null, null, List.of(), count);
    }
}
