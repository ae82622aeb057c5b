package org.paralux.proxy.effort;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A collection says how full the heap is, once. */
@Isolated
class HeapUseTest {
    @Test
    void whatACollectionLeftIsHeardOfOnce() {
        HeapUse heap = new HeapUse();
        AtomicReference<Double> first = new AtomicReference<>();
        await().until(() -> {
            System.gc();
            first.set(heap.sinceLastLook());
            return first.get() > 0 && first.get() < 1;
        });
        await().until(() -> heap.sinceLastLook() == 0);
    }
}
