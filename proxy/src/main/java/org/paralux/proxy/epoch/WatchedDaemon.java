package org.paralux.proxy.epoch;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.identity.DaemonProcess;

/**
 * One daemon, and which build of it was seen last. A daemon that does not answer is taken to be what it was.
 *
 * <p>Doubt may be cast by any thread, at once; all else belongs to {@link Epochs}, under its lock.
 */
final class WatchedDaemon {
    private final Path socket;
    private final DaemonProbe probe;
    private final LongSupplier nanoClock;
    private @Nullable DaemonProcess process;
    private DaemonFacts facts = new DaemonFacts(null, null);
    private final AtomicLong doubts = new AtomicLong();
    private volatile long doubtsMet;
    private volatile long doubtedNanos;

    WatchedDaemon(Path socket, DaemonProbe probe, LongSupplier nanoClock) {
        this.socket = socket;
        this.probe = probe;
        this.nanoClock = nanoClock;
        ask(probe.process(socket));
    }

    DaemonFacts facts() {
        return facts;
    }

    /**
     * It may be another by now.
     *
     * @return whether nobody had doubted it before
     */
    boolean doubt() {
        boolean first = !isDoubted();
        if (first) {
            doubtedNanos = nanoClock.getAsLong();
        }
        doubts.incrementAndGet();
        return first;
    }

    boolean isDoubted() {
        return doubts.get() != doubtsMet;
    }

    /** When the first doubt was cast that is not met. */
    long doubtedNanos() {
        return doubtedNanos;
    }

    /** How many doubts were cast until now. */
    long doubts() {
        return doubts.get();
    }

    /** So many are met. */
    void met(long count) {
        doubtsMet = count;
    }

    /** Looks at who listens. A process is what it was; one that the kernel does not show is asked each time. */
    void look() {
        Optional<DaemonProcess> there = probe.process(socket);
        if (there.isEmpty() || !there.get().equals(process)) {
            ask(there);
        }
    }

    private void ask(Optional<DaemonProcess> there) {
        DaemonFacts told = probe.facts(socket);
        if (told.release() != null) {
            facts = told;
            process = there.orElse(null);
        }
    }

    /**
     * Adds what is known of the build.
     *
     * @param name {@code primary} or {@code shadow}
     */
    void describe(String name, Map<String, String> builds) {
        if (facts.release() != null) {
            builds.put(name, facts.release());
        }
        if (process != null && process.binary() != null) {
            builds.put(name + "Binary", process.binary());
        }
    }
}
