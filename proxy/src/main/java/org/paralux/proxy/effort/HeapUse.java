package org.paralux.proxy.effort;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/** How full the heap is of what is really needed. */
public final class HeapUse {
    private static final List<MemoryPoolMXBean> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
            .toList();

    private HeapUse() {}

    /** What was left after the last collection of the fullest part, of what it may have; 0 before any. */
    public static double afterCollection() {
        return POOLS.stream()
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(usage -> usage.getMax() > 0)
                .mapToDouble(HeapUse::share)
                .max()
                .orElse(0);
    }

    private static double share(MemoryUsage usage) {
        return (double) usage.getUsed() / usage.getMax();
    }
}
