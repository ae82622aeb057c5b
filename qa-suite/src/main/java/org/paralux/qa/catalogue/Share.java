package org.paralux.qa.catalogue;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Chooses so many cases that each cell has its share: of every cell the first ones, as many as of any other that has as
 * many, or one more. Must be shown the cases in order, each once. Not thread-safe.
 */
public final class Share implements Predicate<Case> {
    private final Map<Cell, Long> shown = new HashMap<>();
    private final long perCell;
    private final long total;

    /** So many of the first cells have one more. */
    private long extra;

    /**
     * A share of {@code cases}.
     *
     * @param most so many in all at most
     */
    public Share(Stream<Case> cases, long most) {
        Map<Cell, Long> sizes = new HashMap<>();
        cases.forEach(each -> sizes.merge(each.cell(), 1L, Long::sum));
        long largest = sizes.values().stream().mapToLong(Long::longValue).max().orElse(0);
        long low = 0;
        while (low < largest) {
            long middle = (low + largest + 1) / 2;
            if (chosen(sizes, middle) <= most) {
                low = middle;
            } else {
                largest = middle - 1;
            }
        }
        perCell = low;
        extra = Math.min(most, chosen(sizes, low + 1)) - chosen(sizes, low);
        total = chosen(sizes, low) + extra;
    }

    private static long chosen(Map<Cell, Long> sizes, long perCell) {
        return sizes.values().stream()
                .mapToLong(size -> Math.min(size, perCell))
                .sum();
    }

    /** How many it chooses in all. */
    public long total() {
        return total;
    }

    @Override
    public boolean test(Case each) {
        long number = shown.merge(each.cell(), 1L, Long::sum);
        boolean isExtra = number == perCell + 1 && extra > 0;
        extra -= isExtra ? 1 : 0;
        return number <= perCell || isExtra;
    }
}
