package org.paralux.qa.arbiter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The fields whose meaning was judged against the exchanges recorded from a real daemon: those that had a value there. */
final class Coverage {
    private static final String FILE = "/org/paralux/qa/arbiter/covered.csv";
    private static final Pattern INDEX = Pattern.compile("/\\d+$");

    /** {@code resource;field}, of numbered ones with {@code #} for the number. */
    static final Set<String> COVERED = read();

    private Coverage() {}

    /** Fields that differ by a number alone mean the same. */
    static boolean covers(String resource, String field) {
        return COVERED.contains(entry(resource, field));
    }

    static String entry(String resource, String field) {
        return resource + ";" + INDEX.matcher(field).replaceFirst("/#");
    }

    private static Set<String> read() {
        try (InputStream in = Objects.requireNonNull(Coverage.class.getResourceAsStream(FILE), FILE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
