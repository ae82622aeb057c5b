package org.paralux.app.safeshadow;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.attach.ProcessStamp;
import org.paralux.proxy.epoch.DaemonFacts;

/**
 * A luxid that sees the live configuration, read-only and as it changes, and nothing else that is live: an empty job queue,
 * a run folder, a log folder and a network of its own, and no certificates. From release 2.12 on a luxid runs jobs, and on
 * the live paths it would take the live socket away.
 *
 * <pre>
 * FOLDER/run    is /run/ganeti to it, and the socket is in it
 * FOLDER/queue  is /var/lib/ganeti/queue
 * FOLDER/log    is /var/log/ganeti
 * FOLDER/pid    tells which process it is
 * </pre>
 */
public final class SafeShadow {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 100;
    private static final int LAST_LINES = 3;

    /** Everything but the last line is seen by that process alone, and gone with it. */
    private static final String SCRIPT = """
            set -e
            mount --make-rprivate /
            mount --bind "$FOLDER/run" "$RUN"
            mount --bind "$FOLDER/log" "$LOG"
            mount --bind "$DATA" "$DATA"
            mount --bind "$FOLDER/queue" "$DATA/queue"
            for secret in server.pem client.pem rapi.pem spice.pem spice-ca.pem cluster-domain-secret hmac.key rapi/users; do
              if [ -e "$DATA/$secret" ]; then mount --bind /dev/null "$DATA/$secret"; fi
            done
            mount -o remount,bind,ro "$DATA"
            group=gnt-luxid
            getent group "$group" > /dev/null || group=$(stat -c %g "$DATA/config.data")
            exec setpriv --reuid "$(stat -c %u "$DATA/config.data")" --regid "$group" --init-groups \
              "$LUXID" -f --no-voting --yes-do-it
            """;

    private final Path folder;
    private final Paths live;

    /** Where a Ganeti has its files. */
    public record Paths(Path data, Path run, Path log) {
        /** As Debian's packages have them. */
        public static final Paths USUAL =
                new Paths(Path.of("/var/lib/ganeti"), Path.of("/run/ganeti"), Path.of("/var/log/ganeti"));
    }

    /** @param folder that is its own, or is not there yet */
    public SafeShadow(Path folder, Paths live) {
        this.folder = folder.toAbsolutePath().normalize();
        this.live = live;
    }

    /** Where it listens. */
    public Path socket() {
        return folder.resolve("run/socket/ganeti-query");
    }

