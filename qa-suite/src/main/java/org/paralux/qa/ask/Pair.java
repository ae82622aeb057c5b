package org.paralux.qa.ask;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Comparer;
import org.paralux.diff.Comparison;
import org.paralux.diff.ComparisonContext;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.proxy.settle.ComparisonRoom;
import org.paralux.proxy.settle.Look;
import org.paralux.proxy.settle.Side;
import org.paralux.proxy.shadow.Answer;

/** The primary and the candidate, which are asked the same, and the comparison between. Thread-safe if both are. */
public final class Pair implements AutoCloseable {
    private final Daemon primary;
    private final Daemon candidate;
    private final Supplier<Comparer> comparer;
    private final ComparisonContext context;
    private final ComparisonRoom comparisons = new ComparisonRoom();

    /**
     * What both said to one request.
     *
     * @param comparison of the two replies; of none with none it is a match
     */
    public record Both(Answer primary, Answer candidate, Comparison comparison) {
        public @Nullable Payload primaryReply() {
            return replyOf(primary);
        }

        public @Nullable Payload candidateReply() {
            return replyOf(candidate);
        }

        /** The primary's reply as settling sees it. */
        public Look primaryLook() {
            return look(Side.PRIMARY, primary);
        }

        public Look candidateLook() {
            return look(Side.SHADOW, candidate);
        }

        private static Look look(Side side, Answer answer) {
            return switch (answer) {
                case Answer.Replied replied ->
                    new Look(side, replied.askedNanos(), replied.answeredNanos(), replied.payload());
                case Answer.Failed(String reason) -> throw new IllegalStateException(side + ": " + reason);
                case Answer.NotKept() -> throw new IllegalStateException(side + ": a reply was not kept");
            };
        }
    }

    public Pair(Daemon primary, Daemon candidate, Supplier<Comparer> comparer, ComparisonContext context) {
        this.primary = primary;
        this.candidate = candidate;
        this.comparer = comparer;
        this.context = context;
    }

    public Daemon daemon(Side side) {
        return switch (side) {
            case PRIMARY -> primary;
            case SHADOW -> candidate;
        };
    }

    public Comparer comparer() {
        return comparer.get();
    }

    /** Where those that are settled keep what they compared. */
    public ComparisonRoom comparisons() {
        return comparisons;
    }

    public ComparisonContext context() {
        return context;
    }

    /** Asks the primary first, and the candidate once it has answered. */
    public Both ask(HarmlessRequest request) throws InterruptedException {
        Answer first = primary.ask(request);
        Answer second = candidate.ask(request);
        return new Both(first, second, compare(request.comparedAs(), replyOf(first), replyOf(second)));
    }

    public Comparison compare(@Nullable Query query, @Nullable Payload first, @Nullable Payload second) {
        return comparer().compare(query, first, second, context);
    }

    static @Nullable Payload replyOf(Answer answer) {
        return answer instanceof Answer.Replied replied ? replied.payload() : null;
    }

    @Override
    public void close() {
        primary.close();
        candidate.close();
    }
}
