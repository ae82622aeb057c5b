package org.paralux.proxy.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A daemon's process: another one is another process or, after an exec, another program in it.
 *
 * @param startTicks when it was forked, in ticks since the boot
 * @param binary what tells its program from other builds of it: size and time of the file, and of the script that an
 *     interpreter runs; null where that cannot be read
 */
public record DaemonProcess(
        int pid, long startTicks, @Nullable String binary) {
    private static final Path PROC = Path.of("/proc");
    private static final String INTERPRETER = "python";

    /** Who listens on a socket; empty where nobody does, or where the process cannot be seen. */
    public static Optional<DaemonProcess> listeningAt(Path socket) {
        OptionalInt pid = ListeningProcess.pidAt(socket);
        return pid.isEmpty() ? Optional.empty() : of(pid.getAsInt());
    }

    static Optional<DaemonProcess> of(int pid) {
        Path folder = PROC.resolve(Integer.toString(pid));
        try {
            Stat stat = Stat.parse(Files.readAllBytes(folder.resolve("stat")));
            return stat == null
                    ? Optional.empty()
                    : Optional.of(new DaemonProcess(pid, stat.startTicks(), binary(folder)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The executable as it runs, even if another was installed since; where it may not be read, that of its name. */
    private static @Nullable String binary(Path folder) throws IOException {
        List<String> words = List.of(Files.readString(folder.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                .split("\0", 3));
        String running = stamp(folder.resolve("exe"));
        String program = running != null ? running : stamp(Path.of(words.getFirst()));
        boolean isScript = words.size() > 1 && words.getFirst().contains(INTERPRETER);
        String script = isScript ? stamp(Path.of(words.get(1))) : null;
        return program == null
                ? null
                : Stream.of(program, script)
                        .filter(text -> text != null)
                        .reduce((one, two) -> one + " " + two)
                        .orElse(null);
    }

    private static @Nullable String stamp(Path file) {
        if (!file.isAbsolute()) {
            return null;
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + "@"
                    + attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (IOException e) {
            return null;
        }
    }
}
