package org.paralux.audit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values found again by their bytes, so that what thousands of records share is made once. A value takes the place of
 * one whose hash falls together with its own; long ones are not kept. So the memory is bounded whatever comes.
 *
 * <p>Not thread-safe.
 */
final class Interned<T> {
    private final int maxBytes;
    private final @Nullable Kept<T>[] kept;
    private final @Nullable Kept<T>[] last;

    /** A value and the bytes it was made of. */
    static final class Kept<T> {
        private final byte[] bytes;
        private final T value;

        private Kept(byte[] bytes, T value) {
            this.bytes = bytes;
            this.value = value;
        }

        T value() {
            return value;
        }

        int length() {
            return bytes.length;
        }

        private boolean standsAt(byte[] in, int start, int limit, char next) {
            int end = start + bytes.length;
            return end < limit && in[end] == next && Arrays.equals(bytes, 0, bytes.length, in, start, end);
        }
    }

    /** How a value is made where it is not found. */
    @FunctionalInterface
    interface Maker<T> {
        T make(byte[] bytes, int start, int end) throws MalformedRecord;
    }

    /**
     * @param places a power of two
     * @param maxBytes what a value may have to be kept
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    Interned(int places, int maxBytes) {
        this.kept = new Kept[places];
        this.last = new Kept[Key.SLOTS];
        this.maxBytes = maxBytes;
    }

    /**
     * The value that {@code key} had last, if its bytes stand here too, with {@code next} behind them and all of it before
     * {@code limit}; else null. Mostly it is so: then the value need neither be measured nor looked for.
     */
    @Nullable Kept<T> again(Key key, byte[] bytes, int start, int limit, char next) {
        Kept<T> there = last[key.slot()];
        return there != null && there.standsAt(bytes, start, limit, next) ? there : null;
    }

    /** As {@link #get(byte[], int, int, Maker)}; from now on it is what {@code key} had last. */
    Kept<T> get(Key key, byte[] bytes, int start, int end, Maker<T> maker) throws MalformedRecord {
        Kept<T> value = get(bytes, start, end, maker);
        last[key.slot()] = value;
        return value;
    }

    /** The value of these bytes; made, where it is not kept. */
    Kept<T> get(byte[] bytes, int start, int end, Maker<T> maker) throws MalformedRecord {
        int place = Words.hash(bytes, start, end) & (kept.length - 1);
        Kept<T> there = kept[place];
        if (there != null && Arrays.equals(there.bytes, 0, there.bytes.length, bytes, start, end)) {
            return there;
        }
        Kept<T> made = new Kept<>(Arrays.copyOfRange(bytes, start, end), maker.make(bytes, start, end));
        if (end - start <= maxBytes) {
            kept[place] = made;
        }
        return made;
    }
}
