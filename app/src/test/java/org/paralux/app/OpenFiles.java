package org.paralux.app;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How many files a process may have open, which sockets are of, and those that it starts. */
final class OpenFiles {
    private OpenFiles() {}

    /** Raises the limit of this process as far as it may; what it is then. */
    static long raise(long wanted) throws IOException, InterruptedException {
        long self = ProcessHandle.current().pid();
        if (limit() < wanted) {
            // Only root may raise it further: a JVM begins with all that others may have.
            prlimit(self, wanted + ":" + wanted);
        }
        return limit();
    }

    private static long limit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : 1024;
    }

    /** Sets the soft limit of a process that runs. */
    static void limit(long pid, long files) throws IOException, InterruptedException {
        int exitCode = prlimit(pid, files + ":");
        if (exitCode != 0) {
            throw new IOException("prlimit: exit code " + exitCode);
        }
    }

    private static int prlimit(long pid, String files) throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder("prlimit", "--pid", String.valueOf(pid), "--nofile=" + files)
                .redirectErrorStream(true)
                .start();
        prlimit.getInputStream().readAllBytes();
        return prlimit.waitFor();
    }

    /** Runs a program with no more than this. */
    static List<String> atMost(long files) {
        return List.of("prlimit", "--nofile=" + files + ":" + files);
    }

    static long openedBy(long pid) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return files.count();
        }
    }
}
