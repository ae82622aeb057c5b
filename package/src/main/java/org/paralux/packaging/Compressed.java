package org.paralux.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Files in the form in which Debian has manual pages and changelogs: as small as gzip makes them, without a time. */
public final class Compressed {
    private Compressed() {}

    /**
     * Replaces each file below the folders by its compressed form.
     *
     * @param args the folders, or files
     */
    public static void main(String[] args) throws IOException {
        for (String arg : args) {
            List<Path> files;
            try (Stream<Path> all = Files.walk(Path.of(arg))) {
                files = all.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().endsWith(".gz"))
                        .toList();
            }
            for (Path file : files) {
                Files.write(Path.of(file + ".gz"), of(Files.readAllBytes(file)));
                Files.delete(file);
            }
        }
    }

    static byte[] of(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new Hardest(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static final class Hardest extends GZIPOutputStream {
        Hardest(ByteArrayOutputStream bytes) throws IOException {
            super(bytes);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
