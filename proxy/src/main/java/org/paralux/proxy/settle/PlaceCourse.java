package org.paralux.proxy.settle;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Divergence;
import org.paralux.diff.ObjectState;
import org.paralux.diff.Volatility;

/**
 * The course of one place that differed at the first look: what all looks together say of it.
 *
 * <ul>
 *   <li><em>Moved</em>: the shadow's first answer is one that the primary gave later (or, of a number that drifts, is no
 *       further from the primary's own than they are from each other).
 *   <li><em>Lagged</em>: the shadow's first answer is none of the primary's, a later one is, and a write explains it: one
 *       that was seen and names the object, one that the primary's later {@code serial_no} or {@code mtime} shows, one that
 *       changed the primary's own answer, or one that only the configuration file shows.
 *   <li><em>Divergent</em>: over three brackets primary, shadow, primary that span {@link WriteHistory#LAG_LIMIT} both
 *       stay with what they show, and no write to the object was seen meanwhile, or the serial numbers show that both
 *       look at the same version of it. By then any write before would have reached the shadow.
 *   <li><em>Flapping</em>: the shadow came to agree, and nothing explains why it did not at first.
 * </ul>
 */
final class PlaceCourse {
    private static final int BRACKETS = 3;

    /** Fields that change with writes to other objects than the one they stand at. */
    private static final Set<String> DERIVED = Set.of(
            "pinst_cnt",
            "pinst_list",
            "sinst_cnt",
            "sinst_list",
            "node_cnt",
            "node_list",
            "inst_cnt",
            "inst_list",
            "group_cnt",
            "group_list",
            "free_count",
            "reserved_count",
            "map");

    private final Looks looks;
    private final WriteHistory writes;
    private final Divergence divergence;
    private final long flushedNanos;

    /** @param flushedNanos when the primary's first reply was flushed to the client */
    PlaceCourse(Looks looks, WriteHistory writes, Divergence divergence, long flushedNanos) {
        this.looks = looks;
        this.writes = writes;
        this.divergence = divergence;
        this.flushedNanos = flushedNanos;
    }

    PlaceState state() {
        int[] primaries = looks.of(Side.PRIMARY);
        int[] shadows = looks.of(Side.SHADOW);
        if (agreesWithAny(looks.firstShadow(), primaries) || drifts(primaries)) {
            return new PlaceState.Moved();
        }
        for (int i = 1; i < shadows.length; i++) {
            if (agreesWithAny(shadows[i], primaries)) {
                return caughtUp(lastStale(shadows, i), shadows[i], primaries);
            }
        }
        return isStable() ? new PlaceState.Divergent() : new PlaceState.Open();
    }

