package org.paralux.proxy.shadow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.paralux.diff.ReplyDigest;
import org.paralux.luxi.Payload;
import org.paralux.proxy.epoch.Epoch;
import org.paralux.proxy.settle.Decision;

/**
 * Divergences that were settled a short while ago. The same query with the same two answers goes on where that settling
 * ended: both still stay with what they show. A client that polls would else cost the primary a settling each time. What
 * was settled in one epoch is not known in another.
 *
 * <p>Thread-safe.
 */
final class KnownDivergences {
    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

    /** So many places that differ, of all that are known. */
    private static final int MAX_PLACES = 50_000;

    private final Cache<Key, Known> known = Caffeine.newBuilder()
            .maximumWeight(MAX_PLACES)
            .weigher((Key _, Known divergence) ->
                    PLACES_OF_ONE + divergence.decision().divergences().size())
            .expireAfterWrite(KNOWN_FOR)
            .executor(Runnable::run)
            .build();

    /** What one takes besides, in places. */
    private static final int PLACES_OF_ONE = 4;

    private record Key(String epoch, String query, ReplyDigest primary, ReplyDigest shadow) {}

    /** @param sinceNanos when it was settled */
    record Known(Decision decision, long sinceNanos) {}

    void settled(Epoch epoch, Payload query, ReplyDigest primary, ReplyDigest shadow, Known divergence) {
        known.put(key(epoch, query, primary, shadow), divergence);
    }

    Optional<Known> of(Epoch epoch, Payload query, ReplyDigest primary, ReplyDigest shadow) {
        return Optional.ofNullable(known.getIfPresent(key(epoch, query, primary, shadow)));
    }

    private static Key key(Epoch epoch, Payload query, ReplyDigest primary, ReplyDigest shadow) {
        return new Key(epoch.id(), ReplyDigest.of(query).hex(), primary, shadow);
    }
}
