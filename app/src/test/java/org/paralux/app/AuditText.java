package org.paralux.app;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The text of an audit log, and of any other file that may be compressed. */
final class AuditText {
    private AuditText() {}

    /** All records, oldest first. */
    static String of(Path stateDir) throws IOException {
        List<Path> segments;
        try (Stream<Path> files = Files.list(stateDir.resolve("audit"))) {
            segments = files.filter(file -> file.toString().contains(".jsonl"))
                    .sorted()
                    .toList();
        }
        StringBuilder text = new StringBuilder();
        for (Path segment : segments) {
            text.append(in(segment));
        }
        return text.toString();
    }

    static String in(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".zst") ? new ZstdInputStream(bytes) : bytes) {
            return new String(plain.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
