package org.paralux.diff;

import java.util.Arrays;

/** A list of integers that grows. */
final class Ints {
    private int[] values = new int[8];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int removeLast() {
        return values[--size];
    }

    void clear() {
        size = 0;
    }
}
