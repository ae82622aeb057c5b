package org.paralux.proxy.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process, told from a later one that was given the same pid.
 *
 * @param startTicks when it started, as the kernel counts
 */
public record ProcessStamp(long pid, long startTicks) {
    /** Of those behind the name, which may hold anything. */
    private static final int START_FIELD = 19;

    /** This process. */
    public static ProcessStamp own() {
        long pid = ProcessHandle.current().pid();
        return of(pid).orElseThrow(() -> new IllegalStateException("/proc/" + pid + " (expected: ours)"));
    }

    /** The process that has the pid now; empty where none has. */
    public static Optional<ProcessStamp> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z")
                    ? Optional.empty()
                    : Optional.of(new ProcessStamp(pid, Long.parseLong(fields[START_FIELD])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether it still is. */
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }
}
