package org.paralux.proxy.health;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.measure.AddedLatency;
import org.paralux.proxy.measure.Spread;

/**
 * The proxy's own part of an exchange in the last minute: the 99th percentiles of waking up and of carrying, once for the
 * request and once for the reply. That is more than the 99th percentile of their sum is. Belongs to the thread that
 * observes; {@link #ownMicros} and {@link #isAlive} are for any.
 */
public final class RecentLatency {
    private static final int LOOKS = 60;
    private static final int LATE_LOOKS = 10;

    /** Of fewer the 99th percentile is but the longest. */
    private static final int LEAST = 100;

    /** An event loop that is not stuck wakes ten times in it. */
    private static final int LOOKS_TO_LIVE = 5;

    /** How often to observe. */
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    private final AddedLatency added;
    private final Deque<Look> looks = new ArrayDeque<>(LOOKS);
    private volatile @Nullable Long ownMicros;
    private volatile @Nullable Long lateMicros;
    private volatile boolean alive = true;

    private record Look(Spread.View carry, Spread.View wake) {}

    public RecentLatency(AddedLatency added) {
        this.added = added;
    }

    public void observe() {
        looks.addLast(new Look(added.carry().view(), added.wake().view()));
        if (looks.size() > LOOKS) {
            looks.removeFirst();
        }
        ownMicros = ownSince(looks.getFirst());
        lateMicros = ownSince(looks.stream()
                .skip(Math.max(0, looks.size() - LATE_LOOKS))
                .findFirst()
                .orElseThrow());
        alive = looks.size() < LOOKS_TO_LIVE || wokeLately();
    }

    private @Nullable Long ownSince(Look look) {
        Spread.View carried = added.carry().since(look.carry());
        Long carry = carried.count() < LEAST ? null : carried.p99();
        Long wake = added.wake().since(look.wake()).p99();
        return carry == null || wake == null ? null : (Long) (2 * (carry + wake));
    }

    private boolean wokeLately() {
        Look before =
                looks.stream().skip(looks.size() - LOOKS_TO_LIVE).findFirst().orElseThrow();
        return looks.getLast().wake().count() > before.wake().count();
    }

    /** Null where too little was carried. */
    public @Nullable Long ownMicros() {
        return ownMicros;
    }

    /** The same of the last ten seconds alone. */
    public @Nullable Long lateMicros() {
        return lateMicros;
    }

    /** Whether the event loops run. */
    public boolean isAlive() {
        return alive;
    }
}
