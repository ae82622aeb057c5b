package org.paralux.audit.evidence;

import java.util.ArrayList;
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
    private final Map<String, Long> writtenBytes = new HashMap<>();
    private final Map<String, Integer> holders = new HashMap<>();
    private final int perCause;
    private final RandomGenerator random;

    Reservoirs(int perCause, RandomGenerator random) {
        this.perCause = perCause;
        this.random = random;
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
                hold(id);
            }
            if (offer.displaced() != null && release(offer.displaced())) {
                displaced.add(offer.displaced());
            }
        }
        return new Choice(kept, displaced, seen);
    }

    /** Puts back what was kept when the program ended. */
    void restore(String id, Map<String, Long> seen, long bytes) {
        seen.forEach((stratum, count) -> {
            reservoir(stratum).restore(id, count);
            hold(id);
        });
        writtenBytes.put(id, bytes);
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
                if (release(id)) {
                    released.add(id);
                }
            }
        }
        return released;
    }

    boolean holds(String id) {
        return holders.containsKey(id);
    }

    int size() {
        return holders.size();
    }

    /** Says what one takes on the disk, now that it is written. */
    void written(String id, long bytes) {
        if (holds(id)) {
            writtenBytes.put(id, bytes);
        }
    }

    /** Takes out what could not be written. */
    void forget(String id) {
        byStratum.values().forEach(reservoir -> reservoir.forget(id));
        holders.remove(id);
        writtenBytes.remove(id);
    }

    /**
     * Makes the reservoir smaller that takes most of the disk, until one is free to go.
     *
     * @return null where there is none
     */
    @Nullable String free() {
        while (true) {
            Reservoir largest = null;
            long most = 0;
            for (Reservoir reservoir : byStratum.values()) {
                long bytes = reservoir.ids().stream()
                        .mapToLong(id -> writtenBytes.getOrDefault(id, 0L))
                        .sum();
                if (bytes > most) {
                    most = bytes;
                    largest = reservoir;
                }
            }
            if (largest == null) {
                return null;
            }
            List<String> written =
                    largest.ids().stream().filter(writtenBytes::containsKey).toList();
            String id = written.get(random.nextInt(written.size()));
            largest.shrinkBy(id);
            if (release(id)) {
                return id;
            }
        }
    }

    Map<String, Long> seen() {
        Map<String, Long> seen = new TreeMap<>();
        byStratum.forEach((stratum, reservoir) -> seen.put(stratum, reservoir.seen()));
        return seen;
    }

    private Reservoir reservoir(String stratum) {
        return byStratum.computeIfAbsent(stratum, _ -> new Reservoir(perCause));
    }

    private void hold(String id) {
        holders.merge(id, 1, Integer::sum);
    }

    /** Whether nobody holds it any longer. */
    private boolean release(String id) {
        Integer left = holders.merge(id, -1, Integer::sum);
        if (left > 0) {
            return false;
        }
        holders.remove(id);
        writtenBytes.remove(id);
        return true;
    }
}
