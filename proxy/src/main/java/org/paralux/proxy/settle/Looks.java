package org.paralux.proxy.settle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Comparer;
import org.paralux.diff.ComparisonContext;
import org.paralux.diff.Divergence;
import org.paralux.luxi.Query;

/**
 * All looks of one settling, in the order in which they were taken, and where any two of them differ. Looks that were
 * taken for the same query before come first; then the client's answer and the shadow's first.
 */
final class Looks {
    private final Comparer comparer;
    private final Query query;
    private final ComparisonContext context;
    private final ComparisonRoom room;
    private final List<Look> looks = new ArrayList<>();

    /** Of each look the first one that had the same bytes. */
    private final List<Integer> contents = new ArrayList<>();

    private final Map<Pair, DifferingPlaces> compared = new HashMap<>();

    /** How many divergences are kept from the last step on. */
    private long kept;

    private record Pair(int first, int second) {}

    private final int earlierLooks;

    /** @param earlier looks for the same query, all of them before the client's answer */
    Looks(Comparer comparer, Query query, ComparisonContext context, ComparisonRoom room, List<Look> earlier) {
        this.comparer = comparer;
        this.query = query;
        this.context = context;
        this.room = room;
        this.earlierLooks = earlier.size();
        earlier.forEach(this::add);
    }

    /** The number of the client's answer. */
    int firstPrimary() {
        return earlierLooks;
    }

    /** The number of the shadow's first. */
    int firstShadow() {
        return earlierLooks + 1;
    }

    /**
     * Bytes that were seen before are kept once.
     *
     * @return whether they were not
     */
    boolean add(Look look) {
        int content = looks.size();
        for (int i = 0; i < looks.size(); i++) {
            if (looks.get(i).payload().equals(look.payload())) {
                content = contents.get(i);
                break;
            }
        }
        contents.add(content);
        looks.add(
                content == looks.size()
                        ? look
                        : new Look(
                                look.side(),
                                look.askedNanos(),
                                look.answeredNanos(),
                                looks.get(content).payload()));
        return content == looks.size() - 1;
    }

    Look get(int index) {
        return looks.get(index);
    }

    int size() {
        return looks.size();
    }

    /** The looks at one side from the client's answer on, by their number, in order. */
    int[] of(Side side) {
        return IntStream.range(earlierLooks, looks.size())
                .filter(i -> looks.get(i).side() == side)
                .toArray();
    }

    /** Whether two looks, at the same or at different sides, agree at the place of {@code divergence}. */
    boolean agree(int one, int other, Divergence divergence) {
        return isSamePayload(one, other) || !between(one, other).include(divergence);
    }

    /** What two looks show at the place of {@code divergence} where they differ exactly there. */
    @Nullable Divergence at(int one, int other, Divergence divergence) {
        return isSamePayload(one, other) ? null : between(one, other).at(divergence.place());
    }

    boolean isSamePayload(int one, int other) {
        return contents.get(one).equals(contents.get(other));
    }

    DifferingPlaces between(int one, int other) {
        return compared.computeIfAbsent(
                new Pair(contents.get(one), contents.get(other)),
                _ -> new DifferingPlaces(comparer.compare(
                        query, looks.get(one).payload(), looks.get(other).payload(), context)));
    }

    /** What was compared is kept where there is room. */
    void keep() {
        long now = compared.values().stream().mapToLong(DifferingPlaces::size).sum();
        if (room.admits(kept, now)) {
            kept = now;
        } else {
            compared.clear();
            kept = 0;
        }
    }

    /** Nothing is compared any more. */
    void forget() {
        compared.clear();
        keep();
    }

    /** All from the client's answer on. */
    List<Look> own() {
        return List.copyOf(looks.subList(earlierLooks, looks.size()));
    }
}
