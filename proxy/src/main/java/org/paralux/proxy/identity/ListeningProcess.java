package org.paralux.proxy.identity;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.paralux.proxy.kernel.NativeFiles;

/** The process behind the other end of a Unix socket that somebody listens on. */
public final class ListeningProcess {
    /** A daemon that is alive takes somebody from its backlog sooner. */
    private static final int TRIES = 50;

    private static final Duration PAUSE = Duration.ofMillis(20);

    private ListeningProcess() {}

    /**
     * Who called {@code listen} on a socket; empty where nobody accepts there, or the kernel does not tell. Where the
     * backlog is full it waits, for a second at most.
     */
    public static OptionalInt pidAt(Path socket) {
        int pid = NativeFiles.listenerAt(socket);
        for (int tried = 1; pid == -NativeFiles.EAGAIN && tried < TRIES; tried++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            pid = NativeFiles.listenerAt(socket);
        }
        return pid > 0 ? OptionalInt.of(pid) : OptionalInt.empty();
    }
}
