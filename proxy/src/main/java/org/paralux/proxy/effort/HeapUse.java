package org.paralux.proxy.effort;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How full the heap is of what is really needed: of its largest part, where things grow old, after it was collected. What
 * a collection left says nothing once another could have freed more, so that each is heard of once.
 *
 * <p>Is looked at by one thread.
 */
public final class HeapUse {
    private final Optional<MemoryPoolMXBean> oldest = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
            .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()));
    private final List<GarbageCollectorMXBean> collectors = oldest.stream()
            .flatMap(pool -> ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .filter(each -> Arrays.asList(each.getMemoryPoolNames()).contains(pool.getName())))
            .toList();
    private long collections;

    /** What the last collection left, of what there may be, from 0 to 1; 0 where there was none since the last look. */
    public double sinceLastLook() {
        long before = collections;
        collections = collectors.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
        return collections == before
                ? 0
                : oldest.map(pool -> share(pool.getCollectionUsage())).orElse(0.0);
    }

    private static double share(MemoryUsage left) {
        return left.getMax() <= 0 ? 0 : (double) left.getUsed() / left.getMax();
    }
}
