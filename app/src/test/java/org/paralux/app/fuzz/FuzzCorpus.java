package org.paralux.app.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The inputs of a target that each reach what no other does: a file of base64, one input a line. */
final class FuzzCorpus {
    private final Path file;

    private FuzzCorpus(Path file) {
        this.file = file;
    }

    /** The corpus of {@code target} among those in {@code folder}. */
    static FuzzCorpus of(Path folder, FuzzTarget target) {
        return new FuzzCorpus(folder.resolve(target.word() + ".txt"));
    }

    List<byte[]> inputs() throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .map(Base64.getDecoder()::decode)
                        .toList()
                : List.of();
    }

    void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        int number = 0;
        for (byte[] input : inputs()) {
            Files.write(folder.resolve("kept-" + ++number), input);
        }
    }

    /** Shortest first, so that a diff shows what came. */
    void pack(Path folder) throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(each));
            }
        }
        List<String> lines = inputs.stream()
                .map(Base64.getEncoder()::encodeToString)
                .distinct()
                .sorted((a, b) -> a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length()))
                .toList();
        Files.write(file, lines);
    }

    /** {@code unpack|pack CORPORA TARGET FOLDER}. */
    public static void main(String[] args) throws IOException {
        FuzzCorpus corpus = of(Path.of(args[1]), FuzzTarget.valueOf(args[2]));
        if (args[0].equals("pack")) {
            corpus.pack(Path.of(args[3]));
        } else {
            corpus.unpack(Path.of(args[3]));
        }
    }
}
