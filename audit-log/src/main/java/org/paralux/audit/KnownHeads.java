package org.paralux.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a log from elsewhere: whoever can write its files could recompute every chain or cut off its end, but
 * not change what was kept in another place.
 *
 * @param expected a chain that some record must have; null when none is known
 * @param anchors chains by the number of their record
 */
public record KnownHeads(@Nullable String expected, Map<Long, String> anchors) {
    /** A number, and a little behind it a chain: a line of our own, or one of the journal. */
    private static final Pattern ANCHOR = Pattern.compile("\\b([0-9]{1,18})\\b[^0-9]{1,16}\\b([0-9a-f]{64})\\b");

    public KnownHeads {
        if (expected != null && !Chain.isText(expected)) {
            throw new IllegalArgumentException(
                    "head: " + expected + " (expected: 64 hexadecimal digits, in lower case)");
        }
        anchors = Map.copyOf(anchors);
    }

    /** Nothing is known. */
    public static KnownHeads none() {
        return new KnownHeads(null, Map.of());
    }

    public KnownHeads withExpected(@Nullable String chain) {
        return new KnownHeads(chain, anchors);
    }

    /**
     * Adds the anchors in a file: lines with a record's number and, right behind it, its chain, as {@link
     * AuditHead#toString} writes them and the journal keeps them. Other lines are passed over.
     *
     * @throws IOException also when no line holds an anchor
     */
    public KnownHeads withAnchors(Path file) throws IOException {
        Map<Long, String> all = new TreeMap<>(anchors);
        int found = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher anchor = ANCHOR.matcher(line);
                if (anchor.find()) {
                    all.putIfAbsent(Long.valueOf(anchor.group(1)), anchor.group(2));
                    found++;
                }
            }
        }
        if (found == 0) {
            throw new IOException(file + ": no anchors (expected: lines with a record's number and its chain)");
        }
        return new KnownHeads(expected, all);
    }
}
