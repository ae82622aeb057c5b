package org.paralux.diff;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A file that is part of this package. */
final class Resource {
    private Resource() {}

    static List<String> lines(String name) {
        return text(name).lines().toList();
    }

    static String text(String name) {
        try (InputStream file = Objects.requireNonNull(Resource.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
