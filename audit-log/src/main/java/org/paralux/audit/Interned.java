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

    private static final class Kept<T> {
        final byte[] bytes;
        final T value;

        Kept(byte[] bytes, T value) {
            this.bytes = bytes;
            this.value = value;
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
        this.maxBytes = maxBytes;
    }

    T get(byte[] bytes, int start, int end, Maker<T> maker) throws MalformedRecord {
        if (end - start > maxBytes) {
            return maker.make(bytes, start, end);
        }
        int place = Words.hash(bytes, start, end) & (kept.length - 1);
        Kept<T> there = kept[place];
        if (there != null && Arrays.equals(there.bytes, 0, there.bytes.length, bytes, start, end)) {
            return there.value;
        }
        T value = maker.make(bytes, start, end);
        kept[place] = new Kept<>(Arrays.copyOfRange(bytes, start, end), value);
        return value;
    }
}
