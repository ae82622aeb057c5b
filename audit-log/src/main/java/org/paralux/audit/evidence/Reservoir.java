package org.paralux.audit.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A fair sample of all that ever came by: whenever one looks, each had the same chance to be in it (Vitter's algorithm
 * R). Taking one out at random and never growing again keeps it fair.
 *
 * <p>Not thread-safe.
 */
final class Reservoir {
    private final List<String> ids = new ArrayList<>();
    private int capacity;
    private long seen;
    private long bytes;

    Reservoir(int capacity) {
        this.capacity = capacity;
    }

    /** Lets one come by. */
    Offer offer(String id, RandomGenerator random) {
        seen++;
        if (ids.size() < capacity) {
            ids.add(id);
            return new Offer(true, null);
        }
        long place = random.nextLong(seen);
        return place < capacity ? new Offer(true, ids.set((int) place, id)) : new Offer(false, null);
    }

    /** @param displaced which had to make room; null where there was some */
    record Offer(boolean taken, @Nullable String displaced) {}

    /** Puts back what was in it, and of what came by, before the program ended. */
    void restore(String id, long seenThen) {
        ids.add(id);
        restoreSeen(Math.max(seenThen, ids.size()));
    }

    void restoreSeen(long seenThen) {
        seen = Math.max(seen, seenThen);
    }

    /** Takes one out for good, and makes the sample smaller by it. */
    void shrinkBy(String id) {
        ids.remove(id);
        capacity = Math.max(1, ids.size());
    }

    /** Takes out what could not be kept. */
    void forget(String id) {
        ids.remove(id);
    }

    /** Says that what is in it takes more, or less, on the disk. */
    void addBytes(long more) {
        bytes += more;
    }

    long bytes() {
        return bytes;
    }

    boolean isTooLarge() {
        return ids.size() > capacity;
    }

    List<String> ids() {
        return ids;
    }

    long seen() {
        return seen;
    }
}
