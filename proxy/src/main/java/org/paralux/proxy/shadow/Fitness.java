package org.paralux.proxy.shadow;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.SkipCause;
import org.paralux.luxi.LuxiReply;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.luxi.ReplyEnds;
import org.paralux.proxy.tee.Answerer;
import org.paralux.proxy.tee.Body;

/**
 * Tells which queries can be compared, whatever there is time and room for. Belongs to the recorder's thread.
 *
 * @param isObservedOnly whether the stage of a query's class says that nobody but the primary is asked
 */
record Fitness(ShadowSettings settings, Predicate<Query> isObservedOnly, LoopGuard loopGuard) {

    /** Why a query cannot be compared at all. */
    @Nullable SkipCause unfit(Candidate candidate) {
        if (isObservedOnly.test(candidate.query()) || candidate.exchange().answeredBy() == Answerer.PROXY) {
            return SkipCause.STAGE;
        }
        if (candidate.exchange().latencyNanos() < 0) {
            return SkipCause.NO_PRIMARY_REPLY;
        }
        if (loopGuard.isShadow(candidate.client().pid())) {
            return SkipCause.LOOP_GUARD;
        }
        if (isHidden(candidate.query())) {
            return SkipCause.SHADOW_CANNOT_SEE;
        }
        return switch (candidate.exchange().reply()) {
            case null -> SkipCause.NO_PRIMARY_REPLY;
            case Body.Ends ends -> ends.length() > settings.replyBytes() ? SkipCause.TOO_LARGE : SkipCause.BYTES_FULL;
            case Body.Whole(Payload reply, var _) ->
                candidate.exchange().answeredBy() == Answerer.PRIMARY
                                && !ReplyEnds.arePlainSuccess(reply)
                                && LuxiReply.in(reply) instanceof LuxiReply.Malformed
                        ? SkipCause.PRIMARY_FAILED
                        : null;
        };
    }

    private boolean isHidden(Query query) {
        String resource = query.queryClass().resource();
        return (resource != null && settings.blindTo().contains(resource))
                || (query.queryClass().live() && settings.blindTo().contains("live"));
    }
}
