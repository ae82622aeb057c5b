package org.paralux.audit.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One {@link Reservoir} for every outcome, cause and class, so that a noisy one does not push out the others. A piece of
 * evidence is kept as long as one of them holds it.
 *
 * <p>Not thread-safe.
 */
final class Reservoirs {
    private final Map<String, Reservoir> byStratum = new TreeMap<>();
    private final Map<String, Held> held = new HashMap<>();
    private final int perCause;
    private final RandomGenerator random;

    Reservoirs(int perCause, RandomGenerator random) {
        this.perCause = perCause;
        this.random = random;
    }

    /** A piece of evidence that is kept, by whom, and what it takes on the disk; 0 bytes until it is written. */
    private static final class Held {
        final List<Reservoir> by = new ArrayList<>();
        long bytes;
    }

    /**
     * Whether one that came by is kept.
     *
     * @param displaced those that are not kept any longer because of it
     * @param seen by stratum, how many came by so far
     */
    record Choice(boolean kept, List<String> displaced, Map<String, Long> seen) {}

    static List<String> strata(Evidence evidence) {
        List<String> causes = evidence.causes().isEmpty() ? List.of("-") : evidence.causes();
        return causes.stream()
                .distinct()
                .map(cause -> evidence.outcome().word() + " " + cause + " " + evidence.queryClass())
                .toList();
    }

    Choice choose(String id, List<String> strata) {
        boolean kept = false;
        List<String> displaced = new ArrayList<>();
        Map<String, Long> seen = new HashMap<>();
        for (String stratum : strata) {
            Reservoir reservoir = reservoir(stratum);
            Reservoir.Offer offer = reservoir.offer(id, random);
            seen.put(stratum, reservoir.seen());
            if (offer.taken()) {
                kept = true;
                hold(id, reservoir);
            }
            if (offer.displaced() != null && release(offer.displaced(), reservoir)) {
                displaced.add(offer.displaced());
            }
        }
        return new Choice(kept, displaced, seen);
    }

    /** Puts back what was kept when the program ended. */
    void restore(String id, Map<String, Long> seen, long bytes) {
        seen.forEach((stratum, count) -> {
            reservoir(stratum).restore(id, count);
            hold(id, reservoir(stratum));
        });
        written(id, bytes);
    }

    void restoreSeen(Map<String, Long> seen) {
        seen.forEach((stratum, count) -> reservoir(stratum).restoreSeen(count));
    }

    /** Takes out at random what is more than may be kept; those that no reservoir holds any longer. */
    List<String> trim() {
        List<String> released = new ArrayList<>();
        for (Reservoir reservoir : byStratum.values()) {
            while (reservoir.isTooLarge()) {
                String id = reservoir.ids().get(random.nextInt(reservoir.ids().size()));
                reservoir.forget(id);
                if (release(id, reservoir)) {
                    released.add(id);
                }
            }
        }
        return released;
    }

    boolean holds(String id) {
        return held.containsKey(id);
    }

    int size() {
        return held.size();
    }

    /** Says what one takes on the disk, now that it is written. */
    void written(String id, long bytes) {
        Held one = held.get(id);
        if (one != null) {
            one.by.forEach(reservoir -> reservoir.addBytes(bytes - one.bytes));
            one.bytes = bytes;
        }
    }

    /** Takes out what could not be written. */
    void forget(String id) {
        Held one = held.remove(id);
        if (one != null) {
            for (Reservoir reservoir : one.by) {
                reservoir.forget(id);
                reservoir.addBytes(-one.bytes);
            }
        }
    }

    /**
     * Makes the reservoir smaller that takes most of the disk, until one is free to go.
     *
     * @return null where there is none
     */
    @Nullable String free() {
        while (true) {
            Reservoir largest = byStratum.values().stream()
                    .max(Comparator.comparingLong(Reservoir::bytes))
                    .orElse(null);
            if (largest == null || largest.bytes() == 0) {
                return null;
            }
            List<String> written =
                    largest.ids().stream().filter(this::isWritten).toList();
            String id = written.get(random.nextInt(written.size()));
            largest.shrinkBy(id);
            if (release(id, largest)) {
                return id;
            }
        }
    }

    private boolean isWritten(String id) {
        Held one = held.get(id);
        return one != null && one.bytes > 0;
    }

    Map<String, Long> seen() {
        Map<String, Long> seen = new TreeMap<>();
        byStratum.forEach((stratum, reservoir) -> seen.put(stratum, reservoir.seen()));
        return seen;
    }

    private Reservoir reservoir(String stratum) {
        return byStratum.computeIfAbsent(stratum, _ -> new Reservoir(perCause));
    }

    private void hold(String id, Reservoir by) {
        held.computeIfAbsent(id, _ -> new Held()).by.add(by);
    }

    /** Whether nobody holds it any longer. */
    private boolean release(String id, Reservoir by) {
        Held one = held.get(id);
        if (one == null) {
            return false;
        }
        one.by.remove(by);
        by.addBytes(-one.bytes);
        if (!one.by.isEmpty()) {
            return false;
        }
        held.remove(id);
        return true;
    }
}