    private boolean agreesWithAny(int shadow, int[] primaries) {
        for (int primary : primaries) {
            if (looks.agree(primary, shadow, divergence)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the number moves by itself, the primary's did, and the shadow's is no further from the primary's than they are
     * from each other: two readings of what moves cannot be told apart any closer.
     */
    private boolean drifts(int[] primaries) {
        if (divergence.volatility() != Volatility.LIVE_DRIFT) {
            return false;
        }
        List<BigDecimal> own = Arrays.stream(primaries)
                .mapToObj(primary -> looks.at(primary, looks.firstShadow(), divergence))
                .flatMap(there -> there == null ? Stream.empty() : number(there.primary()).stream())
                .sorted()
                .toList();
        Optional<BigDecimal> shadow = number(divergence.shadow());
        if (own.isEmpty() || shadow.isEmpty()) {
            return false;
        }
        BigDecimal least = own.getFirst();
        BigDecimal most = own.getLast();
        BigDecimal moved = most.subtract(least);
        return moved.signum() > 0
                && shadow.get().compareTo(least.subtract(moved)) >= 0
                && shadow.get().compareTo(most.add(moved)) <= 0;
    }

    private static Optional<BigDecimal> number(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The last look before the match that still shows what the first did; one in between may be of a state in between. */
    private int lastStale(int[] shadows, int match) {
        int last = 0;
        while (last + 1 < match && looks.agree(looks.firstShadow(), shadows[last + 1], divergence)) {
            last++;
        }
        return shadows[last];
    }

    private PlaceState caughtUp(int lastStale, int firstMatch, int[] primaries) {
        Look match = looks.get(firstMatch);
        ObjectState object = divergence.object();
        int newer = object == null ? 0 : object.newer();
        if (primaryChanged(primaries)) {
            boolean shadowWasAhead = newer < 0 || (newer == 0 && !wasTouched(flushedNanos));
            if (shadowWasAhead || !heldByTheConfiguration()) {
                return new PlaceState.Moved();
            }
        } else if (newer <= 0 && (isAsNew(object) || !wasTouched(match.answeredNanos()))) {
            return new PlaceState.Flapping();
        }
        return new PlaceState.Lagged(new LagInterval(
                looks.get(lastStale).askedNanos() - flushedNanos, match.answeredNanos() - flushedNanos));
    }

    private boolean primaryChanged(int[] primaries) {
        for (int primary : primaries) {
            if (!looks.agree(looks.firstPrimary(), primary, divergence)) {
                return true;
            }
        }
        return false;
    }

    private boolean heldByTheConfiguration() {
        return divergence.volatility().isConfiguration() || divergence.volatility() == Volatility.UNKNOWN;
    }

    private boolean isDerived() {
        String field = divergence.place().field();
        return field != null && DERIVED.contains(field);
    }

    /** Whether the shadow's row has the very state of the primary's, and so did not lag: its other cells are wrong. */
    private static boolean isAsNew(@Nullable ObjectState object) {
        return object != null
                && object.primarySerial() != null
                && object.primarySerial().equals(object.shadowSerial());
    }

    private boolean wasTouched(long untilNanos) {
        long from = flushedNanos - WriteHistory.LAG_LIMIT.toNanos();
        boolean isTouched =
                isDerived() ? writes.anyBetween(from, untilNanos) : writes.touched(divergence, from, untilNanos);
        return isTouched || (heldByTheConfiguration() && writes.unseenBetween(from, untilNanos));
    }

    /**
     * Goes back from the last look for as long as both sides show what they show last and nobody wrote, and counts the
     * brackets.
     */
    private boolean isStable() {
        int last = looks.size() - 1;
        int newestPrimary = lastOf(Side.PRIMARY);
        int newestShadow = lastOf(Side.SHADOW);
        int brackets = 0;
        boolean shadowBetween = false;
        boolean primaryAfter = false;
        long lastShadowNanos = Long.MIN_VALUE;
        for (int i = last; i >= 0; i--) {
            Look look = looks.get(i);
            int newest = look.side() == Side.PRIMARY ? newestPrimary : newestShadow;
            if (!looks.agree(i, newest, divergence)) {
                return false;
            }
            if (look.side() == Side.SHADOW) {
                if (primaryAfter && lastShadowNanos == Long.MIN_VALUE) {
                    lastShadowNanos = look.askedNanos();
                }
                shadowBetween |= primaryAfter;
                continue;
            }
            if (shadowBetween) {
                brackets++;
                shadowBetween = false;
            }
            primaryAfter = true;
            boolean longEnough = lastShadowNanos != Long.MIN_VALUE
                    && lastShadowNanos - look.answeredNanos() >= WriteHistory.LAG_LIMIT.toNanos();
            if (brackets >= BRACKETS && longEnough) {
                boolean isTouched = writes.touched(
                        divergence, look.askedNanos(), looks.get(last).answeredNanos());
                return !isTouched || isWrongInOneVersion(i);
            }
        }
        return false;
    }

    /**
     * Whether the shadow showed the very version of the object that the primary showed, in three looks from a first one on
     * that span the longest lag: then no write to it explains what differs.
     */
    private boolean isWrongInOneVersion(int first) {
        if (!divergence.volatility().isConfiguration() || isDerived()) {
            return false;
        }
        int[] same = IntStream.range(first, looks.size())
                .filter(i -> looks.get(i).side() == Side.SHADOW && hasVersionOfThePrimary(i, first))
                .toArray();
        return same.length >= BRACKETS
                && looks.get(same[same.length - 1]).askedNanos()
                                - looks.get(same[0]).answeredNanos()
                        >= WriteHistory.LAG_LIMIT.toNanos();
    }

    private boolean hasVersionOfThePrimary(int shadow, int first) {
        return IntStream.range(first, looks.size())
                .filter(i -> looks.get(i).side() == Side.PRIMARY)
                .mapToObj(primary -> looks.at(primary, shadow, divergence))
                .anyMatch(there -> there != null && isAsNew(there.object()));
    }

    private int lastOf(Side side) {
        int[] all = looks.of(side);
        return all[all.length - 1];
    }
}
