package org.paralux.qa.finding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder of case files, one for each finding there ever was. */
public final class Corpus {
    private static final String SUFFIX = ".json";

    private final Path folder;

    /** The folder is made when the first file is written. */
    public Corpus(Path folder) {
        this.folder = folder;
    }

    /**
     * All cases, in the order of their names.
     *
     * @throws IOException where a file cannot be read; its message names the file
     */
    public List<CaseFile> read() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
        List<CaseFile> cases = new ArrayList<>();
        for (Path file : files) {
            try {
                cases.add(CaseFile.parse(Files.readString(file)));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": no case file: " + e.getMessage(), e);
            }
        }
        return cases;
    }

    boolean has(CaseFile file) {
        return Files.exists(path(file));
    }

    /** Writes the case whole or not at all. */
    void write(CaseFile file) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = folder.resolve(file.id() + ".tmp");
        Files.writeString(unfinished, file.toJson());
        Files.move(unfinished, path(file), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path path(CaseFile file) {
        return folder.resolve(file.id() + SUFFIX);
    }
}
