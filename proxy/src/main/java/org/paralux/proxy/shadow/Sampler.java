package org.paralux.proxy.shadow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.paralux.luxi.Query;

/**
 * Decides which queries become trials, and with what probability. The trials a second are shared out equally among the
 * classes that ask for some: a rare class gets all that it asks for, and a frequent one what is left, whatever it asks.
 * The first {@link #ALWAYS} of each client and fingerprint are always taken.
 *
 * <p>The choice hangs on a random salt that is renewed each hour, so that nobody is left out for ever. Thread-safe.
 */
final class Sampler {
    /** So many of each (client key, fingerprint) are taken first. */
    static final int ALWAYS = 3;

    /** Short, so that a burst after silence is soon known for what it is. */
    private static final Duration WINDOW = Duration.ofSeconds(1);

    private static final Duration SALT_LIFE = Duration.ofHours(1);
    private static final int MAX_PAIRS = 50_000;

    private final double trialsPerSecond;
    private final LongSupplier nanoClock;
    private final RandomGenerator random;
    private final Cache<Pair, AtomicInteger> seen =
            Caffeine.newBuilder().maximumSize(MAX_PAIRS).executor(Runnable::run).build();
    private Map<String, Integer> lastWindow = Map.of();
    private int[] lastCounts = {};
    private Map<String, Integer> thisWindow = new HashMap<>();
    private long windowNanos;
    private long saltNanos;
    private long salt;

    /** @param trialsPerSecond how many trials there may be on average, those always taken apart */
    Sampler(double trialsPerSecond, LongSupplier nanoClock, RandomGenerator random) {
        this.trialsPerSecond = trialsPerSecond;
        this.nanoClock = nanoClock;
        this.random = random;
        this.windowNanos = nanoClock.getAsLong();
        this.saltNanos = windowNanos;
        this.salt = random.nextLong();
    }

    /** Who asked, and what: by the id of its fingerprint. */
    private record Pair(String clientKey, String fingerprint) {}

    /** What was decided, and how probable it was. */
    record Choice(boolean taken, double probability) {}

    /** @param part of what would be taken otherwise, from 0 to 1; those always taken apart */
    synchronized Choice choose(Query query, String clientKey, long serial, double part) {
        turnWindow();
        String queryClass = query.queryClass().name();
        thisWindow.merge(queryClass, 1, Integer::sum);
        Pair pair = new Pair(clientKey, query.fingerprint().id());
        AtomicInteger times = seen.get(pair, _ -> new AtomicInteger());
        if (times.incrementAndGet() <= ALWAYS) {
            return new Choice(true, 1);
        }
        double probability = part * probabilityOf(queryClass);
        double drawn = (mix(serial ^ salt) >>> 11) * 0x1.0p-53;
        return new Choice(drawn < probability, probability);
    }

    private void turnWindow() {
        long now = nanoClock.getAsLong();
        if (now - windowNanos >= WINDOW.toNanos()) {
            lastWindow = now - windowNanos < 2 * WINDOW.toNanos() ? thisWindow : Map.of();
            lastCounts = lastWindow.values().stream()
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .toArray();
            thisWindow = new HashMap<>();
            windowNanos = now;
        }
        if (now - saltNanos >= SALT_LIFE.toNanos()) {
            saltNanos = now;
            salt = random.nextLong();
        }
    }

    /** The share of a class by what was asked in the last window: what others leave over goes round. */
    private double probabilityOf(String queryClass) {
        double left = trialsPerSecond * WINDOW.toSeconds();
        int asked = Math.max(lastWindow.getOrDefault(queryClass, 0), thisWindow.getOrDefault(queryClass, 0));
        int remaining = Math.max(1, lastCounts.length);
        for (int other : lastCounts) {
            double share = left / remaining;
            if (other >= asked) {
                break;
            }
            left -= Math.min(other, share);
            remaining = Math.max(1, remaining - 1);
        }
        return Math.clamp(left / remaining / Math.max(1, asked), 0, 1);
    }

    /** Spreads every bit over all (the finaliser of SplitMix64). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
