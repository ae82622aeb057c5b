package org.paralux.app.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a daemon has open and could open, by its own view of the files, which may be another than ours. */
final class DaemonFiles {
    private static final String QUEUE_LOCK = "/queue/lock";
    private static final String QUEUE = "var/lib/ganeti/queue";
    private static final String CERTIFICATE = "var/lib/ganeti/server.pem";

    private DaemonFiles() {}

    /** Which file it is, whatever its name and whoever looks. */
    record Identity(long device, long inode) {
        static Identity of(Path file) throws IOException {
            Map<String, Object> attributes = Files.readAttributes(file, "unix:dev,ino");
            return new Identity(number(attributes, "dev"), number(attributes, "ino"));
        }

        private static long number(Map<String, Object> attributes, String name) {
            return ((Number) Objects.requireNonNull(attributes.get(name), name)).longValue();
        }
    }

    private static Path process(long pid) {
        return Path.of("/proc/" + pid);
    }

    /** Whether this user may look. */
    static boolean isReadable(long pid) {
        return Files.isReadable(process(pid).resolve("fd"))
                && Files.isDirectory(process(pid).resolve("root"));
    }

    /** Its job queue: the lock in it, where it holds that open, else the folder; empty where it has none. */
    static Optional<Identity> queueOf(long pid) throws IOException {
        if (!isReadable(pid) || !isGaneti(pid)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process(pid).resolve("fd"))) {
            for (Path descriptor : open) {
                if (isQueueLock(descriptor)) {
                    return Optional.of(Identity.of(descriptor));
                }
            }
        }
        Path lock = process(pid).resolve("root").resolve(QUEUE).resolve("lock");
        return Files.exists(lock, LinkOption.NOFOLLOW_LINKS) ? Optional.of(Identity.of(lock)) : Optional.empty();
    }

    private static boolean isGaneti(long pid) {
        return Processes.words(pid).stream().anyMatch(word -> word.contains("ganeti-"));
    }

    private static boolean isQueueLock(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().endsWith(QUEUE_LOCK);
        } catch (IOException closed) {
            return false;
        }
    }

    static boolean seesCertificates(long pid) {
        return isGaneti(pid)
                && Files.isRegularFile(process(pid).resolve("root").resolve(CERTIFICATE), LinkOption.NOFOLLOW_LINKS);
    }

    static boolean hasOwnNetwork(long pid) {
        try {
            return !Files.readSymbolicLink(process(pid).resolve("ns/net"))
                    .equals(Files.readSymbolicLink(Path.of("/proc/self/ns/net")));
        } catch (IOException e) {
            return false;
        }
    }
}