    /** The process, if it lives. */
    public Optional<ProcessStamp> process() {
        try {
            String[] words = Files.readString(folder.resolve("pid")).strip().split(" ", -1);
            ProcessStamp stamp = new ProcessStamp(Long.parseLong(words[0]), Long.parseLong(words[1]));
            return Optional.of(stamp).filter(ProcessStamp::isAlive);
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }

    /**
     * Starts it, and waits until it answers.
     *
     * @return what it says of itself
     * @throws IOException in one line, when it cannot be started; nothing of it is left running
     */
    public DaemonFacts start(Path luxid) throws IOException {
        requireStartable(luxid);
        makeFolders();
        Process process = begin(luxid);
        boolean done = false;
        try {
            ProcessStamp stamp = ProcessStamp.of(process.pid()).orElseThrow(() -> ended(process));
            Files.writeString(folder.resolve("pid"), stamp.pid() + " " + stamp.startTicks() + "\n");
            DaemonFacts facts = awaitAnswer(process);
            done = true;
            return facts;
        } finally {
            if (!done) {
                process.destroyForcibly();
                Files.deleteIfExists(folder.resolve("pid"));
            }
        }
    }

    private void requireStartable(Path luxid) throws IOException {
        if (!Files.isExecutable(luxid)) {
            throw new IOException(luxid + ": no program (expected: a ganeti-luxid; see --luxid)");
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new IOException("only root may start a shadow: it gets namespaces and mounts of its own");
        }
        if (!Files.isReadable(live.data().resolve("config.data"))) {
            throw new IOException(
                    live.data() + "/config.data is not there (expected: this host to be a master candidate)");
        }
        Optional<ProcessStamp> running = process();
        if (running.isPresent()) {
            throw new IOException("a shadow runs already in " + folder + ", process "
                    + running.get().pid() + "; 'paralux shadow stop' ends it");
        }
    }

    /** With the owners and modes of the live ones. */
    private void makeFolders() throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            removeFolders();
        }
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(
                mark(), "A shadow of paralux; 'paralux shadow stop' removes it with all that is in this folder.\n");
        like(live.run(), folder.resolve("run"));
        for (String part : List.of("socket", "luxidmessages", "livelocks")) {
            Path model = live.run().resolve(part);
            if (Files.isDirectory(model)) {
                like(model, folder.resolve("run").resolve(part));
            }
        }
        like(live.log(), folder.resolve("log"));
        Path queue = like(live.data().resolve("queue"), folder.resolve("queue"));
        like(live.data().resolve("queue"), queue.resolve("archive"));
        for (Map.Entry<String, String> file :
                Map.of("version", "1\n", "serial", "0\n", "lock", "").entrySet()) {
            Path made = Files.writeString(queue.resolve(file.getKey()), file.getValue());
            own(live.data().resolve("queue"), made);
        }
    }

    private static Path like(Path model, Path folder) throws IOException {
        Files.createDirectory(folder);
        own(model, folder);
        Files.setPosixFilePermissions(folder, Files.getPosixFilePermissions(model));
        return folder;
    }

    private static void own(Path model, Path file) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(model, "unix:uid,gid");
        Files.setAttribute(file, "unix:uid", Objects.requireNonNull(attributes.get("uid")));
        Files.setAttribute(file, "unix:gid", Objects.requireNonNull(attributes.get("gid")));
    }

    private Process begin(Path luxid) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "setsid", "unshare", "--mount", "--net", "--ipc", "sh", "-c", SCRIPT)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment()
                .putAll(Map.of(
                        "FOLDER", folder.toString(),
                        "DATA", live.data().toString(),
                        "RUN", live.run().toString(),
                        "LOG", live.log().toString(),
                        "LUXID", luxid.toString()));
        return builder.start();
    }

    private DaemonFacts awaitAnswer(Process process) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw ended(process);
            }
            if (Files.exists(socket())) {
                DaemonFacts facts = DaemonFacts.ask(socket());
                if (facts.release() != null) {
                    return facts;
                }
            }
            pause();
        }
        throw new IOException("the shadow does not answer on " + socket() + " within " + PATIENCE.toSeconds()
                + " s; it was stopped, " + folder + "/log has its log");
    }

    private IOException ended(Process process) {
        String said = "";
        try {
            List<String> lines = Files.readAllLines(folder.resolve("said"));
            said = String.join("; ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException silent) {
            // Then the exit code is all.
        }
        return new IOException("the shadow ended at once (" + (process.isAlive() ? "" : process.exitValue() + ", ")
                + said + "); " + folder + "/log has its log");
    }

    /**
     * Ends it, and removes its folder.
     *
     * @return which process it was; empty where none ran
     * @throws IOException when it does not end
     */
    public Optional<ProcessStamp> stop() throws IOException {
        Optional<ProcessStamp> running = process();
        if (running.isPresent()) {
            ProcessHandle.of(running.get().pid()).ifPresent(ProcessHandle::destroy);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (running.get().isAlive()) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("process " + running.get().pid() + " does not end; 'kill -9' it");
                }
                pause();
            }
        }
        if (Files.exists(folder.resolve("run"), LinkOption.NOFOLLOW_LINKS)) {
            removeFolders();
        }
        return running;
    }

    /** A folder without it was not made here, whatever else is in it. */
    private Path mark() {
        return folder.resolve("paralux-shadow");
    }

    /** Links in it are removed and not followed. */
    private void removeFolders() throws IOException {
        if (!Files.isRegularFile(mark(), LinkOption.NOFOLLOW_LINKS) && !isEmpty(folder)) {
            throw new IOException(folder + " holds something else (expected: a shadow's folder, or nothing)");
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var names = Files.list(folder)) {
            return names.findAny().isEmpty();
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
