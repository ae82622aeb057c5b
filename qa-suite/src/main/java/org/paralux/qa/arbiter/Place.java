package org.paralux.qa.arbiter;

import java.util.OptionalDouble;

/**
 * Where a value stands in the files.
 *
 * @param path from the root of {@code config.data}, or from the name of a job's file
 * @param note what has to be known besides; empty where nothing has
 * @param changed when the objects it is read from were last written, in seconds since the epoch; empty where nothing tells
 */
public record Place(String path, String note, OptionalDouble changed) {
    /** As reports print it: {@code cluster.beparams.default.maxmem (a default: instances.<uuid>.beparams has none)}. */
    public String text() {
        return note.isEmpty() ? path : path + " (" + note + ")";
    }
}
