package org.paralux.report.tally;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something counted by stretches of time. The stretches are as short as it goes with {@value #MOST} of them at most; each
 * width is a multiple of the one before, so the outcome does not depend on the order of what came. Not thread-safe.
 */
public final class Timeline<T> {
    public static final int MOST = 192;

    private static final List<Duration> WIDTHS = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(4),
            Duration.ofDays(16),
            Duration.ofDays(64),
            Duration.ofDays(256),
            Duration.ofDays(4096),
            Duration.ofDays(1 << 20));

    private final Supplier<T> empty;
    private final BiConsumer<T, T> addAll;
    private TreeMap<Long, T> stretches = new TreeMap<>();
    private int width;
    private long widthSeconds = WIDTHS.getFirst().toSeconds();
    private long lastKey = Long.MIN_VALUE;
    private @Nullable T last;

    /**
     * Without anything.
     *
     * @param empty what a stretch begins with
     * @param addAll adds to the first what the second holds
     */
    public Timeline(Supplier<T> empty, BiConsumer<T, T> addAll) {
        this.empty = empty;
        this.addAll = addAll;
    }

    /** A timeline of counts of {@code kinds} sorts. */
    public static Timeline<long[]> ofCounts(int kinds) {
        return new Timeline<>(() -> new long[kinds], Timeline::sum);
    }

    private static void sum(long[] into, long[] from) {
        for (int i = 0; i < into.length; i++) {
            into[i] += from[i];
        }
    }

    /** What is counted for the stretch of this time. */
    public T at(Instant time) {
        long key = Math.floorDiv(time.getEpochSecond(), widthSeconds);
        T known = last;
        if (known != null && key == lastKey) {
            return known;
        }
        T there = stretches.computeIfAbsent(key, each -> empty.get());
        while (span() > MOST && width < WIDTHS.size() - 1) {
            widen();
            key = Math.floorDiv(time.getEpochSecond(), widthSeconds);
            there = stretches.computeIfAbsent(key, each -> empty.get());
        }
        lastKey = key;
        last = there;
        return there;
    }

    private long span() {
        return stretches.lastKey() - stretches.firstKey() + 1;
    }

    private void widen() {
        TreeMap<Long, T> narrow = stretches;
        long narrowSeconds = widthSeconds;
        stretches = new TreeMap<>();
        widthSeconds = WIDTHS.get(++width).toSeconds();
        narrow.forEach((key, value) -> {
            T wide = stretches.computeIfAbsent(Math.floorDiv(key * narrowSeconds, widthSeconds), each -> empty.get());
            addAll.accept(wide, value);
        });
    }

    /** Makes the stretches at least as long as those of {@code other}, and so both alike. */
    public void widenTo(Timeline<?> other) {
        while (width < other.width) {
            widen();
        }
        last = null;
    }

    /** How long a stretch is. */
    public Duration width() {
        return Duration.ofSeconds(widthSeconds);
    }

    /** The stretches from the first to the last, those without anything too. */
    public List<Stretch<T>> stretches() {
        List<Stretch<T>> all = new ArrayList<>();
        if (stretches.isEmpty()) {
            return all;
        }
        for (long key = stretches.firstKey(); key <= stretches.lastKey(); key++) {
            T value = stretches.get(key);
            all.add(new Stretch<>(Instant.ofEpochSecond(key * widthSeconds), value == null ? empty.get() : value));
        }
        return all;
    }

    /** What came from {@code start} on, for the width of the timeline. */
    public record Stretch<T>(Instant start, T value) {}
}
