package org.paralux.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The words that run the program in a JVM of its own, with the memory that its launcher gives it. */
final class ParaluxCommand {
    private static final String LAUNCHER_HEAP = "-Xmx192m";

    private ParaluxCommand() {}

    static List<String> of(Object... arguments) {
        return withHeap(LAUNCHER_HEAP, arguments);
    }

    /** With more options of the JVM. */
    static List<String> withOptions(List<String> options, Object... arguments) {
        List<String> words = new ArrayList<>(of(arguments));
        words.addAll(1, options);
        return words;
    }

    /** With another bound on its heap, for an embedded daemon of very many clients. */
    static List<String> withHeap(String bound, Object... arguments) {
        List<Object> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                bound,
                "-XX:MaxDirectMemorySize=384m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-classpath",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        words.addAll(List.of(arguments));
        return words.stream().map(String::valueOf).toList();
    }

    /** Within another program that makes surroundings for it and then becomes it. */
    static List<String> within(List<String> program, Object... arguments) {
        return Stream.concat(program.stream(), of(arguments).stream()).toList();
    }
}
