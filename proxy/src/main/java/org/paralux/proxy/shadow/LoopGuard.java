package org.paralux.proxy.shadow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.paralux.proxy.kernel.NativeFiles;

/**
 * Knows the shadow's process. luxid 2.11 passes some queries on to the primary's socket; were these put to it again, it
 * would pass them on again, without end.
 *
 * <p>Belongs to the recorder's thread.
 */
final class LoopGuard {
    private static final Duration RENEWAL = Duration.ofSeconds(5);

    private final Path shadow;
    private final LongSupplier nanoClock;
    private int pid;
    private long askedNanos;

    LoopGuard(Path shadow, LongSupplier nanoClock) {
        this.shadow = shadow;
        this.nanoClock = nanoClock;
        this.askedNanos = nanoClock.getAsLong() - RENEWAL.toNanos();
    }

    boolean isShadow(int clientPid) {
        long now = nanoClock.getAsLong();
        if (now - askedNanos >= RENEWAL.toNanos()) {
            askedNanos = now;
            int listener = NativeFiles.listenerAt(shadow);
            // A full backlog does not tell, but it is a live daemon's: the one that was known.
            pid = listener == -NativeFiles.EAGAIN ? pid : listener;
        }
        return pid > 0 && pid == clientPid;
    }
}
