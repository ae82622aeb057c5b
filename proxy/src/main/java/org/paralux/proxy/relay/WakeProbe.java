package org.paralux.proxy.relay;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;
import org.paralux.proxy.measure.Spread;

/** Measures how late an event loop is for a timer: as late as it is for bytes that come. Runs on that loop. */
final class WakeProbe implements Runnable {
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final EventExecutor loop;
    private final Spread wake;
    private long dueNanos;

    private WakeProbe(EventExecutor loop, Spread wake) {
        this.loop = loop;
        this.wake = wake;
    }

    static void start(EventExecutor loop, Spread wake) {
        new WakeProbe(loop, wake).next();
    }

    private void next() {
        dueNanos = System.nanoTime() + INTERVAL_NANOS;
        loop.schedule(this, INTERVAL_NANOS, TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
        wake.addNanos(Math.max(0, System.nanoTime() - dueNanos));
        if (!loop.isShuttingDown()) {
            next();
        }
    }
}
