package org.paralux.proxy.identity;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder like {@code /proc}, for what a real kernel cannot be asked for. */
final class FakeProc {
    static final long TICK_NANOS = 1_000_000_000L / Posix.ticksPerSecond();

    private final Path root;

    FakeProc(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** A process as most are: alive, of uid 0, child of nobody, in no unit, with the executable that it is named after. */
    FakeProcess process(int pid, String comm, long startTicks) throws IOException {
        Files.createDirectories(root.resolve(Integer.toString(pid)));
        return new FakeProcess(root.resolve(Integer.toString(pid)))
                .stat(comm, 'S', 0, startTicks)
                .cmdline(comm)
                .exe("/nowhere/bin/" + comm)
                .uid(0)
                .cgroup("0::/")
                .file("loginuid", "4294967295");
    }

    /** One folder in it; every method gives the process itself. */
    record FakeProcess(Path folder) {
        private static final int O_WRONLY = 1;
        private static final int O_NONBLOCK = 0x800;

        FakeProcess stat(String comm, char state, int parent, long startTicks) throws IOException {
            return file("stat", statText(comm, state, parent, startTicks));
        }

        FakeProcess cmdline(String... words) throws IOException {
            return file("cmdline", String.join("\0", words) + "\0");
        }

        FakeProcess exe(String path) throws IOException {
            Files.deleteIfExists(folder.resolve("exe"));
            Files.createSymbolicLink(folder.resolve("exe"), Path.of(path));
            return this;
        }

        FakeProcess uid(int uid) throws IOException {
            return file("status", "Name:\tx\nUid:\t" + "%1$d\t%1$d\t%1$d\t%1$d\n".formatted(uid));
        }

        FakeProcess cgroup(String... lines) throws IOException {
            return file("cgroup", String.join("\n", lines) + "\n");
        }

        FakeProcess file(String name, String text) throws IOException {
            Files.writeString(folder.resolve(name), text);
            return this;
        }

        FakeProcess without(String name) throws IOException {
            Files.delete(folder.resolve(name));
            return this;
        }

        /** Makes {@code name} a file at which a reader stops until it is released. */
        FakeProcess stopAt(String name) throws Exception {
            Files.deleteIfExists(folder.resolve(name));
            Process maker = new ProcessBuilder(
                            List.of("mkfifo", folder.resolve(name).toString()))
                    .inheritIO()
                    .start();
            if (maker.waitFor() != 0) {
                throw new IOException("mkfifo: " + maker.exitValue() + " (expected: 0)");
            }
            return this;
        }

        /**
         * Waits until a reader has come to the file {@code name}, acts, and only then has it read {@code text}. To hold
         * the next reader too, the action calls {@link #stopAt} again.
         */
        void release(String name, String text, Action meanwhile) throws Exception {
            Path pipe = folder.resolve(name);
            int gate = await().until(() -> openForWriting(pipe), descriptor -> descriptor >= 0);
            try (OutputStream out = Files.newOutputStream(pipe, StandardOpenOption.WRITE)) {
                meanwhile.run();
                out.write(text.getBytes(StandardCharsets.UTF_8));
            } finally {
                Posix.close(gate);
            }
        }

        /** An error while there is no reader, where a plain open would wait. */
        private static int openForWriting(Path pipe) {
            try (Arena arena = Arena.ofConfined()) {
                return new Posix(arena)
                        .openAt(Posix.AT_FDCWD, arena.allocateFrom(pipe.toString()), O_WRONLY | O_NONBLOCK);
            }
        }

        void release(String name, String text) throws Exception {
            release(name, text, () -> {});
        }

        void remove() throws IOException {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** What happens while a reader is held. */
    interface Action {
        void run() throws Exception;
    }

    static String statText(String comm, char state, int parent, long startTicks) {
        return "1 (" + comm + ") " + state + " " + parent + " 1 1 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 " + startTicks
                + " 1 1 18446744073709551615\n";
    }

    /** The peer of that number, which connected under uid 0 at the first moment of {@code acceptTick}. */
    static PeerCredentials peer(int pid, long acceptTick) {
        return new PeerCredentials(pid, 0, 0, PeerPidfd.UNKNOWN, acceptTick * TICK_NANOS);
    }
}
