package org.paralux.app.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paralux.proxy.identity.ListeningProcess;

/** What the kernel tells of processes. */
final class Processes {
    private static final Path PROC = Path.of("/proc");
    private static final String PARALUX = "org.paralux.app.";

    private Processes() {}

    /** The words that a process was started with; empty where it is gone or may not be read. */
    static List<String> words(long pid) {
        try {
            String line = Files.readString(PROC.resolve(pid + "/cmdline"), StandardCharsets.ISO_8859_1);
            return line.isEmpty() ? List.of() : List.of(line.split("\0", -1));
        } catch (IOException gone) {
            return List.of();
        }
    }

    /** For a person: the pid, and its program or the script that runs in it. */
    static String named(long pid) {
        List<String> words = words(pid);
        String program = words.stream()
                .filter(word -> !word.startsWith("-"))
                .filter(word -> !word.matches(".*/(python[0-9.]*|java)"))
                .findFirst()
                .orElse("unknown");
        return "process " + pid + " (" + (isParalux(pid) ? "Paralux" : program) + ")";
    }

    /** Whether it is a proxy, from this package or another. */
    static boolean isParalux(long pid) {
        List<String> words = words(pid);
        return words.stream().anyMatch(word -> word.equals(PARALUX + "Main") || word.matches(".*paralux[^/]*\\.jar"))
                && (words.contains("run") || words.contains("attach"));
    }

    /** Who listens behind a socket; empty where nobody does, or it cannot be told. */
    static Optional<Long> listeningAt(Path socket) {
        var pid = ListeningProcess.pidAt(socket);
        return pid.isPresent() ? Optional.of((long) pid.getAsInt()) : Optional.empty();
    }

    /** All that run a class of Paralux with all of {@code words} among their own. */
    static List<Long> running(String mainClass, List<String> words) throws IOException {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : all) {
                long pid = Long.parseLong(String.valueOf(process.getFileName()));
                List<String> has = words(pid);
                if (has.contains(PARALUX + mainClass) && has.containsAll(words)) {
                    found.add(pid);
                }
            }
        }
        return found;
    }
}
